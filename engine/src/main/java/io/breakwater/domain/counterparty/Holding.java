package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.ShortLots;
import io.breakwater.domain.risk.UsdGreeks;
import io.breakwater.kernel.Exact;

/**
 * What an account has in one instrument: the position and everything that works on it, kept as sums so that a check
 * costs the same whether ten orders work or five thousand.
 *
 * <p>The reserve-time figures are the worst that any subset of the working orders could lead to, filled in any order at
 * what they reserved. A fill within an order's leaves therefore never raises them, and a limit that held when the
 * orders were decided goes on to hold (I-04).
 *
 * @param underlying whose delta it adds to
 * @param shorts option lots that whoever trades one lot of it is short of
 * @param legs what working combos could bring of it as one of their legs
 */
public record Holding(String underlying, ShortLots shorts, Position position, WorkingSide buys, WorkingSide sells,
        WorkingLegs legs) {

    /** Working orders on one side of one holding. */
    public static final int MAX_ORDERS_A_SIDE = 4_096;

    public static final Holding EMPTY = new Holding("", ShortLots.NONE, Position.FLAT, WorkingSide.NONE,
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
        long own = side(side).lots();
        return legs == WorkingLegs.NONE ? own : Exact.add(own, legs.lots(side));
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
        return Exact.add(reservedUsdMicros(), legs.notionalUsdMicros());
    }

    /** True where what delta, gamma and vega of the position itself could come to is the same. */
    boolean holdsAs(Holding other) {
        return position == other.position && ownLots(closingSide()) == other.ownLots(closingSide());
    }

    /** The highest delta, gamma and vega that it could come to, signed. @param held false: without the position's */
    UsdGreeks highest(boolean held) {
        UsdGreeks opened = (held ? highest(position.greeks()) : UsdGreeks.NONE).plus(up(openingSide()));
        UsdGreeks crossed = crosses() ? opened.plus(up(closingSide())) : opened;
        return legs == WorkingLegs.NONE ? crossed
                : crossed.minus(unsure(Side.BUY).down()).minus(unsure(Side.SELL).down());
    }

    /** The lowest of them. */
    UsdGreeks lowest(boolean held) {
        UsdGreeks opened = (held ? lowest(position.greeks()) : UsdGreeks.NONE).plus(down(openingSide()));
        UsdGreeks crossed = crosses() ? opened.plus(down(closingSide())) : opened;
        return legs == WorkingLegs.NONE ? crossed
                : crossed.minus(unsure(Side.BUY).up()).minus(unsure(Side.SELL).up());
    }

    private UsdGreeks up(Side side) {
        UsdGreeks own = side(side).up();
        return legs == WorkingLegs.NONE ? own : own.plus(legs.across(side).up());
    }

    private UsdGreeks down(Side side) {
        UsdGreeks own = side(side).down();
        return legs == WorkingLegs.NONE ? own : own.plus(legs.across(side).down());
    }

    /** What closes the position may take off what it has below 0. */
    private UsdGreeks highest(UsdGreeks has) {
        UsdGreeks below = has.below();
        return below == UsdGreeks.NONE ? has : has.above().plus(whenClosed(below));
    }

    private UsdGreeks lowest(UsdGreeks has) {
        UsdGreeks above = has.above();
        return above == UsdGreeks.NONE ? has : has.below().plus(whenClosed(above));
    }

    /**
     * Legs of combos that net with the combo's other legs may not stay: what works on the other side would close them
     * again. So what they take off there is not counted on.
     */
    private WorkingSide unsure(Side side) {
        return ownLots(side.opposite()) == 0 ? WorkingSide.NONE : legs.within(side);
    }

    /** Lots of this side whose delta, gamma and vega are held here alone. */
    private long ownLots(Side side) {
        long own = side(side).lots();
        return legs == WorkingLegs.NONE ? own : Exact.add(own, legs.across(side).lots());
    }

    /** True when it takes up anything of the limits on options. */
    boolean hasOptions() {
        return !shorts.isNone() || position.greeks().hasOptions();
    }

    /**
     * The most option lots that it could be short of. Both sides of a combo count: once one has filled by its legs, one
     * of those is short while the other side works on.
     */
    long shortOptionLots() {
        if (shorts.isNone()) {
            return 0;
        }
        long sold = Exact.subtract(ownLots(Side.SELL), position.lots());
        return Exact.add(shorts.ifSold() == 0 ? 0 : Exact.multiply(shorts.ifSold(), Math.max(0, sold)),
                shorts.ifBought() == 0 ? 0 : Exact.multiply(shorts.ifBought(), longestLots()));
    }

    /** Premium paid for what is held long, and what the buys that could open would cost. */
    public long premiumUsdMicros() {
        boolean opens = position.lots() >= 0 || crosses();
        return opens ? Exact.add(position.premiumUsdMicros(),
                Exact.add(buys.premiumUsdMicros(), legs.premiumUsdMicros())) : 0;
    }

    /** What is left of figures of the position when all that can only close it has filled. */
    private UsdGreeks whenClosed(UsdGreeks held) {
        long lots = Exact.abs(position.lots());
        return held.left(Math.max(0, lots - ownLots(closingSide())), lots);
    }

    private Side openingSide() {
        return position.lots() >= 0 ? Side.BUY : Side.SELL;
    }

    private Side closingSide() {
        return openingSide().opposite();
    }

    private WorkingSide opening() {
        return side(openingSide());
    }

    private WorkingSide closing() {
        return side(closingSide());
    }

    /** True when all that could fill on the closing side is more than the position. */
    private boolean crosses() {
        return lotsThatWork(closingSide()) > Exact.abs(position.lots());
    }

    public Holding with(WorkingOrder order) {
        Holding counted = holding(order.reserved());
        Holding reserved = order.replacing() ? counted.holding(order.turned()) : counted;
        return new Holding(underlying, shorts, position,
                order.rests(Side.BUY) ? reserved.buys.resting(order.buyTicks()) : reserved.buys,
                order.rests(Side.SELL) ? reserved.sells.resting(order.sellTicks()) : reserved.sells, legs);
    }

    public Holding without(WorkingOrder order) {
        WorkingSide bought = released(Side.BUY, order);
        WorkingSide sold = released(Side.SELL, order);
        return new Holding(underlying, shorts, position,
                order.rests(Side.BUY) ? bought.gone(order.buyTicks()) : bought,
                order.rests(Side.SELL) ? sold.gone(order.sellTicks()) : sold, legs);
    }

    private WorkingSide released(Side side, WorkingOrder order) {
        WorkingSide left = side(side).without(order.reserved().side(side));
        return order.replacing() ? left.without(order.turned().side(side)) : left;
    }

    /** With what a combo could bring of it on one side. */
    Holding withLeg(LegHold leg, Side side) {
        return of(leg.underlying()).of(leg.hold().shorts()).working(legs.with(side, leg));
    }

    Holding withoutLeg(LegHold leg, Side side) {
        return working(legs.without(side, leg));
    }

    private Holding working(WorkingLegs changed) {
        return new Holding(underlying, shorts, position, buys, sells, changed);
    }

    /** With more reserved, by no order yet. */
    Holding holding(Hold hold) {
        return new Holding(underlying, shorts, position, buys.with(hold.buy()), sells.with(hold.sell()), legs);
    }

    /** The same, of an underlying that it had not been told; it keeps the one that its delta is counted in. */
    Holding of(String itsUnderlying) {
        return underlying.isEmpty() && !itsUnderlying.isEmpty()
                ? new Holding(itsUnderlying, shorts, position, buys, sells, legs) : this;
    }

    /** The same, of options as its terms have it now; what has none says nothing of them. */
    Holding of(ShortLots itsShorts) {
        return itsShorts.isNone() || itsShorts.equals(shorts) ? this
                : new Holding(underlying, itsShorts, position, buys, sells, legs);
    }

    public Holding with(Position changed) {
        return new Holding(underlying, shorts, changed, buys, sells, legs);
    }

    /** True when an order at this price would meet an own one. */
    public boolean crosses(Side side, long price) {
        long[] others = side(side.opposite()).ticks();
        return others.length > 0
                && (side == Side.BUY ? price >= others[0] : price <= others[others.length - 1]);
    }
}
