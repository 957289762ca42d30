package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Exact;
import java.util.Arrays;

/**
 * What an account has in one instrument: the position and everything that works on it, kept as sums so that a check
 * costs the same whether ten orders work or five thousand.
 *
 * @param underlying whose delta it adds to
 * @param buyLots Σ leaves of buys
 * @param sellLots Σ leaves of sells
 * @param buyNotionalUsdMicros Σ of the holds, every buy in full
 * @param sellNotionalUsdMicros Σ of the holds, every sell in full
 * @param upDeltaUsdMicros Σ of the deltas of the holds that are above 0, on whichever side
 * @param downDeltaUsdMicros Σ of those below 0
 * @param buyTicks prices of working buys, ascending, for the self-trade rule
 * @param sellTicks prices of working sells, ascending
 */
public record Holding(
        String underlying,
        Position position,
        long buyLots,
        long sellLots,
        long buyNotionalUsdMicros,
        long sellNotionalUsdMicros,
        long upDeltaUsdMicros,
        long downDeltaUsdMicros,
        long[] buyTicks,
        long[] sellTicks) {

    /** Working orders on one side of one holding. */
    public static final int MAX_ORDERS_A_SIDE = 4_096;

    private static final long[] NO_TICKS = {};
    public static final Holding EMPTY =
            new Holding("", Position.FLAT, 0, 0, 0, 0, 0, 0, NO_TICKS, NO_TICKS);

    /** True when nothing would be lost by forgetting it. */
    public boolean isEmpty() {
        return buyTicks.length == 0 && sellTicks.length == 0 && buyLots == 0 && sellLots == 0 && position.isFlat();
    }

    /** Lots of this side that would only shrink the position: |position| − all working quantity on the closing side. */
    public long reduceCapacity(Side side) {
        long lots = position.lots();
        if (lots == 0 || Long.signum(lots) == side.sign()) {
            return 0;
        }
        return Math.max(0, Math.abs(lots) - (side == Side.BUY ? buyLots : sellLots));
    }

    /** |position| plus all working lots. */
    public long grossLots() {
        return Exact.add(Exact.abs(position.lots()), Exact.add(buyLots, sellLots));
    }

    /** The largest |position| that the working orders could lead to. */
    public long worstNetLots() {
        return Math.max(longestLots(), shortestLots());
    }

    /** The position if every buy filled and no sell, not below 0. */
    public long longestLots() {
        return Math.max(0, Exact.add(position.lots(), buyLots));
    }

    /** Minus the position if every sell filled and no buy, not below 0. */
    public long shortestLots() {
        return Math.max(0, Exact.subtract(sellLots, position.lots()));
    }

    /**
     * The position at trade prices plus what could add to it at worst prices. Orders on the closing side count nothing
     * while all of them fit into the position. Once they do not, any of them may be the one that is left over when the
     * others have closed it: then that side counts in full, in place of the position where it is more. A fill within an
     * order's leaves therefore never raises this figure, in whatever order the orders fill (I-04).
     */
    public long reservedUsdMicros() {
        boolean isLong = position.lots() >= 0;
        long opening = isLong ? buyNotionalUsdMicros : sellNotionalUsdMicros;
        long closing = isLong ? sellNotionalUsdMicros : buyNotionalUsdMicros;
        boolean crosses = (isLong ? sellLots : buyLots) > Exact.abs(position.lots());
        long held = position.notionalUsdMicros();
        return Exact.add(opening, crosses ? Math.max(held, closing) : held);
    }

    public Holding with(WorkingOrder order) {
        Holding reserved = holding(order.reserved());
        return reserved.resting(
                order.rests(Side.BUY) ? inserted(buyTicks, order.buyTicks()) : buyTicks,
                order.rests(Side.SELL) ? inserted(sellTicks, order.sellTicks()) : sellTicks);
    }

    public Holding without(WorkingOrder order) {
        Hold h = order.reserved();
        return new Holding(underlying, position, buyLots - h.buyLots(), sellLots - h.sellLots(),
                buyNotionalUsdMicros - h.buyNotionalUsdMicros(), sellNotionalUsdMicros - h.sellNotionalUsdMicros(),
                upDeltaUsdMicros - up(h), downDeltaUsdMicros - down(h),
                order.rests(Side.BUY) ? removed(buyTicks, order.buyTicks()) : buyTicks,
                order.rests(Side.SELL) ? removed(sellTicks, order.sellTicks()) : sellTicks);
    }

    /** With more reserved, by no order yet. */
    Holding holding(Hold h) {
        return new Holding(underlying, position, Exact.add(buyLots, h.buyLots()), Exact.add(sellLots, h.sellLots()),
                Exact.add(buyNotionalUsdMicros, h.buyNotionalUsdMicros()),
                Exact.add(sellNotionalUsdMicros, h.sellNotionalUsdMicros()),
                Exact.add(upDeltaUsdMicros, up(h)), Exact.add(downDeltaUsdMicros, down(h)), buyTicks, sellTicks);
    }

    private Holding resting(long[] buys, long[] sells) {
        return new Holding(underlying, position, buyLots, sellLots, buyNotionalUsdMicros, sellNotionalUsdMicros,
                upDeltaUsdMicros, downDeltaUsdMicros, buys, sells);
    }

    private static long up(Hold h) {
        return Exact.add(Math.max(0, h.buyDeltaUsdMicros()), Math.max(0, h.sellDeltaUsdMicros()));
    }

    private static long down(Hold h) {
        return Exact.add(Math.min(0, h.buyDeltaUsdMicros()), Math.min(0, h.sellDeltaUsdMicros()));
    }

    /** The same, of an underlying that it had not been told; it keeps the one that its delta is counted in. */
    Holding of(String itsUnderlying) {
        return underlying.isEmpty() && !itsUnderlying.isEmpty() ? named(itsUnderlying, position) : this;
    }

    public Holding with(Position changed) {
        return named(underlying, changed);
    }

    private Holding named(String name, Position changed) {
        return new Holding(name, changed, buyLots, sellLots, buyNotionalUsdMicros, sellNotionalUsdMicros,
                upDeltaUsdMicros, downDeltaUsdMicros, buyTicks, sellTicks);
    }

    /** True when an order at this price would meet an own one. */
    public boolean crosses(Side side, long ticks) {
        return side == Side.BUY
                ? sellTicks.length > 0 && ticks >= sellTicks[0]
                : buyTicks.length > 0 && ticks <= buyTicks[buyTicks.length - 1];
    }

    private static long[] inserted(long[] sorted, long value) {
        int found = Arrays.binarySearch(sorted, value);
        int at = found < 0 ? -found - 1 : found;
        long[] grown = new long[sorted.length + 1];
        System.arraycopy(sorted, 0, grown, 0, at);
        grown[at] = value;
        System.arraycopy(sorted, at, grown, at + 1, sorted.length - at);
        return grown;
    }

    private static long[] removed(long[] sorted, long value) {
        int at = Arrays.binarySearch(sorted, value);
        if (at < 0) {
            return sorted;
        }
        if (sorted.length == 1) {
            return NO_TICKS;
        }
        long[] shrunk = new long[sorted.length - 1];
        System.arraycopy(sorted, 0, shrunk, 0, at);
        System.arraycopy(sorted, at + 1, shrunk, at, shrunk.length - at);
        return shrunk;
    }
}
