package io.breakwater.domain.risk;

import io.breakwater.kernel.Exact;
import java.util.Arrays;

/**
 * First-order risk of positions and of what the working orders could add to it, in risk units, by a key such as the
 * expiry. Packed, since a new view sums thousands of them anew. Mutable; copied before it is changed once others see
 * it.
 */
final class Slopes {

    private static final int WIDTH = 4;
    private static final int NET = 1;
    private static final int UP = 2;
    private static final int DOWN = 3;
    private static final long[] NONE = {};

    /** By rising key: key, Σ of the positions, Σ of the orders that raise it, Σ of those that lower it. */
    private long[] rows;

    private Slopes(long[] rows) {
        this.rows = rows;
    }

    static Slopes none() {
        return new Slopes(NONE);
    }

    Slopes copy() {
        return new Slopes(rows.length == 0 ? rows : rows.clone());
    }

    /** The positions have become so much more. */
    void held(long key, long change) {
        add(key, NET, change);
    }

    /** An order that would move it by so much works, or, with the other sign of {@code count}, works no more. */
    void worked(long key, long move, int count) {
        add(key, move > 0 ? UP : DOWN, count * move);
    }

    private void add(long key, int column, long change) {
        if (change == 0) {
            return;
        }
        int row = row(key);
        rows[row + column] = Exact.add(rows[row + column], change);
        if (rows[row + NET] == 0 && rows[row + UP] == 0 && rows[row + DOWN] == 0) {
            remove(row);
        }
    }

    /** Where the key's row is; made where there was none. There are a dozen expiries, so it is looked for in order. */
    private int row(long key) {
        int row = 0;
        while (row < rows.length && rows[row] < key) {
            row += WIDTH;
        }
        if (row == rows.length || rows[row] != key) {
            long[] longer = new long[rows.length + WIDTH];
            System.arraycopy(rows, 0, longer, 0, row);
            System.arraycopy(rows, row, longer, row + WIDTH, rows.length - row);
            longer[row] = key;
            rows = longer;
        }
        return row;
    }

    private void remove(int row) {
        long[] shorter = new long[rows.length - WIDTH];
        System.arraycopy(rows, 0, shorter, 0, row);
        System.arraycopy(rows, row + WIDTH, shorter, row, shorter.length - row);
        rows = shorter;
    }

    /** Σ of the sizes of the positions' own. */
    long heldSize() {
        long sum = 0;
        for (int row = 0; row < rows.length; row += WIDTH) {
            sum = Exact.add(sum, Exact.abs(rows[row + NET]));
        }
        return sum;
    }

    /** Σ of the largest sizes that any subset of the orders leads to. */
    long worstSize() {
        long sum = 0;
        for (int row = 0; row < rows.length; row += WIDTH) {
            long up = Exact.abs(Exact.add(rows[row + NET], rows[row + UP]));
            long down = Exact.abs(Exact.add(rows[row + NET], rows[row + DOWN]));
            sum = Exact.add(sum, Math.max(up, down));
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slopes that && Arrays.equals(rows, that.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return Arrays.toString(rows);
    }
}
