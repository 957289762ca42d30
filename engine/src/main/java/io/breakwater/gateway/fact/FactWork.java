package io.breakwater.gateway.fact;

import io.breakwater.actors.lane.SubBatch;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.gateway.edge.Caller;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.FirstAsked;
import io.breakwater.gateway.edge.Forwarder;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.LaneGroups;
import io.breakwater.gateway.edge.NameCache;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.PackWork;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.SeenView;
import io.breakwater.gateway.edge.Statuses;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.ReportFactsResponse;
import java.util.List;
import java.util.OptionalInt;

/**
 * Takes a report of facts to the lanes and back, as {@code DecisionWork} does with decisions. Where the data center
 * that it names cannot be reached, its fills are booked here for that one's orders: a fill is not refused.
 */
final class FactWork implements PackWork<ReportFactsRequest, ReportFactsResponse> {
    private static final int MAX_FACTS = 4_096;

    private final LaneDesk<Valued, CounterpartyCommand> desk;
    private final ViewSource views;
    private final Forwarder<ReportFactsResponse> elsewhere;
    private final int here;
    private final NameCache counterparties = new NameCache(Names.COUNTERPARTIES, "counterparty");
    private final FactReader facts = new FactReader(new NameCache(Names.INSTRUMENTS, "instrument"));

    /** @param here number of this data center */
    FactWork(LaneDesk<Valued, CounterpartyCommand> desk, ViewSource views, Forwarder<ReportFactsResponse> elsewhere,
            int here) {
        this.desk = desk;
        this.views = views;
        this.elsewhere = elsewhere;
        this.here = here;
    }

    @Override
    public int itemsOf(ReportFactsRequest request) {
        return request.getFactsCount();
    }

    @Override
    public ReportFactsResponse unreadable(ReportFactsRequest request, RequestFault fault) {
        return ReportFactsResponse.newBuilder()
                .setRequestId(request.getRequestId())
                .setStatus(Statuses.of(fault))
                .build();
    }

    @Override
    public void start(ReportFactsRequest request, Ticket<ReportFactsResponse> ticket) {
        RequestId id = desk.requestIds().read(request.getRequestId());
        FirstAsked asked = desk.requestIds().first();
        String first = asked.of(request.getDataCenter());
        Fields.count("facts", request.getFactsCount(), 1, MAX_FACTS);
        Marked marked = new Marked(id, desk.tag(Caller.current().name(), request.getValidateOnly()), ticket);
        if (first.equals(asked.here())) {
            book(request, marked, new FactPack.Reading(counterparties, facts, SeenView.of(views), null));
            ticket.handedOver().run();
        } else {
            forward(request, first, marked);
        }
    }

    /** What is known of a report before its facts are read. */
    private record Marked(RequestId id, LaneGroups.Tag tag, Ticket<ReportFactsResponse> ticket) {}

    private void book(ReportFactsRequest request, Marked marked, FactPack.Reading reading) {
        FactPack pack = new FactPack(request);
        LaneGroups<CounterpartyCommand> groups = new LaneGroups<>(desk.door());
        pack.read(groups, reading);
        if (groups.isEmpty()) {
            marked.ticket().answer().accept(pack.answer(null));
        } else {
            List<List<SubBatch<CounterpartyCommand>>> byLane = groups.byLane(marked.id(), marked.tag());
            desk.submit(byLane, request.getFactsCount(), marked.ticket().expiresAtNanos(),
                    awaited -> marked.ticket().answer().accept(pack.answer(awaited)));
        }
    }

    /** In half of the time, so that the rest is left where nobody answers. */
    private void forward(ReportFactsRequest request, String first, Marked marked) {
        ReportFactsRequest named = request.toBuilder().setDataCenter(first).build();
        long now = System.nanoTime();
        long expiresAt = now + (marked.ticket().expiresAtNanos() - now) / 2;
        elsewhere.ask(first, named, expiresAt).whenComplete((answer, failure) -> {
            if (failure == null && answer.getOutcomesCount() == request.getFactsCount()) {
                marked.ticket().answer().accept(answer);
            } else {
                unanswered(request, first, marked, Forwarder.isUnreached(failure));
            }
            marked.ticket().handedOver().run();
        });
    }

    private void unanswered(ReportFactsRequest request, String first, Marked marked, boolean unreached) {
        OptionalInt owner = elsewhere.number(first);
        if (!unreached || owner.isEmpty() || request.getValidateOnly()) {
            marked.ticket().answer().accept(FactPack.toldElsewhere(request, first));
            return;
        }
        try {
            book(request, marked, new FactPack.Reading(counterparties, facts, SeenView.of(views),
                    new FactPack.Owner(first, owner.getAsInt(), here)));
        } catch (RuntimeException notTaken) {
            marked.ticket().answer().accept(FactPack.toldElsewhere(request, first));
        }
    }
}
