package io.breakwater.domain.risk;

import java.util.Arrays;

/**
 * All sides of working orders that rest on one instrument, as margin sees them, packed: a new view sums thousands of
 * them anew, and most of what that costs is waiting for memory. Immutable. Not the orders themselves.
 */
public final class Rests {

    private static final int WIDTH = 2;

    /** Lots and price in turns. */
    private final long[] packed;
    private final int quotes;

    private Rests(long[] packed, int quotes) {
        this.packed = packed;
        this.quotes = quotes;
    }

    int size() {
        return packed.length / WIDTH;
    }

    Resting at(int index) {
        return new Resting(packed[WIDTH * index], packed[WIDTH * index + 1]);
    }

    /** How many of the orders are quotes. */
    int quotes() {
        return quotes;
    }

    /** While they are gathered. Mutable. */
    public static final class Gathered {

        private long[] packed = new long[2 * WIDTH];
        private int used;
        private int quotes;

        public void add(Resting side) {
            if (used == packed.length) {
                packed = Arrays.copyOf(packed, 2 * used);
            }
            packed[used++] = side.lots();
            packed[used++] = side.ticks();
        }

        public void addQuote() {
            quotes++;
        }

        public Rests rests() {
            return new Rests(Arrays.copyOf(packed, used), quotes);
        }
    }
}
