package io.breakwater.domain.counterparty;

/**
 * Names a position of an account by one number: the instrument's own, with the sign bit where it is the SHORT one of
 * an account in {@link PositionMode#HEDGE}. Numbers of instruments are never negative, so that a NET position costs
 * nothing for there being others.
 */
public final class PositionKey {

    private static final long SHORT = Long.MIN_VALUE;

    private PositionKey() {}

    public static long of(long instrument, PositionSide side) {
        return side == PositionSide.SHORT ? instrument | SHORT : instrument;
    }

    public static long instrument(long position) {
        return position & ~SHORT;
    }

    public static boolean isShort(long position) {
        return position < 0;
    }

    /** Of the other side of the same instrument. */
    static long opposite(long position) {
        return position ^ SHORT;
    }
}
