package io.breakwater.domain.counterparty;

import io.breakwater.domain.market.ArrayBasis;
import io.breakwater.domain.risk.Rests;
import io.breakwater.domain.risk.Resting;
import io.breakwater.domain.risk.RiskSums;
import io.breakwater.kernel.LongMap;

/**
 * One position in a {@link MarginBook} and the orders that work on it. Immutable to whoever looks at
 * it. What rests is packed when it is first summed anew, and goes on from view to view while no order changes.
 */
public final class MarginLine {

    private final ArrayBasis basis;
    private final long lots;
    private final LongMap<WorkingOrder> orders;
    private Rests rests;

    /** @param lots signed, of the position; @param orders what works on it, by {@link WorkingOrder#key} */
    MarginLine(ArrayBasis basis, long lots, LongMap<WorkingOrder> orders) {
        this(basis, lots, orders, null);
    }

    private MarginLine(ArrayBasis basis, long lots, LongMap<WorkingOrder> orders, Rests rests) {
        this.basis = basis;
        this.lots = lots;
        this.orders = orders;
        this.rests = rests;
    }

    public ArrayBasis basis() {
        return basis;
    }

    public long lots() {
        return lots;
    }

    public LongMap<WorkingOrder> orders() {
        return orders;
    }

    boolean isEmpty() {
        return lots == 0 && orders.isEmpty();
    }

    /** The same at another view. */
    MarginLine rebased(ArrayBasis now) {
        return new MarginLine(now, lots, orders, rests);
    }

    /** One part of it. @param count −1 takes it out; @throws io.breakwater.kernel.Overflow when the sums could */
    void addTo(RiskSums sums, ArrayBasis part, int count) {
        sums.addPosition(part, lots, count);
        if (!orders.isEmpty()) {
            sums.addOrders(part, rests(), count);
        }
    }

    private Rests rests() {
        Rests known = rests;
        if (known == null) {
            Rests.Gathered all = new Rests.Gathered();
            orders.forEach((_, order) -> gather(all, order));
            known = all.rests();
            rests = known;
        }
        return known;
    }

    private static void gather(Rests.Gathered all, WorkingOrder order) {
        for (Side side : Side.values()) {
            Resting resting = resting(order, side);
            if (resting != null) {
                all.add(resting);
            }
        }
        if (order.kind() == WorkingOrder.Kind.QUOTE_GROUP) {
            all.addQuote();
        }
    }

    /** What rests of one order. */
    static Rests rests(WorkingOrder order) {
        Rests.Gathered one = new Rests.Gathered();
        gather(one, order);
        return one.rests();
    }

    /** A side of an order with whatever may replace it; null when it has none. */
    static Resting resting(WorkingOrder order, Side side) {
        long leaves = order.leaves(side);
        long asked = order.pendingHold().lots(side);
        if (leaves == 0 && asked == 0) {
            return null;
        }
        Resting now = new Resting(side.sign() * leaves, side == Side.BUY ? order.buyTicks() : order.sellTicks());
        Resting then = new Resting(side.sign() * asked, order.pendingTicks());
        return asked == 0 ? now : leaves == 0 ? then : Resting.orReplacedBy(now, then);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MarginLine that && lots == that.lots && basis.equals(that.basis)
                && orders.equals(that.orders);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(lots) ^ basis.hashCode();
    }

    @Override
    public String toString() {
        return lots + " lots and " + orders.size() + " orders, " + basis;
    }
}
