package io.breakwater.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * An immutable map in key order over two arrays, copied on every change: for tens to hundreds of entries, where it is
 * smaller and quicker than a tree. Not for maps that grow with load; use {@link LongMap} there.
 *
 * <p>Holds no nulls. Iteration is by ascending key.
 */
public final class Table<K extends Comparable<? super K>, V> {
    private static final int FEW = 8;
    private static final Table<?, ?> EMPTY = new Table<>(new Object[0], new Object[0]);

    private final Object[] keys;
    private final Object[] values;

    private Table(Object[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** The table without entries. */
    @SuppressWarnings("unchecked")
    public static <K extends Comparable<? super K>, V> Table<K, V> empty() {
        return (Table<K, V>) EMPTY;
    }

    /** The table of one entry. */
    public static <K extends Comparable<? super K>, V> Table<K, V> of(K key, V value) {
        return Table.<K, V>empty().put(key, value);
    }

    /** The table with the entries of any map. */
    public static <K extends Comparable<? super K>, V> Table<K, V> copyOf(Map<K, V> entries) {
        Object[] keys = entries.keySet().toArray();
        Arrays.sort(keys);
        Object[] values = new Object[keys.length];
        Arrays.setAll(values, i -> Objects.requireNonNull(entries.get(keys[i])));
        return keys.length == 0 ? empty() : new Table<>(keys, values);
    }

    /**
     * The table of keys and values that are already in strictly ascending order; for decoding.
     *
     * @throws BrokenInvariant if the keys do not ascend strictly or the lists differ in length
     */
    public static <K extends Comparable<? super K>, V> Table<K, V> ofSorted(List<K> keys, List<V> values) {
        Invariants.check(keys.size() == values.size(), "a table has as many values as keys");
        for (int i = 1; i < keys.size(); i++) {
            Invariants.check(keys.get(i - 1).compareTo(keys.get(i)) < 0, "the keys of a table ascend strictly");
        }
        return keys.isEmpty() ? empty() : new Table<>(List.copyOf(keys).toArray(), List.copyOf(values).toArray());
    }

    /** The value under the key, or null where there is none. */
    @SuppressWarnings("unchecked")
    public V get(K key) {
        int index = indexOf(key);
        return index < 0 ? null : (V) values[index];
    }

    /** The value under the key, or the given one where there is none. */
    public V getOrDefault(K key, V absent) {
        V value = get(key);
        return value == null ? absent : value;
    }

    /** Whether the key has a value. */
    public boolean containsKey(K key) {
        return indexOf(key) >= 0;
    }

    /** Small tables are looked through first, since the same key is often the very same object. */
    private int indexOf(K key) {
        if (keys.length <= FEW) {
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] == key) {
                    return i;
                }
            }
        }
        return Arrays.binarySearch(keys, Objects.requireNonNull(key, "a Table holds no nulls"));
    }

    /** The table with this entry; this very table if the key already holds this very value. */
    public Table<K, V> put(K key, V value) {
        Objects.requireNonNull(value, "a Table holds no nulls");
        int index = indexOf(key);
        if (index < 0) {
            return new Table<>(Spliced.inserted(keys, -index - 1, key), Spliced.inserted(values, -index - 1, value));
        }
        return values[index] == value ? this : new Table<>(keys, replaced(index, value));
    }

    /** The table without the key; this very table if it holds none. */
    public Table<K, V> remove(K key) {
        int index = indexOf(key);
        if (index < 0) {
            return this;
        }
        return keys.length == 1 ? empty() : new Table<>(Spliced.removed(keys, index), Spliced.removed(values, index));
    }

    /** How many entries the table has. */
    public int size() {
        return keys.length;
    }

    /** Whether the table has no entries. */
    public boolean isEmpty() {
        return keys.length == 0;
    }

    /** The key at a position, 0 ≤ index &lt; size, by ascending key. */
    @SuppressWarnings("unchecked")
    public K keyAt(int index) {
        return (K) keys[index];
    }

    /** The value at a position, 0 ≤ index &lt; size, by ascending key. */
    @SuppressWarnings("unchecked")
    public V valueAt(int index) {
        return (V) values[index];
    }

    /** The keys, ascending; a view that cannot be changed. */
    @SuppressWarnings("unchecked")
    public List<K> keys() {
        return (List<K>) (List<?>) Collections.unmodifiableList(Arrays.asList(keys));
    }

    /** The values in key order; a view that cannot be changed. */
    @SuppressWarnings("unchecked")
    public List<V> values() {
        return (List<V>) (List<?>) Collections.unmodifiableList(Arrays.asList(values));
    }

    /** The table of the same keys with what is made of each value, in key order. */
    public <W> Table<K, W> mapped(Function<? super V, ? extends W> mapping) {
        if (isEmpty()) {
            return empty();
        }
        Object[] mapped = new Object[values.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = Objects.requireNonNull(mapping.apply(valueAt(i)), "a Table holds no nulls");
        }
        return new Table<>(keys, mapped);
    }

    /** Visits every entry by ascending key. */
    public void forEach(BiConsumer<? super K, ? super V> visitor) {
        for (int i = 0; i < keys.length; i++) {
            visitor.accept(keyAt(i), valueAt(i));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Table<?, ?> that
                && Arrays.equals(keys, that.keys) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(keys) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("{");
        forEach((key, value) -> text.append(text.length() == 1 ? "" : ", ").append(key).append('=').append(value));
        return text.append('}').toString();
    }

    private Object[] replaced(int index, Object value) {
        Object[] copied = values.clone();
        copied[index] = value;
        return copied;
    }
}
