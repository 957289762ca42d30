package io.breakwater.audit;

import io.breakwater.log.Block;
import io.breakwater.log.BlockHeader;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneState;

/** Folds one entity of one log: the others do not matter to it, so that only blocks that name it are decoded. */
final class EntityHistory<S, C, E> {
    private final DecidedLog<S, C, E> kind;
    private final LogScan scan;
    private final String entity;
    private S state;
    private long events;
    private long lastBlock;
    private long from = 1;

    EntityHistory(DecidedLog<S, C, E> kind, LogScan scan, String entity) {
        this.kind = kind;
        this.scan = scan;
        this.entity = entity;
        this.state = kind.aggregate().absent(entity);
    }

    /** Where a fold ends. */
    @FunctionalInterface
    interface End {

        /** Whether this envelope comes after what is asked for. */
        boolean isBehind(BlockHeader block, int index, Envelope envelope);
    }

    /** Begins behind a state instead of at the beginning; what came before is not counted. */
    EntityHistory<S, C, E> after(LaneState<S> foothold) {
        S then = foothold.stateOf(entity);
        state = then == null ? state : then;
        from = foothold.number() + 1;
        return this;
    }

    /** Folds until the end, up to a block. Throws as {@link LogScan#read}. */
    EntityHistory<S, C, E> fold(long to, End end, Progress progress) {
        BytePattern name = BytePattern.of(entity);
        scan.read(scan.stretch(from, to), name::isIn, block -> fold(block, end), progress);
        return this;
    }

    private boolean fold(Block block, End end) {
        for (int i = 0; i < block.envelopes().size(); i++) {
            Envelope envelope = block.envelopes().get(i);
            if (envelope.entity().equals(entity)) {
                if (end.isBehind(block.header(), i, envelope)) {
                    return false;
                }
                state = kind.aggregate().apply(
                        state, kind.event(envelope), envelope.requestId(), envelope.decidedAtMicros());
                events++;
                lastBlock = block.header().number();
            }
        }
        return true;
    }

    S state() {
        return state;
    }

    long events() {
        return events;
    }

    /** The last block that has changed it; 0 where none has. */
    long lastBlock() {
        return lastBlock;
    }
}
