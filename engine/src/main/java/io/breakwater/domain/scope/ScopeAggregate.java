package io.breakwater.domain.scope;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Context;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.scope.ScopeRejection.Code;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;

/** Scopes as lanes carry them. It has no rules of its own. */
public final class ScopeAggregate implements Aggregate<Scope, ScopeCommand, ScopeEvent> {

    @Override
    public String kind() {
        return "scope";
    }

    @Override
    public boolean bindsThroughView() {
        return true;
    }

    @Override
    public Scope absent(String entity) {
        return Scope.absent(entity);
    }

    @Override
    public Decision<ScopeEvent> decide(Scope state, ScopeCommand command, RequestId id, Context context) {
        return state.decide(command, id, context);
    }

    /** How many approvals a lift needs is in the policy that the view shows. */
    @Override
    public boolean restsOnView(ScopeCommand command) {
        return command instanceof ScopeRequest.LiftRestriction;
    }

    @Override
    public Scope apply(Scope state, ScopeEvent event, RequestId id, long decidedAtMicros) {
        return state.apply(event, id, decidedAtMicros);
    }

    @Override
    public ScopeCommand commandOf(ScopeEvent event) {
        return event.command();
    }

    @Override
    public Outcome outcomeOf(ScopeEvent event) {
        return outcome(event);
    }

    static Outcome outcome(ScopeEvent event) {
        return switch (event) {
            case ScopeEvent.RequestRefused(ScopeRequest _, ScopeRejection rejection) -> Outcome.refused(rejection);
            case ScopeEvent.DecisionFailed(ScopeCommand command, String reason) -> failure(command, reason);
            case ScopeEvent.Restricted(ScopeRequest.Restrict _, long restriction) -> Outcome.accepted(restriction);
            case ScopeEvent.FactSuspended(ScopeFact _, String reason) -> suspense(Code.UNKNOWN_HOLDER, reason);
            case ScopeEvent.CapSet _, ScopeEvent.HolderEnrolled _, ScopeEvent.RestrictionLifted _,
                    ScopeEvent.RightsGranted _, ScopeEvent.RightsReturned _, ScopeEvent.DemandNoted _,
                    ScopeEvent.RecallRepeated _, ScopeEvent.RightsLent _, ScopeEvent.RestrictedByPeer _,
                    ScopeEvent.LiftedByPeer _, ScopeEvent.RestoreNoted _, ScopeEvent.LinkAgeNoted _,
                    ScopeEvent.LinkAgeEnded _, ScopeEvent.RightsSought _, ScopeEvent.HolderRecovered _ ->
                    Outcome.accepted();
        };
    }

    /** A fact is never refused: where deciding it failed it waits for a person. */
    private static Outcome failure(ScopeCommand command, String reason) {
        return switch (command) {
            case ScopeRequest _ -> Outcome.refused(ScopeRejection.of(Code.INTERNAL, "", reason));
            case ScopeFact _ -> suspense(Code.INTERNAL, reason);
        };
    }

    private static Outcome suspense(Code code, String reason) {
        return Outcome.of(Outcome.Verdict.SUSPENSE, ScopeRejection.of(code, "", reason));
    }

    @Override
    public ScopeEvent failed(ScopeCommand command, String reason) {
        return new ScopeEvent.DecisionFailed(command, reason);
    }

    /** A group does not know its firm; its members do. */
    @Override
    public String scopePathOf(Scope state) {
        return ScopeId.isShared(state.name()) ? state.name() : "";
    }

    @Override
    public Record stored(Scope state) {
        return state;
    }

    @Override
    public Scope restored(Record stored) {
        Scope scope = (Scope) stored;
        scope.escrows().forEach(Escrow::verified);
        return scope;
    }

    @Override
    public Class<ScopeCommand> commandType() {
        return ScopeCommand.class;
    }

    @Override
    public Class<ScopeEvent> eventType() {
        return ScopeEvent.class;
    }

    @Override
    public Class<? extends Record> storedType() {
        return Scope.class;
    }
}
