package io.breakwater.kernel;

import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable map from long keys to non-null values that only grows, at a constant cost: versions share one table, of
 * which each sees its own part. {@link LongMap} for what also shrinks; this one allocates a tenth as much a put.
 *
 * <p>Only the newest version writes behind its end; an older one that grows copies. Not for growth by several threads
 * at a time: a version is handed on as any immutable value is, and whoever has an older one may read it meanwhile.
 * Keys that were chosen to meet in the index cost time in proportion to their number: the owner bounds that.
 */
public final class GrowingMap<V> {
    private static final GrowingMap<?> EMPTY = new GrowingMap<>(new Shared(0), 0, 0);
    private static final int SMALLEST = 4;

    private final Shared shared;
    /** Puts that this version sees. */
    private final int length;
    private final int size;

    private GrowingMap(Shared shared, int length, int size) {
        this.shared = shared;
        this.length = length;
        this.size = size;
    }

    /**
     * Puts in their order, and an open-addressed index of the first of them, which goes on when somebody looks for a
     * key: most puts are never looked for, and a write to a large index waits for memory.
     */
    private static final class Shared {
        private final long[] keys;
        private final Object[] values;
        private int count;
        /** By the mixed key: the put's ordinal, from 1; 0 where none is. Puts of one key stand in their order. */
        private int[] ordinals = {};
        private int indexed;

        Shared(int capacity) {
            keys = new long[capacity];
            values = new Object[capacity];
        }

        void append(long key, Object value) {
            keys[count] = key;
            values[count] = value;
            count++;
        }

        /** The ordinal of the newest of the first puts that is of the key; 0 for none. Any thread may ask. */
        synchronized int newestOf(long key, int first) {
            indexUpTo(first);
            int found = 0;
            int slot = slotOf(key);
            for (int ordinal = ordinals[slot]; ordinal != 0; ordinal = ordinals[slot]) {
                found = ordinal <= first && keys[ordinal - 1] == key ? ordinal : found;
                slot = next(slot);
            }
            return found;
        }

        private void indexUpTo(int end) {
            if (ordinals.length == 0) {
                ordinals = new int[keys.length * 2];
            }
            for (; indexed < end; indexed++) {
                int slot = slotOf(keys[indexed]);
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

        Shared copied(int length) {
            Shared copy = new Shared(Math.max(SMALLEST, Integer.highestOneBit(length) * 2));
            System.arraycopy(keys, 0, copy.keys, 0, length);
            System.arraycopy(values, 0, copy.values, 0, length);
            copy.count = length;
            return copy;
        }
    }

    /** The map without entries. */
    @SuppressWarnings("unchecked")
    public static <V> GrowingMap<V> empty() {
        return (GrowingMap<V>) EMPTY;
    }

    /** The value under the key, or null where there is none. */
    @SuppressWarnings("unchecked")
    public V get(long key) {
        int ordinal = ordinalOf(key);
        return ordinal == 0 ? null : (V) shared.values[ordinal - 1];
    }

    /** The ordinal of the newest put of the key that this version sees; 0 for none. */
    private int ordinalOf(long key) {
        return length == 0 ? 0 : shared.newestOf(key, length);
    }

    /** The value under the key, or the given one where there is none. */
    public V getOrDefault(long key, V absent) {
        V value = get(key);
        return value == null ? absent : value;
    }

    /** Whether the key has a value. */
    public boolean containsKey(long key) {
        return ordinalOf(key) != 0;
    }

    /** The map with this entry, in place of what the key held. */
    public GrowingMap<V> put(long key, V value) {
        return with(key, value, containsKey(key) ? size : size + 1);
    }

    /** The same for a key that is known to have no value: nobody looks. */
    public GrowingMap<V> putNew(long key, V value) {
        return with(key, value, size + 1);
    }

    private GrowingMap<V> with(long key, V value, int sizeAfter) {
        Objects.requireNonNull(value, "a GrowingMap holds no nulls");
        boolean isNewest = length == shared.count && length < shared.keys.length;
        Shared into = isNewest ? shared : shared.copied(length);
        into.append(key, value);
        return new GrowingMap<>(into, length + 1, sizeAfter);
    }

    /** How many keys have a value. */
    public int size() {
        return size;
    }

    /** Visits every entry by ascending key. */
    @SuppressWarnings("unchecked")
    public void forEachSorted(LongObjConsumer<? super V> visitor) {
        long[] keys = Arrays.stream(shared.keys, 0, length).sorted().distinct().toArray();
        Object[] newest = new Object[keys.length];
        for (int i = 0; i < length; i++) {
            newest[Arrays.binarySearch(keys, shared.keys[i])] = shared.values[i];
        }
        for (int i = 0; i < keys.length; i++) {
            visitor.accept(keys[i], (V) newest[i]);
        }
    }

    /** The same entries in a map that may shrink. */
    public LongMap<V> toLongMap() {
        LongMap.Builder<V> builder = LongMap.builder();
        forEachSorted(builder::put);
        return builder.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GrowingMap<?> that && size == that.size && toLongMap().equals(that.toLongMap());
    }

    @Override
    public int hashCode() {
        return toLongMap().hashCode();
    }

    @Override
    public String toString() {
        return toLongMap().toString();
    }
}
