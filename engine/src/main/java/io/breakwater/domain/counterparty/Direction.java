package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Invariants;

/**
 * Which way an order or a fill goes, and which position it is of. One constant for both: an order of a NET position
 * takes as many bytes as it did before there were others.
 */
public enum Direction {
    BUY(Side.BUY, PositionSide.NET),
    SELL(Side.SELL, PositionSide.NET),
    BUY_LONG(Side.BUY, PositionSide.LONG),
    SELL_LONG(Side.SELL, PositionSide.LONG),
    BUY_SHORT(Side.BUY, PositionSide.SHORT),
    SELL_SHORT(Side.SELL, PositionSide.SHORT);

    private final Side side;
    private final PositionSide position;

    Direction(Side side, PositionSide position) {
        this.side = side;
        this.position = position;
    }

    /** Of a net position. */
    public static Direction of(Side side) {
        return side == Side.BUY ? BUY : SELL;
    }

    public static Direction of(Side side, PositionSide position) {
        boolean buys = side == Side.BUY;
        return switch (position) {
            case NET -> buys ? BUY : SELL;
            case LONG -> buys ? BUY_LONG : SELL_LONG;
            case SHORT -> buys ? BUY_SHORT : SELL_SHORT;
        };
    }

    /** That adds to a position of this side. */
    static Direction opening(PositionSide position) {
        Invariants.check(position != PositionSide.NET, "a net position has no way that opens it");
        return position == PositionSide.LONG ? BUY_LONG : SELL_SHORT;
    }

    public Side side() {
        return side;
    }

    public PositionSide position() {
        return position;
    }

    /** True of what can only take from its position: it never goes through zero. */
    boolean closes() {
        return this == SELL_LONG || this == BUY_SHORT;
    }
}
