package io.breakwater.gateway.decision;

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
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import java.util.List;

/**
 * Takes a request for decisions to the lanes and back: read item by item against the newest durable view, one
 * envelope a lane, one answer when all lanes have answered. An item that cannot be read is answered alone.
 */
final class DecisionWork implements PackWork<DecideRequest, DecideResponse> {
    private static final int MAX_ITEMS = 4_096;

    private final LaneDesk<Valued, CounterpartyCommand> desk;
    private final ViewSource views;
    private final Forwarder<DecideResponse> elsewhere;
    private final NameCache counterparties = new NameCache(Names.COUNTERPARTIES, "counterparty");
    private final ActionReader actions = new ActionReader(new NameCache(Names.INSTRUMENTS, "instrument"));

    DecisionWork(LaneDesk<Valued, CounterpartyCommand> desk, ViewSource views, Forwarder<DecideResponse> elsewhere) {
        this.desk = desk;
        this.views = views;
        this.elsewhere = elsewhere;
    }

    @Override
    public int itemsOf(DecideRequest request) {
        return request.getItemsCount();
    }

    @Override
    public DecideResponse unreadable(DecideRequest request, RequestFault fault) {
        return DecideResponse.newBuilder().setRequestId(request.getRequestId()).setStatus(Statuses.of(fault)).build();
    }

    @Override
    public void start(DecideRequest request, Ticket<DecideResponse> ticket) {
        RequestId id = desk.requestIds().read(request.getRequestId());
        FirstAsked asked = desk.requestIds().first();
        String first = asked.of(request.getDataCenter());
        Fields.count("items", request.getItemsCount(), 1, MAX_ITEMS);
        if (!first.equals(asked.here())) {
            forward(request, first, ticket);
            return;
        }
        LaneGroups.Tag tag = desk.tag(Attribution.of(Caller.current(), request), request.getValidateOnly());
        decide(request, new Marked(id, tag), ticket);
    }

    /** Whoever wants requests decided in order has the next one read when this one is answered. */
    private void forward(DecideRequest request, String first, Ticket<DecideResponse> ticket) {
        DecideRequest named = request.toBuilder().setDataCenter(first).build();
        elsewhere.ask(first, named, ticket.expiresAtNanos()).whenComplete((answer, failure) -> {
            boolean whole = failure == null && answer.getOutcomesCount() == request.getItemsCount();
            ticket.answer().accept(whole ? answer : DecisionPack.askedElsewhere(request, first));
            ticket.handedOver().run();
        });
    }

    /** What is known of a request before its items are read. */
    private record Marked(RequestId id, LaneGroups.Tag tag) {}

    private void decide(DecideRequest request, Marked marked, Ticket<DecideResponse> ticket) {
        DecisionPack pack = new DecisionPack(request);
        LaneGroups<CounterpartyCommand> groups = new LaneGroups<>(desk.door());
        pack.read(request, groups, new DecisionPack.Reading(counterparties, actions, SeenView.of(views)));
        if (groups.isEmpty()) {
            ticket.answer().accept(pack.answer(null));
        } else {
            List<List<SubBatch<CounterpartyCommand>>> byLane = groups.byLane(marked.id(), marked.tag());
            desk.submit(byLane, request.getItemsCount(), ticket.expiresAtNanos(),
                    awaited -> ticket.answer().accept(pack.answer(awaited)));
        }
        ticket.handedOver().run();
    }
}
