package io.breakwater.domain.span;

import io.breakwater.domain.Context;
import io.breakwater.domain.RecentRequests;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.SpanRejection.Code;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Decision.Answered;
import io.breakwater.kernel.Decision.Taken;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Unit;

/** One command against one state: the event that answers it, or an answer that changes nothing. Pure. */
final class SpanDecisions {

    private final Span state;
    private final Context context;
    private final int here;

    SpanDecisions(Span state, Context context) {
        this.state = state;
        this.context = context;
        this.here = context.origin().dataCenter();
    }

    Decision<SpanEvent> decide(SpanCommand command, RequestId id) {
        return switch (command) {
            case SpanRequest request when isElsewhere(request) ->
                    new Answered<>(Outcome.of(Outcome.Verdict.UNKNOWN, rejection(Code.ELSEWHERE, id)));
            case SpanRequest request -> requested(request, id);
            case SpanFact fact -> booked(fact);
        };
    }

    /** It, or the hold that it is about, belongs to another data center: there it is decided, and nowhere else. */
    private boolean isElsewhere(SpanRequest request) {
        return switch (request) {
            case SpanRequest.Reserve(int addressed, long _) -> addressed != here;
            case SpanRequest.Release(int addressed, long hold) ->
                    addressed != here || Origin.dataCenterOf(hold) != here;
            case SpanRequest.SetTerms _, SpanRequest.Reclaim _, SpanRequest.Restrict _, SpanRequest.Lift _,
                    SpanRequest.Reconcile _ -> false;
        };
    }

    private SpanRejection rejection(Code code, RequestId id) {
        return SpanRejection.of(code, state.name(), id.toString());
    }

    private Decision<SpanEvent> requested(SpanRequest request, RequestId id) {
        RecentRequests.Told told = state.requests().find(id);
        if (told != null) {
            return new Answered<>(told.isFor(request) ? told.outcome()
                    : Outcome.refused(rejection(Code.REQUEST_ID_REUSED, id)));
        }
        if (state.requests().isTooOld(id)) {
            return new Answered<>(Outcome.refused(rejection(Code.REQUEST_ID_TOO_OLD, id)));
        }
        RecentRequests requests = state.requests();
        if (!requests.hasRoomFor(id, context.nowMicros())) {
            return new Answered<>(Outcome.of(Outcome.Verdict.THROTTLED, new SpanRejection(Code.TOO_MANY, state.name(),
                    requests.capacity(), requests.capacity(), requests.capacity() + 1L, Unit.COUNT, id.toString())));
        }
        if (request instanceof SpanRequest.Release(int _, long hold) && state.inDoubt()
                && !state.holds().containsKey(hold)) {
            return new Answered<>(Outcome.of(Outcome.Verdict.UNKNOWN, rejection(Code.IN_DOUBT, id)));
        }
        SpanRejection refusal = SpanRules.first(new SpanRules.Case(state, request, here));
        if (refusal == null) {
            return new Taken<>(accepted(request));
        }
        // A refused reservation notes what is wanted, and asks for it.
        boolean isPast = !(request instanceof SpanRequest.Reserve)
                && state.requests().hasRefusedEnough(context.nowMicros());
        return isPast ? new Answered<>(Outcome.of(Outcome.Verdict.THROTTLED, refusal)) : refused(request, refusal);
    }

    private Decision<SpanEvent> refused(SpanRequest request, SpanRejection refusal) {
        return state.exists() ? new Taken<>(new SpanEvent.RequestRefused(request, refusal))
                : new Answered<>(Outcome.refused(refusal));
    }

    private SpanEvent accepted(SpanRequest request) {
        return switch (request) {
            case SpanRequest.SetTerms set -> new SpanEvent.TermsSet(set, under(own(), set.terms()));
            case SpanRequest.Reserve reserve ->
                    new SpanEvent.Reserved(reserve, context.origin().id(state.sequence() + 1));
            case SpanRequest.Release release -> new SpanEvent.Released(release, state.holds().get(release.hold()));
            case SpanRequest.Reclaim reclaim -> new SpanEvent.Reclaimed(reclaim, reclaiming(reclaim.dataCenter()));
            case SpanRequest.Restrict restrict -> new SpanEvent.Restricted(restrict, own().restricting());
            case SpanRequest.Lift lift -> new SpanEvent.RestrictionLifted(lift, own().towards(lift.dataCenter(),
                    own().with(lift.dataCenter()).withLifted(lift.restriction())));
            case SpanRequest.Reconcile reconcile -> reconciled(reconcile);
        };
    }

    /** What holders have used in the lost tail they lack now: they get it before anyone else can. */
    private SpanEvent reconciled(SpanRequest.Reconcile reconcile) {
        Row own = own().freeing(state.stranded());
        Span after = state.with(own).reconciled();
        Lending lending = state.lending();
        long most = Math.min(after.spendable(), Lending.CEILING - lending.granted());
        long more = after.mayLend() ? Math.max(0, Math.min(lending.lacking(), most)) : 0;
        return new SpanEvent.DoubtLifted(reconcile, own.consuming(more), lending.lendingMore(more));
    }

    private Row own() {
        return state.matrix().row(here);
    }

    private Row under(Row own, SpanTerms terms) {
        return own.under(terms.version(), terms.watcherOf(here)).authorised(terms.authority(here));
    }

    private Row reclaiming(int from) {
        return own().towards(from, own().with(from).reclaimingMore(state.beyondWindow(from)));
    }

    private Decision<SpanEvent> booked(SpanFact fact) {
        return switch (fact) {
            case SpanFact.PeerRead read -> heard(read);
            case SpanFact.Tend tend -> tended(tend);
            case SpanFact.Opened opened -> opened.amount() > 0 && state.exists()
                    ? new Taken<>(new SpanEvent.RightsOpened(opened)) : suspended(opened, "not known here");
            case SpanFact.SettledFor settled -> Origin.dataCenterOf(settled.hold()) == here
                    ? suspended(settled, "it is an own hold") : new Taken<>(new SpanEvent.SettlementBooked(settled));
            case SpanFact.Restored restored -> restored(restored);
            case SpanFact.ScopeReported report -> lent(report);
            case SpanFact.LeaseTold told -> !state.exists() || told.held() != state.lapsed()
                    ? new Answered<>(Outcome.of(Outcome.Verdict.DUPLICATE, null))
                    : new Taken<>(new SpanEvent.LeaseNoted(told));
            case SpanFact.LateTruth truth -> state.inDoubt()
                    ? new Taken<>(new SpanEvent.LateTruthBooked(truth, settled(truth)))
                    : suspended(truth, "nothing is in doubt: told twice, it would count twice");
        };
    }

    private Decision<SpanEvent> heard(SpanFact.PeerRead read) {
        if (read.dataCenter() == here || read.row().owner() != read.dataCenter()) {
            return suspended(read, "a row of someone else");
        }
        boolean newer = read.terms().version() > state.terms().version();
        Row own = newer ? under(own(), read.terms()) : own();
        long freed = state.amounts(read.settled());
        boolean known = !newer && freed == 0 && state.matrix().row(read.dataCenter()).merged(read.row())
                .equals(state.matrix().row(read.dataCenter()));
        return known ? new Answered<>(Outcome.of(Outcome.Verdict.DUPLICATE, null))
                : new Taken<>(new SpanEvent.PeerHeard(read, state.doubted(state.freed(own, freed), read.row())));
    }

    private Decision<SpanEvent> tended(SpanFact.Tend tend) {
        if (!state.exists()) {
            return new Answered<>(Outcome.accepted());
        }
        SpanEvent.Tended event = new Tending(state, tend).event(tend);
        boolean recalls = !state.publishing(event.row()).recalling().lending().equals(state.lending());
        boolean idle = event.row().equals(state.published()) && event.pace().equals(state.pace()) && !recalls;
        return idle ? new Answered<>(Outcome.accepted()) : new Taken<>(event);
    }

    /**
     * The first time half of what is here; then what is wanted, as far as it is here. What a restore has forgotten to
     * have lent counts as used, unless it does so already because it is in doubt.
     */
    private Decision<SpanEvent> lent(SpanFact.ScopeReported report) {
        if (!state.exists()) {
            return new Answered<>(Outcome.accepted());
        }
        Lending heard = state.lending().heard(report.lending());
        long back = heard.returned() - state.lending().returned();
        long unknown = heard.granted() - state.lending().granted();
        long forgotten = state.inDoubt() ? Math.max(0, unknown - state.stranded() - back) : unknown;
        Row own = state.freed(own(), back).consuming(forgotten);
        Span after = state.freeing(own, back).with(heard);
        long most = Math.min(after.spendable(), Lending.CEILING - heard.granted());
        long more = after.mayLend() ? Math.max(0, Math.min(after.wantedOfIt(), most)) : 0;
        Lending lending = heard.lendingMore(more);
        return lending.equals(state.lending()) ? new Answered<>(Outcome.of(Outcome.Verdict.DUPLICATE, null))
                : new Taken<>(new SpanEvent.LendingChanged(report, own.consuming(more), lending));
    }

    /** All that is here is in doubt: nobody knows how much was used behind the last block that anyone has. */
    private Decision<SpanEvent> restored(SpanFact.Restored restored) {
        boolean newer = restored.terms().version() > state.terms().version();
        Row own = newer ? under(own(), restored.terms()) : own();
        Matrix known = new Matrix(here, state.matrix().rows()).with(own);
        for (Row other : restored.known()) {
            known = known.read(other);
        }
        long doubted = Math.max(0, known.local(here));
        return new Taken<>(new SpanEvent.RestoreNoted(restored, own.consuming(doubted), state.stranded() + doubted));
    }

    /** What was in doubt is free again, but for what had really been used. */
    private Row settled(SpanFact.LateTruth truth) {
        return own().freeing(state.stranded()).plus(truth.lost()).freeing(state.amounts(truth.ended()));
    }

    private static Decision<SpanEvent> suspended(SpanFact fact, String reason) {
        return new Taken<>(new SpanEvent.FactSuspended(fact, reason));
    }
}
