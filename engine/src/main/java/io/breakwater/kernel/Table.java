package io.breakwater.kernel;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * An immutable map in key order in one array, copied on every change: for tens to hundreds of entries, where it is
 * smaller and quicker than a tree. Not for maps that grow with load; use {@link LongMap} there.
 *
 * <p>Each value stands behind its key: most tables have an entry or two, and what is looked for is then in one place.
 * Holds no nulls. Iteration is by ascending key.
 */
public final class Table<K extends Comparable<? super K>, V> {
    private static final int FEW = 8;
    private static final Table<?, ?> EMPTY = new Table<>(new Object[0]);

    /** Key, value, key, value… */
    private final Object[] entries;

    private Table(Object[] entries) {
        this.entries = entries;
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
    public static <K extends Comparable<? super K>, V> Table<K, V> copyOf(Map<K, V> map) {
        List<K> keys = map.keySet().stream().sorted().toList();
        return ofSorted(keys, keys.stream().map(map::get).toList());
    }

    /**
     * The table of keys and values that are already in strictly ascending order; for decoding.
     *
     * @throws BrokenInvariant if the keys do not ascend strictly or the lists differ in length
     */
    public static <K extends Comparable<? super K>, V> Table<K, V> ofSorted(List<K> keys, List<V> values) {
        Invariants.check(keys.size() == values.size(), "a table has as many values as keys");
        Object[] entries = new Object[2 * keys.size()];
        for (int i = 0; i < keys.size(); i++) {
            Invariants.check(i == 0 || keys.get(i - 1).compareTo(keys.get(i)) < 0,
                    "the keys of a table ascend strictly");
            entries[2 * i] = present(keys.get(i));
            entries[2 * i + 1] = present(values.get(i));
        }
        return keys.isEmpty() ? empty() : new Table<>(entries);
    }

    private static <T> T present(T object) {
        return Objects.requireNonNull(object, "a Table holds no nulls");
    }

    /** The value under the key, or null where there is none. */
    public V get(K key) {
        int index = indexOf(key);
        return index < 0 ? null : valueAt(index);
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
        if (entries.length <= 2 * FEW) {
            for (int i = 0; i < entries.length; i += 2) {
                if (entries[i] == key) {
                    return i / 2;
                }
            }
        }
        return search(present(key));
    }

    /**
     * Where an equal key is; −1 − where it would be, if there is none. The key is asked, known to be comparable: to ask
     * those of the table took longer to find that out of each than to compare them.
     */
    private int search(K key) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) / 2;
            int order = compared(key, entries[2 * middle]);
            if (order == 0) {
                return middle;
            }
            low = order > 0 ? middle + 1 : low;
            high = order > 0 ? high : middle - 1;
        }
        return -1 - low;
    }

    @SuppressWarnings("unchecked")
    private static int compared(Comparable<?> key, Object other) {
        return ((Comparable<Object>) key).compareTo(other);
    }

    /** The table with this entry; this very table if the key already holds this very value. */
    public Table<K, V> put(K key, V value) {
        int index = indexOf(key);
        if (index < 0) {
            return new Table<>(Spliced.inserted(entries, 2 * (-1 - index), key, present(value)));
        }
        return valueAt(index) == value ? this : new Table<>(replaced(index, present(value)));
    }

    /** The table without the key; this very table if it holds none. */
    public Table<K, V> remove(K key) {
        int index = indexOf(key);
        if (index < 0) {
            return this;
        }
        return size() == 1 ? empty() : new Table<>(Spliced.removed(entries, 2 * index, 2));
    }

    /** How many entries the table has. */
    public int size() {
        return entries.length / 2;
    }

    /** Whether the table has no entries. */
    public boolean isEmpty() {
        return entries.length == 0;
    }

    /** The key at a position, 0 ≤ index &lt; size, by ascending key. */
    @SuppressWarnings("unchecked")
    public K keyAt(int index) {
        return (K) entries[2 * index];
    }

    /** The value at a position, 0 ≤ index &lt; size, by ascending key. */
    @SuppressWarnings("unchecked")
    public V valueAt(int index) {
        return (V) entries[2 * index + 1];
    }

    /** The keys, ascending; a view that cannot be changed. */
    public List<K> keys() {
        return new Part<>(size(), this::keyAt);
    }

    /** The values in key order; a view that cannot be changed. */
    public List<V> values() {
        return new Part<>(size(), this::valueAt);
    }

    /** The keys or the values. */
    private static final class Part<T> extends AbstractList<T> implements RandomAccess {
        private final int size;
        private final IntFunction<T> at;

        Part(int size, IntFunction<T> at) {
            this.size = size;
            this.at = at;
        }

        @Override
        public T get(int index) {
            return at.apply(Objects.checkIndex(index, size));
        }

        @Override
        public int size() {
            return size;
        }
    }

    /** The table of the same keys with what is made of each value, in key order. */
    public <W> Table<K, W> mapped(Function<? super V, ? extends W> mapping) {
        if (isEmpty()) {
            return empty();
        }
        Object[] mapped = entries.clone();
        for (int i = 0; i < size(); i++) {
            mapped[2 * i + 1] = present(mapping.apply(valueAt(i)));
        }
        return new Table<>(mapped);
    }

    /** Visits every entry by ascending key. */
    public void forEach(BiConsumer<? super K, ? super V> visitor) {
        for (int i = 0; i < size(); i++) {
            visitor.accept(keyAt(i), valueAt(i));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Table<?, ?> that && Arrays.equals(entries, that.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("{");
        forEach((key, value) -> text.append(text.length() == 1 ? "" : ", ").append(key).append('=').append(value));
        return text.append('}').toString();
    }

    private Object[] replaced(int index, Object value) {
        Object[] copied = entries.clone();
        copied[2 * index + 1] = value;
        return copied;
    }
}
