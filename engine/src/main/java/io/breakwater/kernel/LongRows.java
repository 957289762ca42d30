package io.breakwater.kernel;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * An immutable table of rows of longs, found by their first, that only grows, at a constant cost: versions share their
 * rows, of which each sees its own part. Rows stay where they were written, in parts of doubling size without
 * references: nothing is copied as the table grows, and a collector has nothing to follow in it.
 *
 * <p>Only the newest version writes behind its end; an older one that grows copies. Not for growth by several threads
 * at a time: a version is handed on as any immutable value is, and whoever has an older one may read it meanwhile.
 * Keys that were chosen to meet in the index cost time in proportion to their number: the owner bounds that.
 */
public final class LongRows {
    /** The widest row. */
    public static final int WIDEST = 8;
    /** Rows of the first part; each further part has as many as all before it, so that powers of two fill them. */
    private static final int FIRST = 4;
    private static final int PARTS = 15;
    /** The most rows of a table. */
    public static final int MOST = FIRST << PARTS - 1;

    private final Shared shared;
    private final int size;

    private LongRows(Shared shared, int size) {
        this.shared = shared;
        this.size = size;
    }

    /**
     * The rows in their order, and an open-addressed index of the first of them, which goes on when somebody looks for
     * a key: most rows are never looked for, and a write to a large index waits for memory.
     */
    private static final class Shared {
        private final int width;
        private final long[][] parts = new long[PARTS][];
        private int count;
        /** By the mixed key: the row's ordinal, from 1; 0 where none is. Rows of one key stand in their order. */
        private int[] ordinals = {};
        private int indexed;

        Shared(int width) {
            this.width = width;
        }

        /** Makes room for one more row, and returns the part that has it. */
        long[] grow() {
            if (count == MOST) {
                throw new IllegalStateException("a table has at most " + MOST + " rows");
            }
            int part = partOf(count);
            if (parts[part] == null) {
                parts[part] = new long[Math.max(FIRST, startOf(part)) * width];
            }
            count++;
            return parts[part];
        }

        long get(int row, int column) {
            return parts[partOf(row)][placeOf(row) + column];
        }

        /** Where the row begins in its part. */
        int placeOf(int row) {
            return (row - startOf(partOf(row))) * width;
        }

        /** The ordinal of the newest of the first rows that is of the key; 0 for none. Any thread may ask. */
        synchronized int newestOf(long key, int first) {
            indexUpTo(first);
            int found = 0;
            int slot = slotOf(key);
            for (int ordinal = ordinals[slot]; ordinal != 0; ordinal = ordinals[slot]) {
                found = ordinal <= first && get(ordinal - 1, 0) == key ? ordinal : found;
                slot = next(slot);
            }
            return found;
        }

        private void indexUpTo(int end) {
            if (end * 2 > ordinals.length) {
                ordinals = new int[Integer.highestOneBit(end) * 4];
                indexed = 0;
            }
            for (; indexed < end; indexed++) {
                int slot = slotOf(get(indexed, 0));
                while (ordinals[slot] != 0) {
                    slot = next(slot);
                }
                ordinals[slot] = indexed + 1;
            }
        }

        private int slotOf(long key) {
            return (int) Hash64.mix(key) & ordinals.length - 1;
        }

        private int next(int slot) {
            return slot + 1 & ordinals.length - 1;
        }
    }

    private static int partOf(int row) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(row / FIRST);
    }

    /** The first row of a part. */
    private static int startOf(int part) {
        return part == 0 ? 0 : FIRST << part - 1;
    }

    /** The table without rows. @param width longs of a row, 1 to {@link #WIDEST}, the first of which is its key */
    public static LongRows empty(int width) {
        if (width < 1 || width > WIDEST) {
            throw new IllegalArgumentException("a row of " + width + " longs");
        }
        return new LongRows(new Shared(width), 0);
    }

    /** The table that {@link #toBytes} was made of. Throws where the bytes are no rows, or too many. */
    public static LongRows of(int width, byte[] bytes) {
        LongBuffer longs = ByteBuffer.wrap(bytes).asLongBuffer();
        if (bytes.length % (width * Long.BYTES) != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no rows of " + width + " longs");
        }
        int size = longs.remaining() / width;
        Shared rows = new Shared(width);
        for (int row = 0; row < size; row = rows.count) {
            long[] part = rows.grow();
            rows.count = Math.min(size, row + part.length / width);
            longs.get(part, 0, (rows.count - row) * width);
        }
        return new LongRows(rows, size);
    }

    /** The rows in their order, each long big-endian. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(size * width() * Long.BYTES);
        LongBuffer longs = bytes.asLongBuffer();
        for (int part = 0; longs.hasRemaining(); part++) {
            longs.put(shared.parts[part], 0, Math.min(longs.remaining(), shared.parts[part].length));
        }
        return bytes.array();
    }

    /** How many longs a row has. */
    public int width() {
        return shared.width;
    }

    /** How many rows there are. */
    public int size() {
        return size;
    }

    /** The long in a column of a row, both from 0. */
    public long get(int row, int column) {
        return shared.get(row, column);
    }

    /** The newest row with this key, from 0; −1 for none. */
    public int find(long key) {
        return size == 0 ? -1 : shared.newestOf(key, size) - 1;
    }

    /** The table with this row of two at its end. */
    public LongRows with(long key, long value) {
        Shared into = writable(2);
        int at = into.placeOf(size);
        long[] part = into.grow();
        part[at] = key;
        part[at + 1] = value;
        return new LongRows(into, size + 1);
    }

    /** The table with this row of three at its end. */
    public LongRows with(long key, long first, long second) {
        Shared into = writable(3);
        int at = into.placeOf(size);
        long[] part = into.grow();
        part[at] = key;
        part[at + 1] = first;
        part[at + 2] = second;
        return new LongRows(into, size + 1);
    }

    private Shared writable(int width) {
        if (width != width()) {
            throw new IllegalArgumentException("a row of " + width + " among rows of " + width());
        }
        boolean isNewest = size == shared.count && size > 0;
        return isNewest ? shared : of(width, toBytes()).shared;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LongRows that && width() == that.width() && size == that.size
                && Arrays.equals(toBytes(), that.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < size; row++) {
            int at = shared.placeOf(row);
            text.append(row == 0 ? "" : ", ")
                    .append(Arrays.toString(Arrays.copyOfRange(shared.parts[partOf(row)], at, at + width())));
        }
        return "[" + text + "]";
    }
}
