package io.breakwater.domain.span;

import io.breakwater.domain.RecentRequests;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.escrow.Pace;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.SpanRejection.Code;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import java.util.List;

/** Turns events into the next state. Total: never refuses. */
final class SpanApplication {

    private SpanApplication() {}

    static Span apply(Span state, SpanEvent event, RequestId id, long atMicros) {
        return remembering(changed(state, event), event, id, atMicros);
    }

    private static Span changed(Span state, SpanEvent event) {
        return switch (event) {
            case SpanEvent.RequestRefused(SpanRequest request, SpanRejection why) -> wanting(state, request, why);
            case SpanEvent.FactSuspended _, SpanEvent.SettlementBooked _ -> state;
            case SpanEvent.DecisionFailed _ -> state.failing();
            case SpanEvent.TermsSet(SpanRequest.SetTerms set, Row row) -> state.publishing(row).with(set.terms());
            case SpanEvent.Reserved(SpanRequest.Reserve reserve, long hold) -> state.counting()
                    .with(state.own().consuming(reserve.amount())).with(state.holds().put(hold, reserve.amount()));
            case SpanEvent.Released(SpanRequest.Release release, long amount) ->
                    state.freeing(state.freed(state.own(), amount), amount).with(state.holds().remove(release.hold()));
            case SpanEvent.Reclaimed(var _, Row row) -> state.publishing(row);
            case SpanEvent.Restricted(var _, Row row) -> state.publishing(row);
            case SpanEvent.RestrictionLifted(var _, Row row) -> state.publishing(row);
            case SpanEvent.PeerHeard(SpanFact.PeerRead read, Row row) -> heard(state, read, row);
            case SpanEvent.Tended(var _, Row row, Pace pace) -> state.publishing(row).with(pace).recalling();
            case SpanEvent.RightsOpened(SpanFact.Opened opened) -> state.with(state.own().creating(opened.amount()));
            case SpanEvent.RestoreNoted(SpanFact.Restored restored, Row row, long doubted) ->
                    restored(state.publishing(row), restored).doubting(doubted);
            case SpanEvent.LateTruthBooked(SpanFact.LateTruth truth, Row row) ->
                    state.publishing(row).reconciled().with(without(both(state.holds(), truth.holds()), truth.ended()));
            case SpanEvent.LeaseNoted(SpanFact.LeaseTold told) -> state.lapsed(!told.held());
            case SpanEvent.LendingChanged(var _, Row row, Lending lending) -> lent(state, row, lending);
            case SpanEvent.DoubtLifted(var _, Row row, Lending lending) ->
                    state.publishing(row).reconciled().with(lending);
        };
    }

    /** What was refused for want of rights is asked for at the next tend. */
    private static Span wanting(Span state, SpanRequest request, SpanRejection why) {
        return why.reason() == Code.RIGHTS && request instanceof SpanRequest.Reserve reserve
                ? state.with(state.pace().refusing(reserve.amount())) : state;
    }

    /** What is lacking is asked for of other data centers at the next tend, and for as long as it is. */
    private static Span lent(Span state, Row row, Lending lending) {
        long back = lending.returned() - state.lending().returned();
        long forgotten = state.inDoubt() ? lending.granted() - state.lending().granted() : 0;
        return state.freeing(row, back).noLongerDoubting(forgotten).with(lending);
    }

    private static Span heard(Span state, SpanFact.PeerRead read, Row own) {
        long doubted = state.inDoubt() ? own.consumed() - state.own().consumed() : 0;
        return newest(state.with(own).doubtingMore(doubted).reading(read.row()), read.terms())
                .with(without(state.holds(), read.settled()));
    }

    private static LongMap<Long> without(LongMap<Long> holds, List<Long> ended) {
        LongMap<Long> open = holds;
        for (long hold : ended) {
            open = open.remove(hold);
        }
        return open;
    }

    /** What was put in doubt was not used: the pace begins anew. */
    private static Span restored(Span state, SpanFact.Restored restored) {
        Span known = newest(state, restored.terms()).with(new Pace(0, state.own().consumed(), 0, 0));
        for (Row other : restored.known()) {
            known = known.reading(other);
        }
        return known;
    }

    private static Span newest(Span state, SpanTerms terms) {
        return terms.version() > state.terms().version() ? state.with(terms) : state;
    }

    private static LongMap<Long> both(LongMap<Long> holds, LongMap<Long> more) {
        LongMap<Long> all = holds;
        for (long hold : more.sortedKeys()) {
            all = all.put(hold, more.get(hold));
        }
        return all;
    }

    /** An id that is known keeps its outcome; one that is too old is not taken up again. */
    private static Span remembering(Span state, SpanEvent event, RequestId id, long atMicros) {
        RecentRequests requests = state.requests();
        boolean kept = state.exists() && event.command() instanceof SpanRequest
                && requests.find(id) == null && !requests.isTooOld(id);
        return kept ? state.with(requests.with(id, event.command(), SpanAggregate.outcome(event), atMicros)) : state;
    }
}
