package io.breakwater.domain.scope;

import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Holder;
import io.breakwater.domain.escrow.Recall;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import java.util.ArrayList;
import java.util.List;

/** How a scope decides what touches its caps. The arithmetic is {@link Escrow}'s; here it becomes events. */
final class Sharing {

    private Sharing() {}

    static Decision<ScopeEvent> capSet(Scope scope, ScopeRequest.SetCap set) {
        Limit limit = set.limit();
        Escrow after = capped(scope, limit);
        return new Decision.Taken<>(new ScopeEvent.CapSet(set, after.burned(), after.owed()));
    }

    /** Of a measure that was not shared until now, all who are enrolled are asked back what goes beyond the cap. */
    static Escrow capped(Scope scope, Limit limit) {
        Escrow known = scope.escrow(limit.measure());
        return (known == null ? opened(scope, limit.measure()) : known).capped(limit.cap());
    }

    /** As if it had been there, without a cap, when they were enrolled: until they know of it nothing bound them. */
    private static Escrow opened(Scope scope, Measure measure) {
        Escrow[] opened = {Escrow.unlimited(measure)};
        scope.escrows().getFirst().holders().forEachSorted((_, holder) ->
                opened[0] = opened[0].enrolled(holder.name(), opened[0].firstGrant()));
        return opened[0];
    }

    static Decision<ScopeEvent> enrolled(Scope scope, ScopeRequest.Enroll enroll) {
        if (!scope.grantsTo(enroll.holder()).isEmpty()) {
            return new Decision.Answered<>(Outcome.accepted());
        }
        List<Grant> grants = scope.escrows().stream()
                .map(escrow -> new Grant(scope.name(), escrow.measure(), escrow.firstGrant(), 0)).toList();
        return new Decision.Taken<>(new ScopeEvent.HolderEnrolled(enroll, grants));
    }

    static List<Escrow> applied(Scope scope, ScopeEvent.HolderEnrolled event) {
        List<Escrow> after = new ArrayList<>();
        for (int i = 0; i < scope.escrows().size(); i++) {
            after.add(scope.escrows().get(i).enrolled(event.command().holder(), event.grants().get(i).granted()));
        }
        return List.copyOf(after);
    }

    static Decision<ScopeEvent> booked(Scope scope, ScopeFact fact) {
        return switch (fact) {
            case ScopeFact.HolderReported report -> reported(scope, report);
            case ScopeFact.RecallOverdue overdue -> recalledAgain(scope, overdue);
            case ScopeFact.LimitLent lent -> Borrowing.lent(scope, lent);
            case ScopeFact.RestrictedElsewhere placed -> scope.restrictions().find(placed.restriction().id()) != null
                    ? known() : new Decision.Taken<>(new ScopeEvent.RestrictedByPeer(placed));
            case ScopeFact.LiftedElsewhere lifted -> scope.restrictions().isLiftedAhead(lifted.lift().restriction())
                    ? known() : new Decision.Taken<>(new ScopeEvent.LiftedByPeer(lifted));
            case ScopeFact.Restored restored -> new Decision.Taken<>(new ScopeEvent.RestoreNoted(restored));
            case ScopeFact.LinkAged aged -> scope.restrictions().find(Restrictions.LINK_AGE) != null
                    ? known() : new Decision.Taken<>(new ScopeEvent.LinkAgeNoted(aged));
            case ScopeFact.LinkRenewed renewed -> scope.restrictions().find(Restrictions.LINK_AGE) == null
                    ? known() : new Decision.Taken<>(new ScopeEvent.LinkAgeEnded(renewed));
            case ScopeFact.HolderKnows known -> knows(scope, known);
        };
    }

    private static Decision<ScopeEvent> knows(Scope scope, ScopeFact.HolderKnows fact) {
        if (!ScopeId.isShared(scope.name()) || !fact.measure().isGranted()) {
            return suspended(fact, "not shared");
        }
        Escrow any = scope.escrows().getFirst();
        String name = fact.own().name();
        if (any.holder(name) == null && (!any.isFree(name) || any.holders().size() >= Escrow.MAX_HOLDERS)) {
            return suspended(fact, "no room for the holder");
        }
        Escrow escrow = scope.escrow(fact.measure());
        Holder known = escrow == null ? null : escrow.holder(name);
        return known != null && known.merged(fact.own()).equals(known)
                ? known() : new Decision.Taken<>(new ScopeEvent.HolderRecovered(fact));
    }

    /** Who was not known is enrolled, in the other caps with nothing as yet. */
    static List<Escrow> recovered(Scope scope, ScopeFact.HolderKnows fact) {
        List<Escrow> escrows = new ArrayList<>(scope.escrows());
        if (scope.escrow(fact.measure()) == null) {
            escrows.add(opened(scope, fact.measure()));
        }
        String name = fact.own().name();
        escrows.replaceAll(escrow -> escrow.measure() == fact.measure() ? escrow.recovered(fact.own())
                : escrow.holder(name) == null ? escrow.enrolled(name, 0) : escrow);
        return List.copyOf(escrows);
    }

    private static Decision<ScopeEvent> reported(Scope scope, ScopeFact.HolderReported report) {
        Escrow escrow = scope.escrow(report.measure());
        Holder holder = escrow == null ? null : escrow.holder(report.holder());
        if (holder == null) {
            return suspended(report, "not enrolled");
        }
        if (report.returned() > holder.recalled()) {
            return suspended(report, "returned more than was recalled");
        }
        Escrow heard = escrow.reported(report.holder(), report.returned(), report.demanded());
        return answered(scope, report, heard, holder);
    }

    /** One event shows all: what came back, what was asked and what the holder has now. */
    private static Decision<ScopeEvent> answered(
            Scope scope, ScopeFact.HolderReported report, Escrow heard, Holder before) {
        Holder holder = heard.holder(report.holder());
        long more = heard.offer(holder);
        Grant grant = new Grant(scope.name(), report.measure(), holder.granted() + more, holder.recalled());
        List<Recall> recalls = heard.granted(report.holder(), grant.granted()).recallsFor(report.holder());
        if (!recalls.isEmpty()) {
            return new Decision.Taken<>(new ScopeEvent.RightsSought(report, grant, recalls));
        }
        if (more > 0) {
            return new Decision.Taken<>(new ScopeEvent.RightsGranted(report, grant));
        }
        if (holder.returned() > before.returned()) {
            return new Decision.Taken<>(new ScopeEvent.RightsReturned(report, grant));
        }
        boolean wantsMore = holder.demanded() > before.demanded() && holder.demanded() > holder.granted();
        return wantsMore ? new Decision.Taken<>(new ScopeEvent.DemandNoted(report, grant)) : known();
    }

    private static Decision<ScopeEvent> recalledAgain(Scope scope, ScopeFact.RecallOverdue overdue) {
        Escrow escrow = scope.escrow(overdue.measure());
        if (escrow == null) {
            return suspended(overdue, "not shared");
        }
        long owed = escrow.recalledAgain().owed();
        return owed == escrow.owed() ? known() : new Decision.Taken<>(new ScopeEvent.RecallRepeated(overdue, owed));
    }

    static Decision<ScopeEvent> known() {
        return new Decision.Answered<>(Outcome.of(Outcome.Verdict.DUPLICATE, null));
    }

    static Decision<ScopeEvent> suspended(ScopeFact fact, String reason) {
        return new Decision.Taken<>(new ScopeEvent.FactSuspended(fact, reason));
    }
}
