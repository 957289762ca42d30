package io.breakwater.kernel;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * An immutable list that grows at its end at a constant cost: versions share one array, of which each sees its own
 * part. Only the newest version writes behind its end, and only once; an older one that grows copies. Not for growth by
 * several threads at a time: a version is handed on as any immutable value is.
 */
public final class Series<V> extends AbstractList<V> implements RandomAccess {
    private static final int SMALLEST = 1;

    private final Object[] shared;
    private final int size;

    private Series(Object[] shared, int size) {
        this.shared = shared;
        this.size = size;
    }

    /** The list with one more element at its end. @param value not null */
    public static <V> List<V> append(List<V> list, V value) {
        Objects.requireNonNull(value);
        return list instanceof Series<V> series ? series.grown(value) : copied(list.toArray(), list.size(), value);
    }

    private Series<V> grown(V value) {
        boolean isNewest = size < shared.length && shared[size] == null;
        if (!isNewest) {
            return copied(shared, size, value);
        }
        shared[size] = value;
        return new Series<>(shared, size + 1);
    }

    private static <V> Series<V> copied(Object[] from, int size, V value) {
        Object[] copy = new Object[Math.max(SMALLEST, size * 2)];
        System.arraycopy(from, 0, copy, 0, size);
        copy[size] = value;
        return new Series<>(copy, size + 1);
    }

    @Override
    @SuppressWarnings("unchecked")
    public V get(int index) {
        return (V) shared[Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
        return size;
    }
}
