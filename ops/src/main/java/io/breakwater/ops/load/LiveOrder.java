package io.breakwater.ops.load;

import io.breakwater.v1.Side;

/**
 * An order as its owner remembers it, from the moment it is asked for. Mutable; owned by one {@link TradingAccount}.
 */
final class LiveOrder {
    private final String id;
    private final Side side;
    private final long totalLots;
    private long ticks;
    private long lots;
    private long askedTicks;
    private boolean asked = true;
    private boolean acknowledged;
    private boolean leaving;

    LiveOrder(String id, Side side, long ticks, long lots) {
        this.id = id;
        this.side = side;
        this.ticks = ticks;
        this.askedTicks = ticks;
        this.totalLots = lots;
        this.lots = lots;
    }

    String id() {
        return id;
    }

    Side side() {
        return side;
    }

    boolean isBuy() {
        return side == Side.SIDE_BUY;
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

    /** How far a mark has gone through its price, in ticks; not positive where it rests. */
    long crossedTicks(long mark) {
        return isBuy() ? ticks - mark : mark - ticks;
    }

    /** True while it, a change or a cancel of it has been sent and not been answered. */
    boolean isAsked() {
        return asked;
    }

    /** Its acceptance was told, and no cancel has been sent since that was not refused: the node holds it. */
    boolean isHeld() {
        return acknowledged && !leaving;
    }

    /** It was accepted. */
    void acknowledged() {
        acknowledged = true;
    }

    /** A cancel was sent. */
    void ask() {
        asked = true;
        leaving = true;
    }

    /** Another price was asked for. */
    void ask(long newTicks) {
        asked = true;
        askedTicks = newTicks;
    }

    /** The answer has come. @param accepted the price that was asked for is in force */
    void answered(boolean accepted) {
        asked = false;
        leaving = false;
        ticks = accepted ? askedTicks : ticks;
        askedTicks = ticks;
    }

    /** The price, or the one that was asked for, whichever an own order on the other side is more likely to meet. */
    long reachTicks() {
        return isBuy() ? Math.max(ticks, askedTicks) : Math.min(ticks, askedTicks);
    }

    void filled(long filledLots) {
        lots -= filledLots;
    }
}
