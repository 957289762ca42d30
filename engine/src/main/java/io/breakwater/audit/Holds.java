package io.breakwater.audit;

import io.breakwater.domain.counterparty.CounterpartyEvent;
import java.util.List;

/** Which ids an event made. */
final class Holds {

    private Holds() {}

    /** Whether the event made a hold of this id; fills and amends only speak of one. */
    static boolean made(Object event, long id) {
        return switch (event) {
            case CounterpartyEvent.OrderPlaced placed -> placed.holdId() == id;
            case CounterpartyEvent.QuotesReplaced(var _, long first, List<?> holds, List<?> _) ->
                    isWithin(id, first, holds.size());
            case CounterpartyEvent.GroupPlaced(var _, long first, List<?> holds, List<?> _) ->
                    isWithin(id, first, holds.size());
            default -> false;
        };
    }

    private static boolean isWithin(long id, long first, int count) {
        return id >= first && id < first + count;
    }
}
