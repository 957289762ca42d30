package io.breakwater.audit;

import io.breakwater.domain.Context;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.log.Envelope;

/** Takes the decision of an envelope again, on a state that is handed in. For one thread. */
final class Decider<S, C, E> {
    private final DecidedLog<S, C, E> kind;
    private final Identity identity;
    private Origin origin;
    private Context context;

    Decider(DecidedLog<S, C, E> kind, Identity identity) {
        this.kind = kind;
        this.identity = identity;
        this.origin = identity.origin(0);
    }

    /** What deciding came to. */
    sealed interface Result<E> {

        /** The recorded event, exactly. */
        record Same<E>() implements Result<E> {}

        /** Deciding failed as it had failed then, with the recorded event. */
        record FailedAgain<E>(String failure) implements Result<E> {}

        /** @param json what was decided instead */
        record Other<E>(String json) implements Result<E> {}
    }

    /** What the decision knew besides the state. */
    Context context(Envelope envelope, long term, MarketView view) {
        if (origin.term() != term) {
            origin = identity.origin(term);
        }
        boolean same = context != null && context.view() == view && context.origin() == origin
                && context.nowMicros() == envelope.decidedAtMicros();
        if (!same) {
            context = new Context(view, envelope.decidedAtMicros(), origin);
        }
        return context;
    }

    Result<E> decide(S state, Envelope envelope, Context known) {
        E recorded = kind.event(envelope);
        C command = kind.aggregate().commandOf(recorded);
        try {
            Decision<E> decision = kind.aggregate().decide(state, command, envelope.requestId(), known);
            return compared(recorded, decision);
        } catch (RuntimeException | StackOverflowError failure) {
            E failed = kind.aggregate().failed(command, failure.toString());
            return failed.equals(recorded)
                    ? new Result.FailedAgain<>(failure.toString()) : new Result.Other<>(kind.json(failed));
        }
    }

    private Result<E> compared(E recorded, Decision<E> decision) {
        return switch (decision) {
            case Decision.Taken<E>(E event) when event.equals(recorded) -> new Result.Same<>();
            case Decision.Taken<E>(E event) -> new Result.Other<>(kind.json(event));
            case Decision.Answered<E>(var outcome) ->
                    new Result.Other<>("{\"type\":\"Answered\",\"verdict\":\"" + outcome.verdict() + "\"}");
        };
    }
}
