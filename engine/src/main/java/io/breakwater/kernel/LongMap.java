package io.breakwater.kernel;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * An immutable map from long keys to non-null values: every change gives a new map that shares all but one path with
 * the old one. A fork therefore costs nothing, and a reader never sees a half-made change.
 *
 * <p>The trie is canonical: maps of equal content have equal structure, whatever the order of the operations that made
 * them. So iteration order is a function of the content alone (I-06). That order is <em>not</em> ascending; use
 * {@link #forEachSorted} where people or hashes look. Keys are spread by the bijection {@link Hash64#mix}, so two keys
 * never collide.
 */
public final class LongMap<V> {
    private static final LongMap<?> EMPTY = new LongMap<>(TrieNode.EMPTY);

    private final TrieNode root;

    private LongMap(TrieNode root) {
        this.root = root;
    }

    /** The map without entries. */
    @SuppressWarnings("unchecked")
    public static <V> LongMap<V> empty() {
        return (LongMap<V>) EMPTY;
    }

    /** The map of one entry. */
    public static <V> LongMap<V> of(long key, V value) {
        return LongMap.<V>empty().put(key, value);
    }

    /** A builder that starts empty; for decoding and bulk loads. */
    public static <V> Builder<V> builder() {
        return new Builder<>(TrieNode.EMPTY);
    }

    /** A builder that starts with these entries, for many changes at once; this map stays as it is. */
    public Builder<V> toBuilder() {
        return new Builder<>(root);
    }

    /** The value under the key, or null where there is none. */
    @SuppressWarnings("unchecked")
    public V get(long key) {
        return (V) root.find(Hash64.mix(key));
    }

    /** The value under the key, or the given one where there is none. */
    public V getOrDefault(long key, V absent) {
        V value = get(key);
        return value == null ? absent : value;
    }

    /** Whether the key has a value. */
    public boolean containsKey(long key) {
        return get(key) != null;
    }

    /** The map with this entry; this very map if the key already holds this very value. */
    public LongMap<V> put(long key, V value) {
        Objects.requireNonNull(value, "a LongMap holds no nulls");
        return next(root.with(Hash64.mix(key), value, 0, null));
    }

    /** The map without the key; this very map if it holds none. */
    public LongMap<V> remove(long key) {
        return next(root.without(Hash64.mix(key), 0));
    }

    /** Replaces the value under the key. The change is given null where there is none; answering null removes. */
    public LongMap<V> update(long key, UnaryOperator<V> change) {
        V value = change.apply(get(key));
        return value == null ? remove(key) : put(key, value);
    }

    private LongMap<V> next(TrieNode changed) {
        if (changed == root) {
            return this;
        }
        return changed.size == 0 ? empty() : new LongMap<>(changed);
    }

    /** How many entries the map has; constant time. */
    public int size() {
        return root.size;
    }

    /** Whether the map has no entries. */
    public boolean isEmpty() {
        return root.size == 0;
    }

    /** Visits every entry in trie order: a function of the content, but not ascending. */
    @SuppressWarnings("unchecked")
    public void forEach(LongObjConsumer<? super V> visitor) {
        root.visit((LongObjConsumer<Object>) visitor);
    }

    /** Takes an entry, and what another map has under its key: null where that has none. */
    @FunctionalInterface
    public interface PairVisitor<V, W> {

        void accept(long key, V value, W beside);
    }

    /** Visits every entry in trie order, beside what another map has under its key; quicker than to ask for each. */
    @SuppressWarnings("unchecked")
    public <W> void forEachBeside(LongMap<W> other, PairVisitor<? super V, ? super W> visitor) {
        root.visitBeside(other.root, 0, (PairVisitor<Object, Object>) visitor);
    }

    /** Visits every entry by ascending key. */
    public void forEachSorted(LongObjConsumer<? super V> visitor) {
        for (long key : sortedKeys()) {
            visitor.accept(key, get(key));
        }
    }

    /** All keys, ascending; the array is the caller's. */
    public long[] sortedKeys() {
        var keys = new KeyGatherer(new long[size()]);
        forEach(keys);
        Arrays.sort(keys.gathered);
        return keys.gathered;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LongMap<?> that && root.sameAs(that.root);
    }

    @Override
    public int hashCode() {
        int[] sum = new int[1];
        forEach((key, value) -> sum[0] += Long.hashCode(Hash64.mix(key)) ^ value.hashCode());
        return sum[0];
    }

    @Override
    public String toString() {
        var text = new StringBuilder("{");
        forEachSorted((key, value) ->
                text.append(text.length() == 1 ? "" : ", ").append(key).append('=').append(value));
        return text.append('}').toString();
    }

    private static final class KeyGatherer implements LongObjConsumer<Object> {
        private final long[] gathered;
        private int next;

        KeyGatherer(long[] gathered) {
            this.gathered = gathered;
        }

        @Override
        public void accept(long key, Object value) {
            gathered[next++] = key;
        }
    }

    /** Builds a map in place; one thread only. It may be built from again, which leaves earlier maps as they were. */
    public static final class Builder<V> {
        private Object owner = new Object();
        private TrieNode root;

        private Builder(TrieNode root) {
            this.root = root;
        }

        /** The value that is under the key by now, or null. */
        @SuppressWarnings("unchecked")
        public V get(long key) {
            return (V) root.find(Hash64.mix(key));
        }

        /** Adds the entry, replacing what the key held. */
        public Builder<V> put(long key, V value) {
            Objects.requireNonNull(value, "a LongMap holds no nulls");
            root = root.with(Hash64.mix(key), value, 0, owner);
            return this;
        }

        /** How many entries have been put so far. */
        public int size() {
            return root.size;
        }

        /** The map of what has been put so far. */
        public LongMap<V> build() {
            owner = new Object();
            return root.size == 0 ? empty() : new LongMap<>(root);
        }
    }
}
