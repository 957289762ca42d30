package io.breakwater.domain.span;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Context;
import io.breakwater.domain.span.SpanRejection.Code;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;

/** Limits over data centers as lanes carry them. It has no rules of its own. */
public final class SpanAggregate implements Aggregate<Span, SpanCommand, SpanEvent> {

    @Override
    public String kind() {
        return "span";
    }

    @Override
    public Span absent(String entity) {
        return Span.absent(entity);
    }

    @Override
    public Decision<SpanEvent> decide(Span state, SpanCommand command, RequestId id, Context context) {
        return new SpanDecisions(state, context).decide(command, id);
    }

    @Override
    public Span apply(Span state, SpanEvent event, RequestId id, long decidedAtMicros) {
        return SpanApplication.apply(state, event, id, decidedAtMicros);
    }

    @Override
    public SpanCommand commandOf(SpanEvent event) {
        return event.command();
    }

    @Override
    public Outcome outcomeOf(SpanEvent event) {
        return outcome(event);
    }

    static Outcome outcome(SpanEvent event) {
        return switch (event) {
            case SpanEvent.RequestRefused(SpanRequest _, SpanRejection rejection) -> Outcome.refused(rejection);
            case SpanEvent.DecisionFailed(SpanCommand command, String reason) -> failure(command, reason);
            case SpanEvent.Reserved(SpanRequest.Reserve _, long hold) -> Outcome.accepted(hold);
            case SpanEvent.Restricted(SpanRequest.Restrict _, var row) -> Outcome.accepted(row.placed());
            case SpanEvent.FactSuspended(SpanFact _, String reason) -> suspense(reason);
            case SpanEvent.TermsSet _, SpanEvent.Released _, SpanEvent.Reclaimed _, SpanEvent.RestrictionLifted _,
                    SpanEvent.PeerHeard _, SpanEvent.Tended _, SpanEvent.RightsOpened _, SpanEvent.SettlementBooked _,
                    SpanEvent.RestoreNoted _, SpanEvent.LateTruthBooked _,
                    SpanEvent.LendingChanged _, SpanEvent.DoubtLifted _, SpanEvent.LeaseNoted _ -> Outcome.accepted();
        };
    }

    private static Outcome failure(SpanCommand command, String reason) {
        return command instanceof SpanFact ? suspense(reason)
                : Outcome.refused(SpanRejection.of(Code.INTERNAL, "", reason));
    }

    private static Outcome suspense(String reason) {
        return Outcome.of(Outcome.Verdict.SUSPENSE, SpanRejection.of(Code.INTERNAL, "", reason));
    }

    @Override
    public SpanEvent failed(SpanCommand command, String reason) {
        return new SpanEvent.DecisionFailed(command, reason);
    }

    /** A limit's name says what it is a limit of. */
    @Override
    public String scopePathOf(Span state) {
        return "";
    }

    @Override
    public Record stored(Span state) {
        return state;
    }

    @Override
    public Span restored(Record stored) {
        return (Span) stored;
    }

    @Override
    public Class<SpanCommand> commandType() {
        return SpanCommand.class;
    }

    @Override
    public Class<SpanEvent> eventType() {
        return SpanEvent.class;
    }

    @Override
    public Class<? extends Record> storedType() {
        return Span.class;
    }
}
