package io.breakwater.domain.scope;

import io.breakwater.domain.Measure;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Grant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scope has to say to its holders. It may be lost, doubled and late, so it may also be said again at any time.
 * It is said only once the event is durable: a right that a crash could take back must not have been given.
 */
public final class Announcements {

    private Announcements() {}

    /** One word to one holder. */
    public record Addressed(String holder, Grant grant) {}

    /** What an event makes necessary to say, from the state after it. */
    public static List<Addressed> after(ScopeEvent event, Scope state) {
        return switch (event) {
            case ScopeEvent.HolderEnrolled(ScopeRequest.Enroll enroll, List<Grant> grants) ->
                    grants.stream().map(grant -> new Addressed(enroll.holder(), grant)).toList();
            case ScopeEvent.RightsGranted(ScopeFact.HolderReported report, Grant grant) -> to(report, grant);
            case ScopeEvent.RightsReturned(ScopeFact.HolderReported report, Grant grant) -> to(report, grant);
            case ScopeEvent.DemandNoted(ScopeFact.HolderReported report, Grant grant) -> to(report, grant);
            case ScopeEvent.RightsSought sought -> sought(sought, state);
            case ScopeEvent.CapSet(ScopeRequest.SetCap set, long _, long _) -> owing(state, set.limit().measure());
            case ScopeEvent.RecallRepeated(ScopeFact.RecallOverdue overdue, long _) -> owing(state, overdue.measure());
            case ScopeEvent.RightsLent(ScopeFact.LimitLent _, Grant grant) -> owing(state, grant.measure());
            case ScopeEvent.RequestRefused _, ScopeEvent.DecisionFailed _, ScopeEvent.Restricted _,
                    ScopeEvent.RestrictionLifted _, ScopeEvent.FactSuspended _, ScopeEvent.RestrictedByPeer _,
                    ScopeEvent.LiftedByPeer _, ScopeEvent.RestoreNoted _, ScopeEvent.LinkAgeNoted _,
                    ScopeEvent.LinkAgeEnded _, ScopeEvent.HolderRecovered _ -> List.of();
        };
    }

    /**
     * To a holder whose report said nothing new: it may not have heard of all, since a word that comes before it is
     * onboarded is lost, and what it was granted then nobody else would use.
     */
    public static Addressed again(ScopeFact.HolderReported known, Scope state) {
        Escrow escrow = state.escrow(known.measure());
        return new Addressed(known.holder(), escrow.grant(state.name(), escrow.holder(known.holder())));
    }

    private static List<Addressed> sought(ScopeEvent.RightsSought event, Scope state) {
        List<Addressed> words = new ArrayList<>(to(event.command(), event.grant()));
        Escrow escrow = state.escrow(event.command().measure());
        event.recalls().forEach(recall ->
                words.add(new Addressed(recall.holder(), escrow.grant(state.name(), escrow.holder(recall.holder())))));
        return words;
    }

    private static List<Addressed> to(ScopeFact.HolderReported report, Grant grant) {
        return List.of(new Addressed(report.holder(), grant));
    }

    /** To everyone who has not returned what was asked back; to be said again until they have. */
    public static List<Addressed> owing(Scope state, Measure measure) {
        List<Addressed> owing = new ArrayList<>();
        Escrow escrow = state.escrow(measure);
        if (escrow != null && escrow.owed() > 0) {
            escrow.holders().forEachSorted((key, holder) -> {
                if (holder.owed() > 0) {
                    owing.add(new Addressed(holder.name(), escrow.grant(state.name(), holder)));
                }
            });
        }
        return owing;
    }
}
