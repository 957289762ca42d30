package io.breakwater.log;

import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Table;

/**
 * All that a lane knows after a block: an immutable value, so that a fork for reads, snapshots and stress tests costs
 * nothing. It is the fold of the lane's blocks and of nothing else (I-06); {@link LaneFold} folds.
 *
 * @param number of the last block; 0 before the first
 * @param term of the last block; 0 before the first
 * @param digest of the last block; the log's genesis before the first
 * @param lastDecidedMicros newest decision time, epoch micros; the next one is not before it
 * @param entities by hash of their names
 * @param peers how far logs of other data centers had been read and written down here: name of the log → number
 */
public record LaneState<S>(
        long number, int term, Digest digest, long lastDecidedMicros, LongMap<Entity<S>> entities,
        Table<String, Long> peers) {

    /** The state of an entity; null when the lane does not know it. */
    public S stateOf(String name) {
        Entity<S> entity = entities.get(Hash64.of(name));
        return entity != null && entity.name().equals(name) ? entity.state() : null;
    }

    /** Whether another entity stands where this name would be kept: two names, one hash. */
    public boolean isNameTaken(String name) {
        Entity<S> entity = entities.get(Hash64.of(name));
        return entity != null && !entity.name().equals(name);
    }

    /** How many entities the lane knows. */
    public int size() {
        return entities.size();
    }

    /** The state after a block that made these entities what they are. */
    public LaneState<S> after(BlockHeader header, Digest blockDigest, long decidedMicros, LongMap<Entity<S>> changed) {
        long last = Math.max(lastDecidedMicros, decidedMicros);
        return new LaneState<>(header.number(), Math.toIntExact(header.term()), blockDigest, last, changed,
                header.peers());
    }
}
