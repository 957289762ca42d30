package io.breakwater.log;

import io.breakwater.kernel.LongMap;
import java.security.MessageDigest;

/**
 * The hash of a lane's state: SHA-256 over its entities by ascending key, each as key, length and encoding with a
 * string table of its own. One entity at a time is in memory, whatever the size of the lane. Equal states have equal
 * hashes on every machine (I-06).
 */
public final class StateHash {
    private static final int FIRST_BYTES = 4096;
    private static final int MOST_ENTITY_BYTES = 256 << 20;

    private final MessageDigest sha256 = Digest.sha256();
    private final CborWriter entity = new CborWriter(FIRST_BYTES, MOST_ENTITY_BYTES);
    private final CborWriter head = new CborWriter(32, 32);

    /** The hash of all entries. */
    public static <V> Digest of(LongMap<V> entities, Codec<V> codec) {
        var hash = new StateHash();
        entities.forEachSorted((key, value) -> hash.add(key, value, codec));
        return hash.digest();
    }

    /** Adds one entity; the caller adds them by ascending key. */
    public <V> void add(long key, V value, Codec<V> codec) {
        entity.clear();
        codec.write(value, entity);
        head.clear();
        head.writeLong(key);
        head.writeLong(entity.size());
        sha256.update(head.buffer(), 0, head.size());
        sha256.update(entity.buffer(), 0, entity.size());
    }

    /** The hash of what was added; nothing may be added after. */
    public Digest digest() {
        return Digest.of(sha256.digest());
    }
}
