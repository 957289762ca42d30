package io.breakwater.gateway.edge;

import io.breakwater.domain.counterparty.Direction;
import io.breakwater.domain.counterparty.PositionSide;
import io.breakwater.domain.counterparty.Side;

/** Sides of orders, fills and positions, as the API has them and as the domain does. */
public final class Sides {
    private Sides() {}

    /** @throws RequestFault where the side is not told, or the position's is none that there is */
    public static Direction direction(String at, io.breakwater.v1.Side side,
            io.breakwater.v1.PositionSide position) {
        return Direction.of(side(at, side), switch (position) {
            case POSITION_SIDE_UNSPECIFIED, POSITION_SIDE_NET -> PositionSide.NET;
            case POSITION_SIDE_LONG -> PositionSide.LONG;
            case POSITION_SIDE_SHORT -> PositionSide.SHORT;
            case UNRECOGNIZED -> throw Fields.unknownEnum(at + "position_side");
        });
    }

    private static Side side(String at, io.breakwater.v1.Side side) {
        return switch (side) {
            case SIDE_BUY -> Side.BUY;
            case SIDE_SELL -> Side.SELL;
            case SIDE_UNSPECIFIED, UNRECOGNIZED -> throw Fields.unknownEnum(at + "side");
        };
    }

    public static io.breakwater.v1.PositionSide shown(PositionSide side) {
        return switch (side) {
            case NET -> io.breakwater.v1.PositionSide.POSITION_SIDE_NET;
            case LONG -> io.breakwater.v1.PositionSide.POSITION_SIDE_LONG;
            case SHORT -> io.breakwater.v1.PositionSide.POSITION_SIDE_SHORT;
        };
    }
}
