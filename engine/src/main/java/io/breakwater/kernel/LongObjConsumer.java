package io.breakwater.kernel;

/** Takes one entry of a {@link LongMap} without boxing its key. */
@FunctionalInterface
public interface LongObjConsumer<V> {
    /** Takes the entry; the value is never null. */
    void accept(long key, V value);
}
