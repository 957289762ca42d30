package io.breakwater.domain.market;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Context;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.policy.Policy;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;

/**
 * The tape as a lane carries it: one entity, whose state is the market view and whose every input is an event. An
 * observation that the view shows already is answered without an event, so that it may be told any number of times; one
 * of a lane that was taken over since is not answered with a yes, because it is not shown; nor is a policy of a version
 * that is not above the one shown.
 */
public final class Tape implements Aggregate<MarketView, TapeEvent, TapeEvent> {

    /** The name of the one entity. */
    public static final String ENTITY = "market";

    @Override
    public String kind() {
        return "tape";
    }

    @Override
    public MarketView absent(String entity) {
        return MarketView.EMPTY;
    }

    @Override
    public Decision<TapeEvent> decide(MarketView state, TapeEvent observed, RequestId id, Context context) {
        int term = state.terms().of(observed.by().lane());
        if (observed.by().term() < term || isOlder(observed, state.policy())) {
            return new Decision.Answered<>(Outcome.of(Outcome.Verdict.UNKNOWN, null));
        }
        boolean shown = switch (observed) {
            case TapeEvent.InstrumentObserved(Quoted quoted, LaneTerm _) ->
                    quoted.equals(state.instrument(quoted.id()));
            case TapeEvent.ControlObserved(String scope, TradingState control, LaneTerm _) ->
                    state.controls().of(scope) == control;
            case TapeEvent.PolicyObserved(Policy policy, LaneTerm _) -> policy.equals(state.policy());
        };
        return shown && observed.by().term() == term
                ? new Decision.Answered<>(Outcome.accepted())
                : new Decision.Taken<>(observed);
    }

    /** Nodes that are set up differently must not take turns: a policy gives way to one of a higher version only. */
    private static boolean isOlder(TapeEvent observed, Policy shown) {
        return observed instanceof TapeEvent.PolicyObserved(Policy policy, LaneTerm _)
                && policy.version() <= shown.version() && !policy.equals(shown);
    }

    @Override
    public MarketView apply(MarketView state, TapeEvent event, RequestId id, long decidedAtMicros) {
        return state.apply(event);
    }

    @Override
    public TapeEvent commandOf(TapeEvent event) {
        return event;
    }

    @Override
    public Outcome outcomeOf(TapeEvent event) {
        return Outcome.accepted();
    }

    /** Comparing and copying cannot fail; where it does, the lane's actor is replaced and the board asks again. */
    @Override
    public TapeEvent failed(TapeEvent command, String reason) {
        Invariants.check(false, () -> "an observation is never in doubt: " + reason);
        return command;
    }

    @Override
    public String scopePathOf(MarketView state) {
        return "";
    }

    @Override
    public Record stored(MarketView state) {
        return StoredView.of(state);
    }

    @Override
    public MarketView restored(Record stored) {
        return ((StoredView) stored).view();
    }

    @Override
    public Class<TapeEvent> commandType() {
        return TapeEvent.class;
    }

    @Override
    public Class<TapeEvent> eventType() {
        return TapeEvent.class;
    }

    @Override
    public Class<? extends Record> storedType() {
        return StoredView.class;
    }
}
