package io.breakwater.ops.load;

import io.breakwater.v1.Side;

/** An order that a node has accepted, as its owner remembers it. Mutable; owned by one {@link TradingAccount}. */
final class LiveOrder {
    private final String id;
    private final Side side;
    private final long totalLots;
    private long ticks;
    private long lots;
    private boolean asked;

    LiveOrder(String id, Side side, long ticks, long lots) {
        this.id = id;
        this.side = side;
        this.ticks = ticks;
        this.totalLots = lots;
        this.lots = lots;
    }

    String id() {
        return id;
    }

    Side side() {
        return side;
    }

    long ticks() {
        return ticks;
    }

    /** What it began with, what is filled included. */
    long totalLots() {
        return totalLots;
    }

    /** What is left of it. */
    long lots() {
        return lots;
    }

    /** True while a change or a cancel of it has been sent and not been answered. */
    boolean isAsked() {
        return asked;
    }

    void ask() {
        asked = true;
    }

    void answered() {
        asked = false;
    }

    void moveTo(long newTicks) {
        ticks = newTicks;
    }

    void filled(long filledLots) {
        lots -= filledLots;
    }
}
