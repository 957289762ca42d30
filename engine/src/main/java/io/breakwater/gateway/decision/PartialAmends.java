package io.breakwater.gateway.decision;

import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.log.LaneState;
import io.breakwater.v1.Amend;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecisionItem;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Amends that leave out what the node knows of their order. They cost a look at the durable state of every lane, which
 * whole amends do not.
 */
final class PartialAmends {
    /** Where no amend leaves anything out. */
    static final ActionReader.WorkingOrders NONE = (counterparty, clientOrderId) -> null;

    private PartialAmends() {}

    static boolean isIn(DecideRequest request) {
        for (int i = 0; i < request.getItemsCount(); i++) {
            DecisionItem item = request.getItems(i);
            if (item.hasAmend() && !isWhole(item.getAmend())) {
                return true;
            }
        }
        return false;
    }

    static boolean isWhole(Amend amend) {
        return !amend.getInstrument().isEmpty() && !amend.getPrice().isEmpty() && !amend.getQuantity().isEmpty();
    }

    /** The orders that work by the durable states of the lanes that answer. */
    static CompletionStage<ActionReader.WorkingOrders> orders(LaneDesk<Valued, CounterpartyCommand> desk) {
        Map<Integer, LaneState<Valued>> states = new ConcurrentHashMap<>();
        CompletableFuture<?>[] asked = IntStream.range(0, desk.door().lanes())
                .mapToObj(lane ->
                        desk.door().state(lane).thenAccept(state -> states.put(lane, state)).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(asked).handle((_, _) -> (counterparty, clientOrderId) -> {
            LaneState<Valued> state = states.get(desk.door().laneOf(counterparty));
            Valued valued = state == null ? null : state.stateOf(counterparty);
            return valued == null ? null : valued.counterparty().order(clientOrderId);
        });
    }
}
