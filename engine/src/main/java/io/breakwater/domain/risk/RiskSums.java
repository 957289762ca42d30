package io.breakwater.domain.risk;

import io.breakwater.domain.market.ArrayBasis;
import io.breakwater.kernel.Exact;
import java.util.Arrays;

/**
 * Risk arrays of everything that one account has in one underlying and settlement asset, summed cell by cell: the
 * positions, and beside them the worst that any subset of the working orders could add to each cell. Sums of whole
 * units: what is added and taken out again leaves no trace, in whatever order. Changed only while it is being built;
 * copied before it is changed once others see it.
 */
public final class RiskSums {

    /** Key of the delta: it has no parts. */
    private static final long ALL = 0;
    private final long[] positions;
    private final long[] orders;
    /** By expiry, of the roll shock. */
    private final Slopes rolls;
    private final Slopes delta;
    private int quotes;
    /** No cell can be further from 0: while it fits, nothing has wrapped. */
    private long guard;

    private RiskSums(RiskSums of) {
        positions = of.positions.clone();
        orders = of.orders.clone();
        rolls = of.rolls.copy();
        delta = of.delta.copy();
        quotes = of.quotes;
        guard = of.guard;
    }

    private RiskSums() {
        positions = new long[ScenarioMatrix.CELLS];
        orders = new long[ScenarioMatrix.CELLS];
        rolls = Slopes.none();
        delta = Slopes.none();
    }

    public static RiskSums empty() {
        return new RiskSums();
    }

    public RiskSums copy() {
        return new RiskSums(this);
    }

    /**
     * Adds a position.
     *
     * @param basis one of its {@link ArrayBasis#parts}
     * @param count −1 takes it out
     * @throws io.breakwater.kernel.Overflow when the sums could
     */
    public void addPosition(ArrayBasis basis, long lots, int count) {
        if (lots == 0) {
            return;
        }
        RiskArray array = basis.array();
        guard(Exact.multiply(Exact.abs(lots), array.most()), count);
        long[] cells = array.cells(lots);
        long signed = count * lots;
        for (int i = 0; i < positions.length; i++) {
            positions[i] += signed * cells[i];
        }
        delta.held(ALL, signed * array.slope());
        if (array.rolls().isEmpty()) {
            rolls.held(basis.terms().expiresAtMicros(), signed * array.roll());
        } else {
            array.rolls().forEach((expiry, each) -> rolls.held(expiry, signed * each));
        }
    }

    /** A part of an order; see {@link #addPosition}. */
    public void addOrder(ArrayBasis basis, Resting order, int count) {
        RiskArray array = basis.array();
        long lots = order.lots();
        long edge = basis.isPriced() ? order.edge(basis.terms(), basis.mark().ticks()) : 0;
        guard(Exact.add(Exact.multiply(Exact.abs(lots), array.most()), Exact.abs(edge)), count);
        long[] cells = array.cells(lots);
        for (int i = 0; i < orders.length; i++) {
            orders[i] += count * Math.min(0, lots * cells[i] + edge);
        }
        delta.worked(ALL, lots * array.slope(), count);
        if (array.rolls().isEmpty()) {
            rolls.worked(basis.terms().expiresAtMicros(), lots * array.roll(), count);
        } else {
            array.rolls().forEach((expiry, each) -> rolls.worked(expiry, lots * each, count));
        }
    }

    /** The same of all that rests on an instrument. */
    public void addOrders(ArrayBasis basis, Rests rests, int count) {
        for (int i = 0; i < rests.size(); i++) {
            addOrder(basis, rests.at(i), count);
        }
        addQuotes(count * rests.quotes());
    }

    /** Quotes that began or ceased to work. */
    public void addQuotes(int count) {
        quotes += count;
    }

    private void guard(long size, int count) {
        guard = Exact.add(guard, count * size);
    }

    /** True when nothing would be lost by forgetting it. */
    public boolean isEmpty() {
        return guard == 0 && quotes == 0;
    }

    /** Profit of the positions in a cell; with the working orders the least that any subset of them leaves. */
    public long cell(int cell, boolean withOrders) {
        return withOrders ? Exact.add(positions[cell], orders[cell]) : positions[cell];
    }

    long rollShock(boolean withOrders) {
        return withOrders ? rolls.worstSize() : rolls.heldSize();
    }

    /** Size of the delta; with the working orders the largest that any subset of them leads to. */
    long delta(boolean withOrders) {
        return withOrders ? delta.worstSize() : delta.heldSize();
    }

    public boolean quotes() {
        return quotes > 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RiskSums that && guard == that.guard && quotes == that.quotes
                && Arrays.equals(positions, that.positions) && Arrays.equals(orders, that.orders)
                && rolls.equals(that.rolls) && delta.equals(that.delta);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(positions);
    }

    @Override
    public String toString() {
        return "positions " + Arrays.toString(positions) + ", orders " + Arrays.toString(orders);
    }
}
