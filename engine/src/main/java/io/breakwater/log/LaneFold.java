package io.breakwater.log;

import io.breakwater.domain.Aggregate;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Table;
import io.breakwater.log.ChainBreak.Reason;

/**
 * Folds the blocks of one log into a lane's state, and puts such states into snapshots and back. Recovery, followers
 * and audit use the same one. It follows the chain and stops at the first break; {@link ChainCheck} finds all of them.
 */
public final class LaneFold<S, C, E> {
    private final LogName log;
    private final Aggregate<S, C, E> aggregate;
    private final Codec<E> events;
    private final Codec<Record> stored;
    private final BlockReader reader;

    @SuppressWarnings("unchecked")
    public LaneFold(LogName log, Aggregate<S, C, E> aggregate) {
        RecordCodec codec = RecordCodec.of(aggregate.eventType(), aggregate.storedType());
        this.log = log;
        this.aggregate = aggregate;
        this.events = codec.codec(aggregate.eventType());
        this.stored = (Codec<Record>) codec.codec(aggregate.storedType());
        this.reader = new BlockReader(events);
    }

    /** Before the first block. */
    public LaneState<S> genesis() {
        return new LaneState<>(0, 0, log.genesis(), 0, LongMap.empty(), Table.empty());
    }

    /** A reader of blocks of this kind of log, whosever they are. */
    public BlockReader reader() {
        return reader;
    }

    /** A writer of this log's blocks. */
    public BlockWriter writer() {
        return new BlockWriter(log, events);
    }

    /**
     * The state after one more block.
     *
     * @throws CorruptLog where the bytes are no block, or not the one that follows
     */
    public LaneState<S> folded(LaneState<S> state, byte[] bytes) {
        Block block = readable(state.number() + 1, bytes);
        check(state, block.header());
        LongMap.Builder<Entity<S>> entities = state.entities().toBuilder();
        long decided = 0;
        for (Envelope envelope : block.envelopes()) {
            apply(envelope, entities);
            decided = Math.max(decided, envelope.decidedAtMicros());
        }
        return state.after(block.header(), block.digest(), decided, entities.build());
    }

    private Block readable(long number, byte[] bytes) {
        try {
            return reader.read(bytes);
        } catch (CorruptEncoding corrupt) {
            throw new CorruptLog(
                    new ChainBreak(log, number, ChainBreak.of(corrupt), "a block", corrupt.getMessage()), corrupt);
        }
    }

    private void check(LaneState<S> state, BlockHeader header) {
        long number = state.number() + 1;
        check(header.log().equals(log), number, Reason.WRONG_LOG, log, header.log());
        check(header.number() == number, number, Reason.WRONG_NUMBER, number, header.number());
        check(header.previous().equals(state.digest()), number, Reason.WRONG_PREVIOUS_DIGEST, state.digest(),
                header.previous());
        check(header.term() >= state.term(), number, Reason.TERM_DECREASED, state.term(), header.term());
    }

    private void check(boolean holds, long number, Reason reason, Object expected, Object found) {
        if (!holds) {
            throw new CorruptLog(new ChainBreak(log, number, reason, expected.toString(), found.toString()), null);
        }
    }

    private void apply(Envelope envelope, LongMap.Builder<Entity<S>> entities) {
        String name = envelope.entity();
        long key = Hash64.of(name);
        Entity<S> entity = entities.get(key);
        Invariants.check(entity == null || entity.name().equals(name), "one name a key");
        S before = entity == null ? aggregate.absent(name) : entity.state();
        E event = events.type().cast(envelope.event());
        S after = aggregate.apply(before, event, envelope.requestId(), envelope.decidedAtMicros());
        if (!aggregate.isAbsent(after)) {
            entities.put(key, new Entity<>(name, after));
        }
    }

    /** The hash that snapshots and checkpoints carry, over what is stored of each entity; see {@link StateHash}. */
    public Digest stateHash(LaneState<S> state) {
        StateHash hash = new StateHash();
        state.entities().forEachSorted((key, entity) -> hash.add(key, aggregate.stored(entity.state()), stored));
        return hash.digest();
    }

    /** The bytes of a snapshot of the state. */
    public byte[] snapshot(LaneState<S> state) {
        return new LaneSnapshot(log, stateHash(state)).write(state, aggregate, stored);
    }

    /**
     * The state of a snapshot.
     *
     * @throws CorruptLog where the bytes are not what {@link #snapshot} made for this log
     */
    public LaneState<S> restored(byte[] bytes) {
        try {
            return LaneSnapshot.read(log, bytes, aggregate, stored);
        } catch (CorruptEncoding corrupt) {
            throw new CorruptLog(
                    new ChainBreak(log, 0, ChainBreak.of(corrupt), "a snapshot", corrupt.getMessage()), corrupt);
        }
    }
}
