package io.breakwater.gateway.decision;

import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.Names;
import io.breakwater.v1.Amend;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecisionItem;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Amends that leave out what the node knows of their order. They cost a look at the durable states of their
 * counterparties, which whole amends do not.
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

    /** The orders that work by the durable states of the counterparties whose amends leave something out. */
    static CompletionStage<ActionReader.WorkingOrders> orders(
            DecideRequest request, LaneDesk<Valued, CounterpartyCommand> desk) {
        Map<String, Valued> states = new ConcurrentHashMap<>();
        CompletableFuture<?>[] asked = counterparties(request)
                .map(id -> desk.stateOf(id).thenAccept(lane -> keep(states, id, lane.stateOf(id)))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(asked).handle((_, _) -> (counterparty, clientOrderId) -> {
            Valued valued = states.get(counterparty);
            return valued == null ? null : valued.counterparty().order(clientOrderId);
        });
    }

    private static void keep(Map<String, Valued> states, String id, Valued found) {
        if (found != null) {
            states.put(id, found);
        }
    }

    /** Names that are malformed are answered for when their items are read. */
    private static Stream<String> counterparties(DecideRequest request) {
        return request.getItemsList().stream()
                .filter(item -> item.hasAmend() && !isWhole(item.getAmend()))
                .map(item -> item.getCounterparty().isEmpty() ? request.getCounterparty() : item.getCounterparty())
                .filter(name -> name.startsWith(Names.COUNTERPARTIES))
                .map(name -> name.substring(Names.COUNTERPARTIES.length()))
                .distinct();
    }
}
