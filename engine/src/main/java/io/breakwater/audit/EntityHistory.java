package io.breakwater.audit;

import io.breakwater.log.Block;
import io.breakwater.log.BlockHeader;
import io.breakwater.log.Envelope;

/** Folds one entity of one log: the others do not matter to it, so that only blocks that name it are decoded. */
final class EntityHistory<S, C, E> {
    private final DecidedLog<S, C, E> kind;
    private final LogScan scan;
    private final String entity;
    private S state;
    private long events;
    private long lastBlock;

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

    /** Folds from the beginning until the end, up to a block. Throws as {@link LogScan#read}. */
    EntityHistory<S, C, E> fold(long to, End end, Progress progress) {
        BytePattern name = BytePattern.of(entity);
        scan.read(to, name::isIn, block -> fold(block, end), progress);
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
