package io.breakwater.actors.lane;

import java.util.function.Supplier;

/**
 * A lane's snapshot as Pekko Persistence sees it: bytes, stored as they are. They are encoded by whoever stores them,
 * on his thread: the state behind them is immutable, and its lane goes on meanwhile.
 */
public record SnapshotBytes(Supplier<byte[]> encoding) {

    /** Of bytes that were read. */
    static SnapshotBytes of(byte[] stored) {
        return new SnapshotBytes(() -> stored);
    }

    /** Encodes; the array is not changed by anybody. */
    public byte[] bytes() {
        return encoding.get();
    }
}
