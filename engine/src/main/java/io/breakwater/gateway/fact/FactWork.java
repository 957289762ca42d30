package io.breakwater.gateway.fact;

import io.breakwater.actors.lane.SubBatch;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.gateway.edge.Caller;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.FirstAsked;
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

/** Takes a report of facts to the lanes and back, as {@code DecisionWork} does with decisions. */
final class FactWork implements PackWork<ReportFactsRequest, ReportFactsResponse> {
    private static final int MAX_FACTS = 4_096;

    private final LaneDesk<Valued, CounterpartyCommand> desk;
    private final ViewSource views;
    private final NameCache counterparties = new NameCache(Names.COUNTERPARTIES, "counterparty");
    private final FactReader facts = new FactReader(new NameCache(Names.INSTRUMENTS, "instrument"));

    FactWork(LaneDesk<Valued, CounterpartyCommand> desk, ViewSource views) {
        this.desk = desk;
        this.views = views;
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
        if (!first.equals(asked.here())) {
            ticket.answer().accept(FactPack.toldElsewhere(request, first));
            ticket.handedOver().run();
            return;
        }
        FactPack pack = new FactPack(request);
        LaneGroups<CounterpartyCommand> groups = new LaneGroups<>(desk.door());
        pack.read(groups, new FactPack.Reading(counterparties, facts, SeenView.of(views)));
        if (groups.isEmpty()) {
            ticket.answer().accept(pack.answer(null));
        } else {
            LaneGroups.Tag tag = desk.tag(Caller.current().name(), request.getValidateOnly());
            List<List<SubBatch<CounterpartyCommand>>> byLane = groups.byLane(id, tag);
            desk.submit(byLane, request.getFactsCount(), ticket.expiresAtNanos(),
                    awaited -> ticket.answer().accept(pack.answer(awaited)));
        }
        ticket.handedOver().run();
    }
}
