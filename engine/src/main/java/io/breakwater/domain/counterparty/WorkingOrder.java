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
 * @param replacing a replacement has been asked for and neither acknowledged nor rejected
 * @param pendingTicks the price that it asked for
 * @param pendingHold the hold that it would have
 * @param partner client order id of the other order of a pair; empty for none
 * @param reduceOnly it was placed so, and an amend does not change that
 * @param pendingId client order id that it gets with the replacement that has been asked for; empty: it keeps its own
 * @param formerId the one that it had before its last replacement, by which it is still known; empty for none
 * @param acknowledged the venue has said of it that it works
 * @param away it works at a venue that is not us: what is asked of it is in force once that says so
 */
public record WorkingOrder(
        String clientOrderId,
        String account,
        long instrument,
        PositionSide positionSide,
        long holdId,
        Kind kind,
        State state,
        long buyTicks,
        long sellTicks,
        long filledLots,
        Hold hold,
        Hold reserved,
        boolean replacing,
        long pendingTicks,
        Hold pendingHold,
        String partner,
        boolean reduceOnly,
        String pendingId,
        String formerId,
        boolean acknowledged,
        boolean away) {

    /** Characters of an id that a client gives. */
    public static final int MAX_CLIENT_ID = 36;
    /** Behind the id of a quote: the one that a venue has been asked to replace with it. No order can be named so. */
    private static final String OUTGOING = "/out";
    /** Of the id that an order works under: that of a quote is its group's, a slash and 16 digits at most. */
    public static final int MAX_ID = MAX_CLIENT_ID + 1 + 16 + OUTGOING.length();

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

    static WorkingOrder placed(CounterpartyRequest.NewOrder order, Account account, long holdId, Hold hold) {
        boolean buys = order.side() == Side.BUY;
        return new WorkingOrder(order.clientOrderId(), account.id(), order.instrument(), order.direction().position(),
                holdId, Kind.ORDER, State.DECIDED, buys ? order.priceTicks() : 0, buys ? 0 : order.priceTicks(), 0,
                hold, hold, false, 0, Hold.NONE, "", order.reduceOnly(), "", "", false,
                account.sendsAway(order.venue()));
    }

    static WorkingOrder quoted(String id, CounterpartyRequest.MassQuote request, Account account,
            CounterpartyRequest.Quote quote, long holdId, Hold hold) {
        return new WorkingOrder(id, account.id(), quote.instrument(), PositionSide.NET, holdId, Kind.QUOTE_GROUP,
                State.DECIDED, quote.bidLots() > 0 ? quote.bidTicks() : 0, quote.askLots() > 0 ? quote.askTicks() : 0,
                0, hold, hold, false, 0, Hold.NONE, "", false, "", "", false,
                account.sendsAway(request.venue()));
    }

    /** Key of an order by the client's id for it. */
    public static long key(String clientOrderId) {
        return Hash64.of(clientOrderId);
    }

    /** The id under which the quote of a group in an instrument works. */
    static String quoteId(String group, long instrument) {
        return group + "/" + Long.toHexString(instrument);
    }

    /** The id under which a quote goes on until a venue has replaced it. */
    static String outgoingId(String quoteId) {
        return quoteId + OUTGOING;
    }

    /** True for a quote that a venue has been asked to replace and may still fill. */
    public boolean isOutgoing() {
        return kind == Kind.QUOTE_GROUP && clientOrderId.endsWith(OUTGOING);
    }

    /** False for another account's quote under the same group, and for an order that goes by the same id. */
    boolean isQuoteOf(CounterpartyRequest.MassQuote request, CounterpartyRequest.Quote quote) {
        return kind == Kind.QUOTE_GROUP && account.equals(request.account()) && instrument == quote.instrument();
    }

    long key() {
        return key(clientOrderId);
    }

    public long leavesLots() {
        return hold.lots();
    }

    /** True when neither what is in force nor what was asked for in its place has lots left. */
    boolean isFilled() {
        return leavesLots() == 0 && pendingHold.lots() == 0;
    }

    /** Which position it is of, by {@link PositionKey}. */
    public long position() {
        return PositionKey.of(instrument, positionSide);
    }

    /** True when it has lots left on this side. */
    public boolean rests(Side side) {
        return leaves(side) > 0;
    }

    public long leaves(Side side) {
        return hold.lots(side);
    }

    /** The side of an order that has one. */
    public Side side() {
        return hold.buy().lots() > 0 || pendingHold.buy().lots() > 0 ? Side.BUY : Side.SELL;
    }

    public boolean isPaired() {
        return !partner.isEmpty();
    }

    /** As a venue reports it; a report that comes late does not take back what was asked since. */
    WorkingOrder reported(State report) {
        boolean known = acknowledged || report == State.WORKING;
        State next = switch (state) {
            case DECIDED, SENT -> report;
            case WORKING, PENDING_REPLACE, PENDING_CANCEL -> report == State.UNKNOWN ? report : state;
            case UNKNOWN -> report == State.WORKING ? goesOn() : state;
        };
        return next == state && known == acknowledged ? this : in(next, known);
    }

    /** The state of an order that works, whatever was asked of it before. */
    private State goesOn() {
        return replacing ? State.PENDING_REPLACE : State.WORKING;
    }

    WorkingOrder cancelling() {
        return in(State.PENDING_CANCEL);
    }

    /** Told of a cancel before it was placed, or once the venue's word was lost: it says nothing of this order. */
    WorkingOrder cancelRejected() {
        return state == State.PENDING_CANCEL ? in(goesOn()) : this;
    }

    /** @param lots at most the leaves of the side */
    WorkingOrder filled(Side side, long lots) {
        Hold left = hold.afterFill(side, lots);
        Hold asked = pendingHold.afterFill(side, Math.min(lots, pendingHold.lots(side)));
        return new WorkingOrder(clientOrderId, account, instrument, positionSide, holdId, kind, state, buyTicks,
                sellTicks, filledLots + lots, left, replacing ? left.orReplacedBy(asked) : left, replacing,
                pendingTicks, asked, partner, reduceOnly, pendingId, formerId, acknowledged, away);
    }

    /** In force at another price with another hold. */
    WorkingOrder replaced(long ticks, Hold changed) {
        boolean buys = side() == Side.BUY;
        String id = pendingId.isEmpty() ? clientOrderId : pendingId;
        return new WorkingOrder(id, account, instrument, positionSide, holdId, kind, afterReplacing(),
                buys ? ticks : 0, buys ? 0 : ticks, filledLots, changed, changed, false, 0, Hold.NONE, partner,
                reduceOnly, "", pendingId.isEmpty() ? formerId : clientOrderId, true, away);
    }

    /** What was asked for is in force. */
    WorkingOrder replaced() {
        return replaced(pendingTicks, pendingHold);
    }

    WorkingOrder replaceRejected() {
        return new WorkingOrder(clientOrderId, account, instrument, positionSide, holdId, kind, afterReplacing(),
                buyTicks, sellTicks, filledLots, hold, hold, false, 0, Hold.NONE, partner, reduceOnly, "", formerId,
                acknowledged, away);
    }

    private State afterReplacing() {
        return state == State.PENDING_CANCEL ? State.PENDING_CANCEL : State.WORKING;
    }

    /** Asked for, not yet in force: what is reserved is enough for both. */
    WorkingOrder replacing(long ticks, Hold asked) {
        return new WorkingOrder(clientOrderId, account, instrument, positionSide, holdId, kind, State.PENDING_REPLACE,
                buyTicks, sellTicks, filledLots, hold, hold.orReplacedBy(asked), true, ticks, asked, partner,
                reduceOnly, pendingId, formerId, acknowledged, away);
    }

    /** What is counted beside {@link #reserved} while a replacement is asked for. */
    Hold turned() {
        return hold.turned(pendingHold);
    }

    WorkingOrder paired(String other, Hold counted) {
        return new WorkingOrder(clientOrderId, account, instrument, positionSide, holdId, Kind.ONE_CANCELS_OTHER,
                state, buyTicks, sellTicks, filledLots, hold, counted, replacing, pendingTicks, pendingHold, other,
                reduceOnly, pendingId, formerId, acknowledged, away);
    }

    /** It can fill no more than this. */
    WorkingOrder left(Hold rest) {
        return new WorkingOrder(clientOrderId, account, instrument, positionSide, holdId, kind, state, buyTicks,
                sellTicks, filledLots, rest, reserved, replacing, pendingTicks, pendingHold, partner, reduceOnly,
                pendingId, formerId, acknowledged, away);
    }

    /** Its partner is gone: it counts for itself. */
    WorkingOrder alone() {
        return new WorkingOrder(clientOrderId, account, instrument, positionSide, holdId, Kind.ORDER, state, buyTicks,
                sellTicks, filledLots, hold, hold, replacing, pendingTicks, pendingHold, "", reduceOnly, pendingId,
                formerId, acknowledged, away);
    }

    /** A quote under another id. */
    WorkingOrder named(String id) {
        return new WorkingOrder(id, account, instrument, positionSide, holdId, kind, state, buyTicks, sellTicks,
                filledLots, hold, reserved, replacing, pendingTicks, pendingHold, partner, reduceOnly, pendingId,
                formerId, acknowledged, away);
    }

    private WorkingOrder in(State next) {
        return in(next, acknowledged);
    }

    private WorkingOrder in(State next, boolean known) {
        return new WorkingOrder(clientOrderId, account, instrument, positionSide, holdId, kind, next, buyTicks,
                sellTicks, filledLots, hold, reserved, replacing, pendingTicks, pendingHold, partner, reduceOnly,
                pendingId, formerId, known, away);
    }

    /** It gets this id with its replacement. */
    WorkingOrder becoming(String id) {
        return new WorkingOrder(clientOrderId, account, instrument, positionSide, holdId, kind, state, buyTicks,
                sellTicks, filledLots, hold, reserved, replacing, pendingTicks, pendingHold, partner, reduceOnly,
                id.equals(clientOrderId) ? "" : id, formerId, acknowledged, away);
    }

    boolean hasOtherIds() {
        return !pendingId.isEmpty() || !formerId.isEmpty();
    }

    boolean isKnownAs(String id) {
        return clientOrderId.equals(id) || pendingId.equals(id) || formerId.equals(id);
    }
}
