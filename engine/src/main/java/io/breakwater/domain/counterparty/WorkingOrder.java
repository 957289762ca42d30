package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Hash64;

/**
 * An order or two-sided quote that has not ended.
 *
 * @param holdId made here; names the data center and term that decided
 * @param buyTicks price of the buy side; 0 where {@code hold.buyLots} is 0 from the start
 * @param filledLots cumulative, of both sides
 * @param hold what is reserved now
 * @param pendingTicks the price that a pending replacement asked for
 * @param pendingLots the total that a pending replacement asked for
 * @param partner client order id of the other order of a one-cancels-other pair; empty for none
 * @param immediate it never rests: immediate-or-cancel and fill-or-kill
 */
public record WorkingOrder(
        String clientOrderId,
        String account,
        long instrument,
        long holdId,
        Kind kind,
        State state,
        long buyTicks,
        long sellTicks,
        long filledLots,
        Hold hold,
        long pendingTicks,
        long pendingLots,
        String partner,
        boolean immediate) {

    /** What reserved the hold. */
    public enum Kind {
        ORDER,
        QUOTE_GROUP,
        ONE_CANCELS_OTHER
    }

    /** DECIDED → SENT → WORKING → PENDING_REPLACE | PENDING_CANCEL → done, which is leaving the map; UNKNOWN after a lost session. */
    public enum State {
        DECIDED,
        SENT,
        WORKING,
        PENDING_REPLACE,
        PENDING_CANCEL,
        UNKNOWN
    }

    /** Key of an order by the client's id for it. */
    public static long key(String clientOrderId) {
        return Hash64.of(clientOrderId);
    }

    public long key() {
        return key(clientOrderId);
    }

    public long leavesLots() {
        return hold.buyLots() + hold.sellLots();
    }

    /** The side of an order; a quote that has both is asked for each. */
    public boolean isOn(Side side) {
        return side == Side.BUY ? hold.buyLots() > 0 : hold.sellLots() > 0;
    }

    public WorkingOrder in(State next) {
        return new WorkingOrder(clientOrderId, account, instrument, holdId, kind, next, buyTicks, sellTicks, filledLots,
                hold, pendingTicks, pendingLots, partner, immediate);
    }

    public WorkingOrder filled(Side side, long lots) {
        return new WorkingOrder(clientOrderId, account, instrument, holdId, kind, state, buyTicks, sellTicks,
                filledLots + lots, hold.afterFill(side, lots), pendingTicks, pendingLots, partner, immediate);
    }

    public WorkingOrder holding(Hold changed) {
        return new WorkingOrder(clientOrderId, account, instrument, holdId, kind, state, buyTicks, sellTicks, filledLots,
                changed, pendingTicks, pendingLots, partner, immediate);
    }

    public WorkingOrder withPartner(String other) {
        return new WorkingOrder(clientOrderId, account, instrument, holdId, kind, state, buyTicks, sellTicks, filledLots,
                hold, pendingTicks, pendingLots, other, immediate);
    }

    /** In force at another price with another hold. */
    public WorkingOrder replaced(long ticks, Hold changed) {
        boolean buys = hold.buyLots() > 0;
        return new WorkingOrder(clientOrderId, account, instrument, holdId, kind, State.WORKING, buys ? ticks : 0,
                buys ? 0 : ticks, filledLots, changed, 0, 0, partner, immediate);
    }

    public WorkingOrder replacing(long ticks, long lots, Hold reserved) {
        return new WorkingOrder(clientOrderId, account, instrument, holdId, kind, State.PENDING_REPLACE, buyTicks,
                sellTicks, filledLots, reserved, ticks, lots, partner, immediate);
    }
}
