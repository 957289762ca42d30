package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.OptionLot;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;
import java.util.Optional;

/**
 * What an account has in one instrument: the position and everything that works on it, kept as sums so that a check
 * costs the same whether ten orders work or five thousand.
 *
 * <p>The reserve-time figures are the worst that any subset of the working orders could lead to, filled in any order at
 * what they reserved. A fill within an order's leaves therefore never raises them, and a limit that held when the
 * orders were decided goes on to hold (I-04).
 *
 * @param underlying whose delta it adds to
 * @param option what one lot takes up of the limits on options, by the latest decision that added to it, or the first
 *     fill: no fill of what was decided changes it; empty where nothing of it is an option
 * @param legs what working combos could bring of it as one of their legs
 */
public record Holding(String underlying, Optional<OptionLot> option, Position position, WorkingSide buys,
        WorkingSide sells, WorkingLegs legs) {

    /** Working orders on one side of one holding. */
    public static final int MAX_ORDERS_A_SIDE = 4_096;

    public static final Holding EMPTY = new Holding("", Optional.empty(), Position.FLAT, WorkingSide.NONE,
            WorkingSide.NONE, WorkingLegs.NONE);

    /** True when nothing would be lost by forgetting it. */
    public boolean isEmpty() {
        return buys.isEmpty() && sells.isEmpty() && legs.isNothing() && position.isFlat();
    }

    /** True when there is something that ends with its instrument; what combos hold of it as a leg ends with them. */
    boolean ends() {
        return !buys.isEmpty() || !sells.isEmpty() || !position.isFlat();
    }

    public WorkingSide side(Side side) {
        return side == Side.BUY ? buys : sells;
    }

    /** Lots of this side that would only shrink the position: |position| − all working quantity on the closing side. */
    public long reduceCapacity(Side side) {
        long lots = position.lots();
        if (lots == 0 || Long.signum(lots) == side.sign()) {
            return 0;
        }
        return Math.max(0, Exact.subtract(Exact.abs(lots), lotsThatWork(side)));
    }

    /** Of this side, in orders of its own and as a leg of others. */
    private long lotsThatWork(Side side) {
        return Exact.add(side(side).lots(), legs.side(side).lots());
    }

    /** |position| plus all working lots. */
    public long grossLots() {
        return Exact.add(Exact.abs(position.lots()), Exact.add(lotsThatWork(Side.BUY), lotsThatWork(Side.SELL)));
    }

    /** The largest |position| that the working orders could lead to. */
    public long worstNetLots() {
        return Math.max(Exact.add(position.lots(), lotsThatWork(Side.BUY)),
                Exact.subtract(lotsThatWork(Side.SELL), position.lots()));
    }

    /** The position if every buy in the instrument itself filled and no sell, not below 0. */
    public long longestLots() {
        return Math.max(0, Exact.add(position.lots(), buys.lots()));
    }

    /** Minus the position if every sell in the instrument itself filled and no buy, not below 0. */
    public long shortestLots() {
        return Math.max(0, Exact.subtract(sells.lots(), position.lots()));
    }

    /**
     * The position at trade prices plus what could add to it at worst prices. The closing side counts nothing while all
     * of it fits into the position. Once it does not, any of its orders may be the one that is left over when the
     * others have closed the position: then it counts in full, in place of the position where it is more.
     */
    public long reservedUsdMicros() {
        long held = position.notionalUsdMicros();
        long most = crosses() ? Math.max(held, closing().notionalUsdMicros()) : held;
        return Exact.add(opening().notionalUsdMicros(), most);
    }

    /** All that the instrument may come to, with what is held for it as a leg of combos. */
    public long concentratedUsdMicros() {
        long bought = legs.buys().notionalUsdMicros();
        return Exact.add(reservedUsdMicros(), Exact.add(bought, legs.sells().notionalUsdMicros()));
    }

    /** The highest delta that it could come to, signed. */
    long highestDeltaUsdMicros() {
        long held = position.deltaUsdMicros() < 0 ? deltaWhenClosedUsdMicros() : position.deltaUsdMicros();
        long opened = Exact.add(held, opening().upDeltaUsdMicros());
        long crossed = crosses() ? Exact.add(opened, closing().upDeltaUsdMicros()) : opened;
        return Exact.add(crossed, Exact.add(legs.buys().upDeltaUsdMicros(), legs.sells().upDeltaUsdMicros()));
    }

    /** The lowest delta that it could come to, signed. */
    long lowestDeltaUsdMicros() {
        long held = position.deltaUsdMicros() > 0 ? deltaWhenClosedUsdMicros() : position.deltaUsdMicros();
        long opened = Exact.add(held, opening().downDeltaUsdMicros());
        long crossed = crosses() ? Exact.add(opened, closing().downDeltaUsdMicros()) : opened;
        return Exact.add(crossed, Exact.add(legs.buys().downDeltaUsdMicros(), legs.sells().downDeltaUsdMicros()));
    }

    /** The highest that a figure of one lot could come to as the working orders fill, signed. */
    long highest(long perLot) {
        return perLot == 0 ? 0 : Exact.multiply(perLot, perLot > 0 ? mostLots() : leastLots());
    }

    /** The lowest of it, signed. */
    long lowest(long perLot) {
        return perLot == 0 ? 0 : Exact.multiply(perLot, perLot > 0 ? leastLots() : mostLots());
    }

    private long mostLots() {
        return Exact.add(position.lots(), buys.lots());
    }

    private long leastLots() {
        return Exact.subtract(position.lots(), sells.lots());
    }

    /**
     * The most option lots that it could be short of. Both sides of a combo count: once one has filled by its legs, one
     * of those is short while the other side works on.
     */
    long shortOptionLots() {
        if (option.isEmpty()) {
            return 0;
        }
        OptionLot lot = option.get();
        return Exact.add(lot.shortIfSold() == 0 ? 0 : Exact.multiply(lot.shortIfSold(), shortestLots()),
                lot.shortIfBought() == 0 ? 0 : Exact.multiply(lot.shortIfBought(), longestLots()));
    }

    /** Premium paid for what is held long, and what the buys that could open would cost. */
    public long premiumUsdMicros() {
        boolean opens = position.lots() >= 0 || crosses();
        return opens ? Exact.add(position.premiumUsdMicros(),
                Exact.add(buys.premiumUsdMicros(), legs.buys().premiumUsdMicros())) : 0;
    }

    /** Of the position when all that can only close it has filled: nothing, or less of the same sign. */
    private long deltaWhenClosedUsdMicros() {
        long lots = Exact.abs(position.lots());
        long closed = closing().lots();
        if (closed == 0) {
            return position.deltaUsdMicros();
        }
        return closed >= lots ? 0
                : Exact.mulDiv(position.deltaUsdMicros(), lots - closed, lots, Rounding.TOWARD_ZERO);
    }

    private WorkingSide opening() {
        return position.lots() >= 0 ? buys : sells;
    }

    private WorkingSide closing() {
        return position.lots() >= 0 ? sells : buys;
    }

    /** True when all that could fill on the closing side is more than the position. */
    private boolean crosses() {
        return lotsThatWork(position.lots() >= 0 ? Side.SELL : Side.BUY) > Exact.abs(position.lots());
    }

    public Holding with(WorkingOrder order) {
        Holding counted = holding(order.reserved());
        Holding reserved = order.replacing() ? counted.holding(order.turned()) : counted;
        return new Holding(underlying, option, position,
                order.rests(Side.BUY) ? reserved.buys.resting(order.buyTicks()) : reserved.buys,
                order.rests(Side.SELL) ? reserved.sells.resting(order.sellTicks()) : reserved.sells, legs);
    }

    public Holding without(WorkingOrder order) {
        WorkingSide bought = released(Side.BUY, order);
        WorkingSide sold = released(Side.SELL, order);
        return new Holding(underlying, option, position,
                order.rests(Side.BUY) ? bought.gone(order.buyTicks()) : bought,
                order.rests(Side.SELL) ? sold.gone(order.sellTicks()) : sold, legs);
    }

    private WorkingSide released(Side side, WorkingOrder order) {
        WorkingSide left = side(side).without(side, order.reserved());
        return order.replacing() ? left.without(side, order.turned()) : left;
    }

    /** With what a combo could bring of it on one side. */
    Holding withLeg(LegHold leg, Side side) {
        return of(leg.underlying()).working(legs.with(side, leg.of(side)));
    }

    Holding withoutLeg(LegHold leg, Side side) {
        return working(legs.without(side, leg.of(side)));
    }

    private Holding working(WorkingLegs changed) {
        return new Holding(underlying, option, position, buys, sells, changed);
    }

    /** With more reserved, by no order yet. */
    Holding holding(Hold hold) {
        return new Holding(underlying, option, position, buys.with(Side.BUY, hold), sells.with(Side.SELL, hold), legs);
    }

    /** The same, of an underlying that it had not been told; it keeps the one that its delta is counted in. */
    Holding of(String itsUnderlying) {
        return underlying.isEmpty() && !itsUnderlying.isEmpty()
                ? new Holding(itsUnderlying, option, position, buys, sells, legs) : this;
    }

    /** As a decision that adds to it has found the options in it. */
    Holding marked(Optional<OptionLot> lot) {
        return lot.isEmpty() || lot == option ? this : new Holding(underlying, lot, position, buys, sells, legs);
    }

    /** The same, of options that it had not been told of. */
    Holding of(Optional<OptionLot> lot) {
        return option.isPresent() || lot.isEmpty() ? this : new Holding(underlying, lot, position, buys, sells, legs);
    }

    public Holding with(Position changed) {
        return new Holding(underlying, option, changed, buys, sells, legs);
    }

    /** True when an order at this price would meet an own one. */
    public boolean crosses(Side side, long price) {
        long[] others = side(side.opposite()).ticks();
        return others.length > 0
                && (side == Side.BUY ? price >= others[0] : price <= others[others.length - 1]);
    }
}
