package io.breakwater.actors.board;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.policy.Policy;

/** What a tape event is about: of two events with one subject the later says all. */
final class Subject {
    private Subject() {}

    static String of(TapeEvent event) {
        return switch (event) {
            case TapeEvent.InstrumentObserved(Quoted quoted, var _) -> "instruments/" + quoted.id();
            case TapeEvent.ControlObserved(String scope, TradingState _, var _) -> scope;
            case TapeEvent.PolicyObserved(Policy _, var _) -> "policy";
        };
    }

    /** Whether nothing but the mark differs, so that it may wait for the next one. */
    static boolean isOnlyMark(TapeEvent before, TapeEvent after) {
        return before instanceof TapeEvent.InstrumentObserved(Quoted b, var _)
                && after instanceof TapeEvent.InstrumentObserved(Quoted a, var _)
                && a.equals(new Quoted(b.id(), b.name(), b.venue(), b.symbol(), b.terms(), b.lifeCycle(), a.mark(),
                        b.state(), b.funding(), b.venueWord()));
    }

    /** Whether a trading state is placed on the subject. */
    static boolean isRestricted(TapeEvent event) {
        return switch (event) {
            case TapeEvent.InstrumentObserved(Quoted quoted, var _) -> quoted.state() != TradingState.ACTIVE;
            case TapeEvent.ControlObserved(String _, TradingState state, var _) -> state != TradingState.ACTIVE;
            case TapeEvent.PolicyObserved(Policy _, var _) -> false;
        };
    }
}
