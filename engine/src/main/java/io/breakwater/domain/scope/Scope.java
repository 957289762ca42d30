package io.breakwater.domain.scope;

import io.breakwater.domain.Context;
import io.breakwater.domain.Lift;
import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.RecentRequests;
import io.breakwater.domain.RecentRequests.Told;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Recall;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.scope.ScopeRejection.Code;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Unit;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that is known of a scope: an immutable value, a pure function of its events (I-06). It comes into being with the
 * first request that it accepts, its caps unlimited; before that, what is refused is answered without an event, so that
 * names made up by a caller cost neither memory nor journal (I-10).
 *
 * @param escrows one for each of {@link #SHARED}, then one for each other measure that was ever capped, in the order in
 *     which they were; none where the scope only restricts
 * @param controls the requests decided lately, all but enrolments
 * @param enrolments those decided lately; they come in crowds and repeat without harm, so no age refuses them
 * @param lent what it has of limits that span data centers, one word a measure: there its cap is what it was lent
 */
public record Scope(
        String name,
        boolean exists,
        List<Escrow> escrows,
        Restrictions restrictions,
        RecentRequests controls,
        RecentRequests enrolments,
        List<Grant> lent) {

    /** Measures that are granted to holders whether capped or not; a limit of them may span data centers. */
    public static final List<Measure> SHARED = List.of(Measure.GROSS_NOTIONAL, Measure.WORKING_ORDERS);

    public static Scope absent(String name) {
        List<Escrow> escrows = ScopeId.isShared(name) ? SHARED.stream().map(Escrow::unlimited).toList() : List.of();
        return new Scope(name, false, escrows, Restrictions.NONE, RecentRequests.ofCapacity(RecentRequests.CONTROLS),
                RecentRequests.ofCapacity(RecentRequests.CONTROLS), List.of());
    }

    /** What the board is to know at a time, epoch micros. */
    public TapeEvent.ControlObserved observed(long nowMicros) {
        return new TapeEvent.ControlObserved(name, restrictions.stateAt(nowMicros));
    }

    /** Null when the measure is not shared here, or not yet. */
    public Escrow escrow(Measure measure) {
        for (Escrow escrow : escrows) {
            if (escrow.measure() == measure) {
                return escrow;
            }
        }
        return null;
    }

    /** What was lent to it of a limit that spans data centers; null where its cap is its own. */
    public Grant lent(Measure measure) {
        return lent.stream().filter(grant -> grant.measure() == measure).findFirst().orElse(null);
    }

    /** The latest word to a holder on every measure; empty for an unknown one. */
    public List<Grant> grantsTo(String holder) {
        return escrows.stream().filter(escrow -> escrow.holder(holder) != null)
                .map(escrow -> escrow.grant(name, escrow.holder(holder))).toList();
    }

    public Decision<ScopeEvent> decide(ScopeCommand command, RequestId id, Context context) {
        return switch (command) {
            case ScopeFact fact -> Sharing.booked(this, fact);
            case ScopeRequest request -> decideRequest(request, id, context);
        };
    }

    private Decision<ScopeEvent> decideRequest(ScopeRequest request, RequestId id, Context context) {
        Told told = told(id);
        if (told != null) {
            return new Decision.Answered<>(told.isFor(request) ? told.outcome()
                    : Outcome.refused(ScopeRejection.of(Code.REQUEST_ID_REUSED, name, id.toString())));
        }
        boolean isEnrolment = request instanceof ScopeRequest.Enroll;
        if (!isEnrolment && controls.isTooOld(id)) {
            return new Decision.Answered<>(
                    Outcome.refused(ScopeRejection.of(Code.REQUEST_ID_TOO_OLD, name, id.toString())));
        }
        if (!isEnrolment && !controls.hasRoomFor(id, context.nowMicros())) {
            return new Decision.Answered<>(Outcome.of(Outcome.Verdict.THROTTLED, new ScopeRejection(Code.TOO_MANY, name,
                    controls.capacity(), controls.capacity(), controls.capacity() + 1L, Unit.COUNT, id.toString())));
        }
        ScopeRejection refusal = ScopeRules.first(new ScopeRules.Case(this, request, context));
        if (refusal == null) {
            return accepted(request, context.origin());
        }
        boolean isPast = (isEnrolment ? enrolments : controls).hasRefusedEnough(context.nowMicros());
        return isPast ? new Decision.Answered<>(Outcome.of(Outcome.Verdict.THROTTLED, refusal))
                : refused(request, refusal);
    }

    private Told told(RequestId id) {
        Told told = controls.find(id);
        return told == null ? enrolments.find(id) : told;
    }

    private Decision<ScopeEvent> refused(ScopeRequest request, ScopeRejection refusal) {
        return exists ? new Decision.Taken<>(new ScopeEvent.RequestRefused(request, refusal))
                : new Decision.Answered<>(Outcome.refused(refusal));
    }

    private Decision<ScopeEvent> accepted(ScopeRequest request, Origin origin) {
        return switch (request) {
            case ScopeRequest.SetCap set -> Sharing.capSet(this, set);
            case ScopeRequest.Enroll enroll -> Sharing.enrolled(this, enroll);
            case ScopeRequest.Restrict restrict -> new Decision.Taken<>(
                    new ScopeEvent.Restricted(restrict, origin.id(restrictions.sequence() + 1)));
            case ScopeRequest.LiftRestriction lift -> new Decision.Taken<>(new ScopeEvent.RestrictionLifted(lift));
        };
    }

    public Scope apply(ScopeEvent event, RequestId id, long decidedAtMicros) {
        return changed(event, decidedAtMicros).remembering(event, id, decidedAtMicros);
    }

    private Scope changed(ScopeEvent event, long decidedAtMicros) {
        return switch (event) {
            case ScopeEvent.RequestRefused _, ScopeEvent.FactSuspended _ -> this;
            case ScopeEvent.DecisionFailed(ScopeCommand _, String reason) -> with(restrictions.failed(reason));
            case ScopeEvent.CapSet(ScopeRequest.SetCap(Limit limit), long _, long _) ->
                    with(Sharing.capped(this, limit));
            case ScopeEvent.HolderEnrolled enrolled -> with(Sharing.applied(this, enrolled));
            case ScopeEvent.Restricted(ScopeRequest.Restrict restrict, long restriction) ->
                    with(restrictions.placed(restriction(restrict, restriction), decidedAtMicros));
            case ScopeEvent.RestrictionLifted(ScopeRequest.LiftRestriction(Lift lift)) ->
                    with(restrictions.lifted(lift.restriction()));
            case ScopeEvent.RightsGranted(ScopeFact.HolderReported report, Grant grant) -> heard(report, grant);
            case ScopeEvent.RightsReturned(ScopeFact.HolderReported report, Grant grant) -> heard(report, grant);
            case ScopeEvent.DemandNoted(ScopeFact.HolderReported report, Grant grant) -> heard(report, grant);
            case ScopeEvent.RightsSought(ScopeFact.HolderReported report, Grant grant, List<Recall> recalls) ->
                    heard(report, grant).recalled(report.measure(), recalls);
            case ScopeEvent.RecallRepeated(ScopeFact.RecallOverdue overdue, long _) ->
                    with(escrow(overdue.measure()).recalledAgain());
            case ScopeEvent.RightsLent(ScopeFact.LimitLent _, Grant grant) -> Borrowing.applied(this, grant);
            case ScopeEvent.RestrictedByPeer(ScopeFact.RestrictedElsewhere fact) ->
                    with(restrictions.placedElsewhere(fact.restriction(), decidedAtMicros));
            case ScopeEvent.LiftedByPeer(ScopeFact.LiftedElsewhere(Lift lift)) ->
                    with(restrictions.liftedElsewhere(lift.restriction(), decidedAtMicros));
            case ScopeEvent.RestoreNoted(ScopeFact.Restored fact) -> with(restrictions.restored(fact.reason()));
            case ScopeEvent.LinkAgeNoted(ScopeFact.LinkAged fact) -> with(restrictions.aged(fact.reason()));
            case ScopeEvent.LinkAgeEnded(ScopeFact.LinkRenewed _) -> with(restrictions.lifted(Restrictions.LINK_AGE));
            case ScopeEvent.HolderRecovered(ScopeFact.HolderKnows fact) -> with(Sharing.recovered(this, fact));
        };
    }

    private Scope heard(ScopeFact.HolderReported report, Grant grant) {
        Escrow heard = escrow(report.measure()).reported(report.holder(), report.returned(), report.demanded());
        return with(heard.granted(report.holder(), grant.granted()));
    }

    private Scope recalled(Measure measure, List<Recall> recalls) {
        Escrow asked = escrow(measure);
        for (Recall recall : recalls) {
            asked = asked.recalled(recall);
        }
        return with(asked);
    }

    static Restriction restriction(ScopeRequest.Restrict restrict, long id) {
        return new Restriction(id, restrict.state(), restrict.source(), restrict.reason(), restrict.expiresAtMicros());
    }

    /** An id that is known keeps its outcome; one that is too old is not taken up again. */
    private Scope remembering(ScopeEvent event, RequestId id, long atMicros) {
        if (!exists || !(event.command() instanceof ScopeRequest request) || told(id) != null) {
            return this;
        }
        Outcome outcome = ScopeAggregate.outcome(event);
        if (request instanceof ScopeRequest.Enroll) {
            return new Scope(name, true, escrows, restrictions, controls,
                    enrolments.with(id, request, outcome, atMicros), lent);
        }
        return controls.isTooOld(id) ? this
                : new Scope(name, true, escrows, restrictions, controls.with(id, request, outcome, atMicros),
                        enrolments, lent);
    }

    private Scope with(Restrictions changed) {
        return new Scope(name, true, escrows, changed, controls, enrolments, lent);
    }

    Scope with(List<Grant> words, Escrow changed) {
        return new Scope(name, true, escrows, restrictions, controls, enrolments, words).with(changed);
    }

    private Scope with(Escrow changed) {
        if (escrow(changed.measure()) == null) {
            return with(Stream.concat(escrows.stream(), Stream.of(changed)).toList());
        }
        return with(escrows.stream().map(old -> old.measure() == changed.measure() ? changed : old).toList());
    }

    private Scope with(List<Escrow> changed) {
        return new Scope(name, true, changed, restrictions, controls, enrolments, lent);
    }
}
