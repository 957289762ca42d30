package io.breakwater.actors.lane;

import io.breakwater.log.LaneState;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers readers of a lane; encodes for those on other nodes, which the lane does not wait for. */
final class LaneReads<S, C, E> {
    /** Far below a frame between nodes, so that decisions get through between the pieces. */
    static final int PIECE_BYTES = 128 << 10;
    /** What a reader on another node gets at most; whoever reads more asks the node that has it. */
    static final int MOST_BYTES = 64 << 20;
    /** Whole forks that are encoded or wait for it, at most; beyond it a reader gets no answer and asks again. */
    private static final int MOST_WHOLE = 16;
    /** The same for what an entity or a head comes to. */
    private static final int MOST_PARTS = 1_024;
    private static final Logger LOG = LoggerFactory.getLogger(LaneReads.class);

    private final LaneSetup<S, C, E> setup;
    private final Executor encoding;
    private final Semaphore whole = new Semaphore(MOST_WHOLE);
    private final Semaphore parts = new Semaphore(MOST_PARTS);

    LaneReads(LaneSetup<S, C, E> setup, Executor encoding) {
        this.setup = setup;
        this.encoding = encoding;
    }

    void answer(LaneCommand.Read<S, C> read, LaneState<S> durable) {
        Semaphore room = read.part().extent() == LanePart.Extent.EVERYTHING ? whole : parts;
        if (read.replyTo().path().address().hasLocalScope()) {
            read.replyTo().tell(new Readout.Whole(read.readId(), durable));
        } else if (room.tryAcquire()) {
            CompletableFuture.runAsync(() -> send(read, read.part().of(durable)), encoding)
                    .whenComplete((_, failure) -> sent(room, failure));
        }
    }

    private void sent(Semaphore room, Throwable failure) {
        room.release();
        if (failure != null) {
            LOG.warn("{}: a part could not be encoded for another node", setup.lane(), failure);
        }
    }

    private void send(LaneCommand.Read<S, C> read, LaneState<S> part) {
        byte[] bytes = setup.fold().snapshot(part);
        if (bytes.length > MOST_BYTES) {
            read.replyTo().tell(new Readout.TooLarge(read.readId(), bytes.length));
            return;
        }
        int count = (bytes.length + PIECE_BYTES - 1) / PIECE_BYTES;
        for (int i = 0; i < count; i++) {
            int to = Math.min(bytes.length, (i + 1) * PIECE_BYTES);
            read.replyTo().tell(new Readout.Piece(
                    read.readId(), i, count, Arrays.copyOfRange(bytes, i * PIECE_BYTES, to)));
        }
    }
}
