package io.breakwater.it.regions;

/**
 * What clients know to be reserved, over all of them: an order counts from when it was acknowledged until its cancel is
 * sent. The engines hold at least that at every moment, so where it is more than a cap, they let too much through. Any
 * thread may call it.
 */
final class Held {
    private long units;
    private long orders;
    private long mostUnits;
    private long mostOrders;
    private long unitsCap;
    private long ordersCap;
    private long overLimit;

    Held(long unitsCap, long ordersCap) {
        caps(unitsCap, ordersCap);
    }

    /** The caps that hold from now on; never less than before. */
    synchronized void caps(long mostOfUnits, long mostOfOrders) {
        unitsCap = mostOfUnits;
        ordersCap = mostOfOrders;
    }

    synchronized void accepted(long more) {
        units += more;
        orders++;
        mostUnits = Math.max(mostUnits, units);
        mostOrders = Math.max(mostOrders, orders);
        overLimit += units > unitsCap || orders > ordersCap ? 1 : 0;
    }

    /** How often an order was acknowledged that took one of the two sums over its cap. */
    synchronized long overLimit() {
        return overLimit;
    }

    /** Whether so much would be over a cap. */
    synchronized boolean isOver(long someUnits, long someOrders) {
        return someUnits > unitsCap || someOrders > ordersCap;
    }

    synchronized void cancelling(long fewer) {
        units -= fewer;
        orders--;
    }

    /** A cancel that was not taken: the order had never ceased to be held. */
    synchronized void heldAfterAll(long again) {
        units += again;
        orders++;
    }

    synchronized long units() {
        return units;
    }

    synchronized long orders() {
        return orders;
    }

    synchronized long mostUnits() {
        return mostUnits;
    }

    synchronized long mostOrders() {
        return mostOrders;
    }
}
