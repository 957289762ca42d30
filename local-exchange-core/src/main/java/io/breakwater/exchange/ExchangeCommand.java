package io.breakwater.exchange;

import java.nio.ByteBuffer;

/**
 * A command as it is sent to the process: six ints, so that neither side makes objects beforehand that live long.
 *
 * @param user whose order it is, 1…
 * @param order number of the order among those of its user
 * @param symbol 0…
 * @param price in steps; 0 for a cancel
 * @param lots 0 for a move or cancel
 */
public record ExchangeCommand(Kind kind, int user, int order, int symbol, int price, int lots) {

    /** What is asked for. */
    public enum Kind {
        /** An order to buy that rests. */
        BID,
        /** An order to sell that rests. */
        ASK,
        /** Another price for an order that rests. */
        MOVE,
        CANCEL,
        /** Somebody else buys at once what the order offers, and leaves nothing. */
        TAKE_ASK,
        /** The same for an order to buy. */
        TAKE_BID
    }

    /** Of one command. */
    public static final int INTS = 6;
    public static final int BYTES = INTS * Integer.BYTES;

    private static final Kind[] KINDS = Kind.values();

    public void write(ByteBuffer to) {
        to.putInt(kind.ordinal()).putInt(user).putInt(order).putInt(symbol).putInt(price).putInt(lots);
    }

    /** The command whose ints begin there. */
    static ExchangeCommand read(int[] from, int at) {
        return new ExchangeCommand(
                KINDS[from[at]], from[at + 1], from[at + 2], from[at + 3], from[at + 4], from[at + 5]);
    }

    /** Known to the exchange by this id. */
    long id() {
        return (long) user << Integer.SIZE | order;
    }
}
