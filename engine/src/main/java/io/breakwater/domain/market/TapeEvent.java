package io.breakwater.domain.market;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.policy.Policy;

/** An input of the market view, as the tape records it: the view is the fold of these. */
public sealed interface TapeEvent {

    /** The lane that observed it, and its term then. */
    LaneTerm by();

    /** The same, observed by this lane. */
    TapeEvent observedBy(LaneTerm lane);

    record InstrumentObserved(Quoted quoted, LaneTerm by) implements TapeEvent {

        /** No lane's. */
        public InstrumentObserved(Quoted quoted) {
            this(quoted, LaneTerm.NONE);
        }

        @Override
        public TapeEvent observedBy(LaneTerm lane) {
            return new InstrumentObserved(quoted, lane);
        }
    }

    record ControlObserved(String scope, TradingState state, LaneTerm by) implements TapeEvent {

        /** No lane's. */
        public ControlObserved(String scope, TradingState state) {
            this(scope, state, LaneTerm.NONE);
        }

        @Override
        public TapeEvent observedBy(LaneTerm lane) {
            return new ControlObserved(scope, state, lane);
        }
    }

    record PolicyObserved(Policy policy, LaneTerm by) implements TapeEvent {

        /** No lane's. */
        public PolicyObserved(Policy policy) {
            this(policy, LaneTerm.NONE);
        }

        @Override
        public TapeEvent observedBy(LaneTerm lane) {
            return new PolicyObserved(policy, lane);
        }
    }
}
