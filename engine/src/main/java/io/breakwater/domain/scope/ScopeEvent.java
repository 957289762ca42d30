package io.breakwater.domain.scope;

import io.breakwater.domain.Lift;
import io.breakwater.domain.RestrictionNews;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Recall;
import java.util.List;

/**
 * What was decided or booked. Every event carries the command that it answers, so that audit can decide it again.
 * The order of this list is the order of their tags on disk: it is only ever added to at the end.
 */
public sealed interface ScopeEvent {

    ScopeCommand command();

    record RequestRefused(ScopeRequest command, ScopeRejection rejection) implements ScopeEvent {}

    /** The engine failed on this item; the scope was put into REDUCING. */
    record DecisionFailed(ScopeCommand command, String reason) implements ScopeEvent {}

    /**
     * What exists beyond the cap is burned or recalled; how much from whom follows from the state.
     *
     * @param burned in all, after it
     * @param owed by holders, after it
     */
    record CapSet(ScopeRequest.SetCap command, long burned, long owed) implements ScopeEvent {}

    /** @param grants one for each measure that is shared */
    record HolderEnrolled(ScopeRequest.Enroll command, List<Grant> grants) implements ScopeEvent {}

    record Restricted(ScopeRequest.Restrict command, long restriction) implements ScopeEvent {}

    record RestrictionLifted(ScopeRequest.LiftRestriction command) implements ScopeEvent {}

    /** The holder has more than before. @param grant all it has, so that it can be said any number of times */
    record RightsGranted(ScopeFact.HolderReported command, Grant grant) implements ScopeEvent {}

    /** It has given something back. @param grant unchanged */
    record RightsReturned(ScopeFact.HolderReported command, Grant grant) implements ScopeEvent {}

    /** It would like more and there is nothing to give. @param grant unchanged */
    record DemandNoted(ScopeFact.HolderReported command, Grant grant) implements ScopeEvent {}

    /** @param owed by holders, after it */
    record RecallRepeated(ScopeFact.RecallOverdue command, long owed) implements ScopeEvent {}

    /** A fact that could not be matched; it is kept here, with an alert, until a person resolves it. */
    record FactSuspended(ScopeFact command, String reason) implements ScopeEvent {}

    /** Its cap is from now on what it was lent and not asked back. @param grant the largest word heard */
    record RightsLent(ScopeFact.LimitLent command, Grant grant) implements ScopeEvent {}

    record RestrictedByPeer(ScopeFact.RestrictedElsewhere command) implements ScopeEvent {}

    record LiftedByPeer(ScopeFact.LiftedElsewhere command) implements ScopeEvent {}

    /** Only reductions until a person has reconciled what was lost. */
    record RestoreNoted(ScopeFact.Restored command) implements ScopeEvent {}

    /** Only reductions until the links are young again. */
    record LinkAgeNoted(ScopeFact.LinkAged command) implements ScopeEvent {}

    record LinkAgeEnded(ScopeFact.LinkRenewed command) implements ScopeEvent {}

    /** It lacks some, which others are asked back for its sake. @param grant all it has */
    record RightsSought(ScopeFact.HolderReported command, Grant grant, List<Recall> recalls) implements ScopeEvent {}

    /** What a holder has is known here again, whatever the cap. */
    record HolderRecovered(ScopeFact.HolderKnows command) implements ScopeEvent {}

    /** What other data centers are to book of it; null for nothing. */
    static ScopeFact forPeers(ScopeEvent event) {
        return switch (event) {
            case Restricted(ScopeRequest.Restrict restrict, long id) ->
                    new ScopeFact.RestrictedElsewhere(Scope.restriction(restrict, id));
            case RestrictionLifted(ScopeRequest.LiftRestriction(Lift lift)) ->
                    Restrictions.isOwn(lift.restriction()) ? null : new ScopeFact.LiftedElsewhere(lift);
            case RequestRefused _, DecisionFailed _, CapSet _, HolderEnrolled _, RightsGranted _, RightsReturned _,
                    DemandNoted _, RecallRepeated _, FactSuspended _, RightsLent _, RestrictedByPeer _,
                    LiftedByPeer _, RestoreNoted _, LinkAgeNoted _, LinkAgeEnded _, RightsSought _,
                    HolderRecovered _ -> null;
        };
    }

    /** What it says about a restriction to whoever has placed or lifted it elsewhere; null for nothing. */
    static RestrictionNews restrictionNews(ScopeEvent event) {
        return switch (event) {
            case RestrictedByPeer(ScopeFact.RestrictedElsewhere fact) ->
                    RestrictionNews.placed(fact.restriction().id());
            case LiftedByPeer(ScopeFact.LiftedElsewhere(Lift lift)) -> RestrictionNews.lifted(lift.restriction());
            case RestrictionLifted(ScopeRequest.LiftRestriction(Lift lift)) ->
                    RestrictionNews.lifted(lift.restriction());
            case FactSuspended(ScopeFact fact, String reason) -> notBooked(fact, reason);
            case DecisionFailed(ScopeCommand command, String reason) -> notBooked(command, reason);
            case RequestRefused _, CapSet _, HolderEnrolled _, Restricted _, RightsGranted _, RightsReturned _,
                    DemandNoted _, RecallRepeated _, RightsLent _, RestoreNoted _, LinkAgeNoted _,
                    LinkAgeEnded _, RightsSought _, HolderRecovered _ -> null;
        };
    }

    private static RestrictionNews notBooked(ScopeCommand command, String reason) {
        return switch (command) {
            case ScopeFact.RestrictedElsewhere fact -> RestrictionNews.placed(fact.restriction().id()).but(reason);
            case ScopeFact.LiftedElsewhere(Lift lift) -> RestrictionNews.lifted(lift.restriction()).but(reason);
            default -> null;
        };
    }
}
