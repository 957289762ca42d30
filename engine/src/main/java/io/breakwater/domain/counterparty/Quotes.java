package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.CounterpartyFact.OrderStatus;
import io.breakwater.domain.counterparty.WorkingOrder.State;

/**
 * The quotes of a group in one instrument. Where we are the venue, a quote replaces the one before it at once. Any
 * other venue may fill the one before it until it has answered, and the new one in full after that; so both are held,
 * the outgoing one under an id of its own (I-04). A venue names both by one id and tells what it did in the order in
 * which it did it.
 */
final class Quotes {

    private Quotes() {}

    /** The quote that is to be replaced by the one that goes by this id; null for none. */
    static WorkingOrder outgoing(Counterparty c, String quoteId) {
        WorkingOrder order = c.order(WorkingOrder.outgoingId(quoteId));
        return order != null && order.isOutgoing() ? order : null;
    }

    /** The same where an order by this id is known, whatever it is; costs nothing where that is no quote. */
    static WorkingOrder outgoing(Counterparty c, String id, WorkingOrder known) {
        return known != null && known.kind() != WorkingOrder.Kind.QUOTE_GROUP ? null : outgoing(c, id);
    }

    /** An order by this id, else the quote that was to be replaced by one that works no more; null for none. */
    static WorkingOrder either(Counterparty c, String id) {
        WorkingOrder order = c.order(id);
        return order != null ? order : outgoing(c, id);
    }

    /**
     * The quote of a group in one instrument, as it stands after an entry of a mass quote.
     *
     * @param now the new one; null where the old one is withdrawn
     */
    static Counterparty quoted(Counterparty c, String id, WorkingOrder now, String underlying) {
        WorkingOrder old = c.order(id);
        if (now == null) {
            return old == null ? c : OrderBook.cancel(c, old, !old.away());
        }
        if (old == null) {
            return OrderBook.add(c, now, underlying);
        }
        return !old.away() ? OrderBook.replace(c, old, now)
                : OrderBook.add(OrderBook.replace(c, old, old.named(WorkingOrder.outgoingId(id))), now, underlying);
    }

    /**
     * Which of both a fill is of that names this id, or the order that goes by it: the outgoing one while it has so
     * many lots left. Were it of the new one, the outgoing one could not fill any more, so that what stays held is
     * enough.
     *
     * @return null for none
     */
    static WorkingOrder filledBy(Counterparty c, String id, Side side, long lots) {
        WorkingOrder order = c.order(id);
        WorkingOrder outgoing = outgoing(c, id, order);
        return outgoing != null && (order == null || lots <= outgoing.leaves(side)) ? outgoing : order;
    }

    /**
     * What a venue says of an id while it has a quote to replace under it: of that one, unless it can only be of the
     * new one.
     *
     * @param order the new one; null where it works no more
     */
    static Counterparty reported(Counterparty c, WorkingOrder outgoing, WorkingOrder order, OrderStatus status) {
        return switch (status) {
            case REPLACED -> told(OrderBook.end(c, outgoing), order, State.WORKING);
            case REPLACE_REJECTED -> back(c, outgoing, order);
            case CANCELLED, EXPIRED -> OrderBook.end(c, outgoing);
            case REJECTED -> outgoing.acknowledged() ? back(c, outgoing, order)
                    : outgoing.state() == State.UNKNOWN ? c : OrderBook.end(c, outgoing);
            case SENT -> told(c, order, State.SENT);
            case WORKING -> told(c, outgoing, State.WORKING);
            case UNKNOWN -> told(told(c, outgoing, State.UNKNOWN), order, State.UNKNOWN);
            // Of which one it is cannot be told; a cancel can be asked for again.
            case CANCEL_REJECTED -> c;
        };
    }

    private static Counterparty told(Counterparty c, WorkingOrder order, State report) {
        return order == null ? c : OrderBook.kept(c, order.reported(report));
    }

    /** The new one is not to be: the outgoing one goes on, and a cancel of the new one is of it. */
    private static Counterparty back(Counterparty c, WorkingOrder outgoing, WorkingOrder order) {
        if (order == null) {
            return c;
        }
        WorkingOrder again = outgoing.named(order.clientOrderId());
        boolean cancelling = order.state() == State.PENDING_CANCEL;
        return OrderBook.replace(OrderBook.end(c, order), outgoing, cancelling ? again.cancelling() : again);
    }
}
