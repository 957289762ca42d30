package io.breakwater.actors.lane;

import io.breakwater.log.CorruptLog;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Reads what the lanes of a kind have made durable, wherever they run: puts together what comes in pieces, asks again
 * where a lane is silent, since it may be full or on its way to another node, and gives up on what does not come in
 * time.
 * One actor for all readings of a node.
 */
public final class LaneReader<S, C, E> extends AbstractBehavior<LaneReader.Message<S>> {
    private static final Duration SWEEP = Duration.ofMillis(100);
    /** Without a piece; then it is asked again, under a new id, so that no two answers are mixed. */
    private static final long SILENCE_NANOS = Duration.ofMillis(700).toNanos();
    /** Readings under way, at most; beyond it they fail at once. */
    private static final int MOST_OPEN = 16_384;

    /** What the reader is told. */
    public sealed interface Message<S> {}

    /** Somebody wants a part of a lane; the answer fails where none comes in time. */
    public record Ask<S>(int lane, LanePart part, CompletableFuture<LaneState<S>> answer) implements Message<S> {}

    private record Heard<S>(Readout readout) implements Message<S> {}

    private record Sweep<S>() implements Message<S> {}

    /** A question that was put, and what has come of its answer. */
    private static final class Open<S> {
        private final Ask<S> ask;
        private final long sinceNanos;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long heardNanos = System.nanoTime();
        private int next;

        /** @param sinceNanos when it was put first */
        Open(Ask<S> ask, long sinceNanos) {
            this.ask = ask;
            this.sinceNanos = sinceNanos;
        }
    }

    private final LaneRouter<S, C> lanes;
    private final IntFunction<LaneFold<S, C, E>> folds;
    private final Duration patience;
    private final ActorRef<Readout> door;
    private final Map<Long, Open<S>> open = new HashMap<>();
    private long lastId;

    private LaneReader(ActorContext<Message<S>> context, LaneRouter<S, C> lanes,
            IntFunction<LaneFold<S, C, E>> folds, Duration patience) {
        super(context);
        this.lanes = lanes;
        this.folds = folds;
        this.patience = patience;
        this.door = context.messageAdapter(Readout.class, Heard::new);
    }

    /**
     * A reader of the lanes of a kind.
     *
     * @param folds by number of the lane
     * @param patience after which a reading fails
     */
    public static <S, C, E> Behavior<Message<S>> of(
            LaneRouter<S, C> lanes, IntFunction<LaneFold<S, C, E>> folds, Duration patience) {
        return Behaviors.setup(context -> Behaviors.withTimers((TimerScheduler<Message<S>> timers) -> {
            timers.startTimerWithFixedDelay(new Sweep<>(), SWEEP);
            return new LaneReader<>(context, lanes, folds, patience);
        }));
    }

    @Override
    public Receive<Message<S>> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message<S>> on(Message<S> message) {
        switch (message) {
            case Ask<S> ask -> ask(ask);
            case Heard<S>(Readout readout) -> heard(readout);
            case Sweep<S>() -> sweep();
        }
        return this;
    }

    private void ask(Ask<S> ask) {
        if (open.size() >= MOST_OPEN) {
            ask.answer().completeExceptionally(new TimeoutException("at most " + MOST_OPEN + " readings at once"));
            return;
        }
        put(ask, System.nanoTime());
    }

    private void put(Ask<S> ask, long sinceNanos) {
        open.put(++lastId, new Open<>(ask, sinceNanos));
        lanes.tell(ask.lane(), new LaneCommand.Read<>(lastId, ask.part(), door));
    }

    private void heard(Readout readout) {
        Open<S> reading = open.get(readout.readId());
        if (reading == null) {
            return;
        }
        switch (readout) {
            case Readout.Whole(long _, LaneState<?> state) -> finish(readout.readId(), whole(state));
            case Readout.Piece piece -> take(reading, piece);
            case Readout.TooLarge(long id, long bytes) -> open.remove(id).ask.answer().completeExceptionally(
                    new IllegalStateException("the part has " + bytes + " B, more than is sent between nodes"));
        }
    }

    /** Between actors of one node the state of a lane of this kind has this kind's type. */
    @SuppressWarnings("unchecked")
    private LaneState<S> whole(LaneState<?> state) {
        return (LaneState<S>) state;
    }

    /** Pieces come in order; one that was lost is waited for until the reading is given up. */
    private void take(Open<S> reading, Readout.Piece piece) {
        if (piece.index() != reading.next) {
            return;
        }
        reading.next++;
        reading.heardNanos = System.nanoTime();
        reading.bytes.writeBytes(piece.bytes());
        if (reading.next == piece.count()) {
            finish(reading, piece.readId());
        }
    }

    private void finish(Open<S> reading, long id) {
        try {
            finish(id, folds.apply(reading.ask.lane()).restored(reading.bytes.toByteArray()));
        } catch (CorruptLog unread) {
            // A node of a later release may have sent it; who asked is told, and the others are answered.
            open.remove(id).ask.answer().completeExceptionally(unread);
        }
    }

    private void finish(long id, LaneState<S> state) {
        open.remove(id).ask.answer().complete(state);
    }

    private void sweep() {
        long now = System.nanoTime();
        List<Open<S>> silent = new ArrayList<>();
        open.values().removeIf(reading -> {
            if (now - reading.sinceNanos > patience.toNanos()) {
                reading.ask.answer().completeExceptionally(new TimeoutException("the lane did not answer"));
                return true;
            }
            return now - reading.heardNanos > SILENCE_NANOS && silent.add(reading);
        });
        silent.forEach(reading -> put(reading.ask, reading.sinceNanos));
    }
}
