package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Hash64;

/**
 * An order or two-sided quote that has not ended.
 *
 * @param holdId made here; names the data center and term that decided
 * @param buyTicks price of the buy side; 0 where it has none
 * @param sellTicks price of the sell side; 0 where it has none
 * @param filledLots cumulative, of both sides
 * @param hold its own leaves and what they reserve at the price in force
 * @param reserved what is counted for it now: the hold; the larger of the hold and a pending replacement; of a
 *     one-cancels-other pair the larger of both on one of them and nothing on the other
 * @param pendingTicks the price that a pending replacement asked for
 * @param pendingHold the hold that it would have
 * @param partner client order id of the other order of a pair; empty for none
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
        Hold reserved,
        long pendingTicks,
        Hold pendingHold,
        String partner) {

    /** What reserved the hold. */
    public enum Kind {
        ORDER,
        QUOTE_GROUP,
        ONE_CANCELS_OTHER
    }

    /**
     * DECIDED → SENT → WORKING → PENDING_REPLACE | PENDING_CANCEL → done, which is leaving the map. UNKNOWN after a
     * lost session: the hold stays.
     */
    public enum State {
        DECIDED,
        SENT,
        WORKING,
        PENDING_REPLACE,
        PENDING_CANCEL,
        UNKNOWN
    }

    static WorkingOrder placed(CounterpartyRequest.NewOrder order, long holdId, Hold hold) {
        boolean buys = order.side() == Side.BUY;
        return new WorkingOrder(order.clientOrderId(), order.account(), order.instrument(), holdId, Kind.ORDER,
                State.DECIDED, buys ? order.priceTicks() : 0, buys ? 0 : order.priceTicks(), 0, hold, hold, 0,
                Hold.NONE, "");
    }

    static WorkingOrder quoted(String id, String account, CounterpartyRequest.Quote quote, long holdId, Hold hold) {
        return new WorkingOrder(id, account, quote.instrument(), holdId, Kind.QUOTE_GROUP, State.DECIDED,
                quote.bidLots() > 0 ? quote.bidTicks() : 0, quote.askLots() > 0 ? quote.askTicks() : 0, 0, hold, hold,
                0, Hold.NONE, "");
    }

    /** Key of an order by the client's id for it. */
    public static long key(String clientOrderId) {
        return Hash64.of(clientOrderId);
    }

    /** The id under which the quote of a group in an instrument works. */
    static String quoteId(String group, long instrument) {
        return group + "/" + Long.toHexString(instrument);
    }

    long key() {
        return key(clientOrderId);
    }

    public long leavesLots() {
        return hold.buyLots() + hold.sellLots();
    }

    /** True when it has lots left on this side. */
    public boolean rests(Side side) {
        return leaves(side) > 0;
    }

    public long leaves(Side side) {
        return side == Side.BUY ? hold.buyLots() : hold.sellLots();
    }

    /** The side of an order that has one. */
    public Side side() {
        return hold.buyLots() > 0 ? Side.BUY : Side.SELL;
    }

    public boolean isPaired() {
        return !partner.isEmpty();
    }

    WorkingOrder in(State next) {
        return new WorkingOrder(clientOrderId, account, instrument, holdId, kind, next, buyTicks, sellTicks, filledLots,
                hold, reserved, pendingTicks, pendingHold, partner);
    }

    /** @param lots at most the leaves of the side */
    WorkingOrder filled(Side side, long lots) {
        Hold left = hold.afterFill(side, lots);
        if (state != State.PENDING_REPLACE) {
            return with(left, left, filledLots + lots, 0, Hold.NONE);
        }
        long gone = Math.min(lots, side == Side.BUY ? pendingHold.buyLots() : pendingHold.sellLots());
        Hold pending = pendingHold.afterFill(side, gone);
        return with(left, left.max(pending), filledLots + lots, pendingTicks, pending);
    }

    /** In force at another price with another hold. */
    WorkingOrder replaced(long ticks, Hold changed) {
        boolean buys = side() == Side.BUY;
        return new WorkingOrder(clientOrderId, account, instrument, holdId, kind, State.WORKING, buys ? ticks : 0,
                buys ? 0 : ticks, filledLots, changed, changed, 0, Hold.NONE, partner);
    }

    /** Asked for, not yet in force: the larger of both is reserved. */
    WorkingOrder replacing(long ticks, Hold asked) {
        return with(hold, hold.max(asked), filledLots, ticks, asked).in(State.PENDING_REPLACE);
    }

    WorkingOrder replaceRejected() {
        return with(hold, hold, filledLots, 0, Hold.NONE).in(State.WORKING);
    }

    WorkingOrder paired(String other, Hold counted) {
        return new WorkingOrder(clientOrderId, account, instrument, holdId, Kind.ONE_CANCELS_OTHER, state, buyTicks,
                sellTicks, filledLots, hold, counted, pendingTicks, pendingHold, other);
    }

    /** Its partner is gone: it counts for itself. */
    WorkingOrder alone() {
        return new WorkingOrder(clientOrderId, account, instrument, holdId, Kind.ORDER, state, buyTicks, sellTicks,
                filledLots, hold, hold.max(pendingHold), pendingTicks, pendingHold, "");
    }

    private WorkingOrder with(Hold own, Hold counted, long filled, long ticks, Hold pending) {
        return new WorkingOrder(clientOrderId, account, instrument, holdId, kind, state, buyTicks, sellTicks, filled,
                own, counted, ticks, pending, partner);
    }
}
