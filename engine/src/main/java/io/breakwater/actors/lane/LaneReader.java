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
    /**
     * Without a piece; then it is asked again, under a new id, so that no two answers are mixed. The first that speaks
     * is heard, also where it was asked earlier: to encode a large state may take longer than that each time.
     */
    private static final long SILENCE_NANOS = Duration.ofMillis(700).toNanos();
    private static final long NONE = 0;
    /** Readings under way, at most; beyond it they fail at once. */
    private static final int MOST_OPEN = 16_384;

    /** What the reader is told. */
    public sealed interface Message<S> {}

    /** Somebody wants a part of a lane; the answer fails where none comes in time. */
    public record Ask<S>(int lane, LanePart part, CompletableFuture<LaneState<S>> answer) implements Message<S> {}

    private record Heard<S>(Readout readout) implements Message<S> {}

    private record Sweep<S>() implements Message<S> {}

    /** A question, under the ids by which it was put. */
    private static final class Question<S> {
        private final Ask<S> ask;
        private final long sinceNanos = System.nanoTime();
        private final List<Long> ids = new ArrayList<>();

        Question(Ask<S> ask) {
            this.ask = ask;
        }

        /** Before it is put once more: each whole state that is asked for keeps the node of the lane busy. */
        long silenceNanos() {
            boolean isAll = ask.part().extent() == LanePart.Extent.EVERYTHING;
            return isAll ? SILENCE_NANOS << ids.size() - 1 : SILENCE_NANOS;
        }
    }

    /** A question that was put, and what has come of its answer. */
    private static final class Open<S> {
        private final Question<S> question;
        private final long silenceNanos;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long heardNanos = System.nanoTime();
        private boolean askedAgain;
        private int next;

        Open(Question<S> question) {
            this.question = question;
            this.silenceNanos = question.silenceNanos();
        }

        boolean isSilent(long nowNanos) {
            return !askedAgain && nowNanos - heardNanos > silenceNanos;
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
        put(new Question<>(ask));
    }

    private void put(Question<S> question) {
        question.ids.add(++lastId);
        open.put(lastId, new Open<>(question));
        lanes.tell(question.ask.lane(), new LaneCommand.Read<>(lastId, question.ask.part(), door));
    }

    /** The question as it was put by this id goes on alone, or by {@link #NONE} not at all. */
    private void keep(Question<S> question, long kept) {
        question.ids.forEach(id -> {
            if (id != kept) {
                open.remove(id);
            }
        });
    }

    private void heard(Readout readout) {
        Open<S> reading = open.get(readout.readId());
        if (reading == null) {
            return;
        }
        switch (readout) {
            case Readout.Whole(long _, LaneState<?> state) -> ended(reading.question).complete(whole(state));
            case Readout.Piece piece -> take(reading, piece);
            case Readout.TooLarge(long _, long bytes) -> ended(reading.question).completeExceptionally(
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
        keep(reading.question, piece.readId());
        reading.askedAgain = false;
        reading.next++;
        reading.heardNanos = System.nanoTime();
        reading.bytes.writeBytes(piece.bytes());
        if (reading.next == piece.count()) {
            finish(reading.question, reading.bytes.toByteArray());
        }
    }

    private void finish(Question<S> question, byte[] bytes) {
        CompletableFuture<LaneState<S>> answer = ended(question);
        try {
            answer.complete(folds.apply(question.ask.lane()).restored(bytes));
        } catch (CorruptLog unread) {
            // A node of a later release may have sent it; who asked is told, and the others are answered.
            answer.completeExceptionally(unread);
        }
    }

    /** Nothing more is heard of it. */
    private CompletableFuture<LaneState<S>> ended(Question<S> question) {
        keep(question, NONE);
        return question.ask.answer();
    }

    private void sweep() {
        long now = System.nanoTime();
        List<Question<S>> silent = new ArrayList<>();
        open.values().removeIf(reading -> {
            Question<S> question = reading.question;
            if (now - question.sinceNanos > patience.toNanos()) {
                question.ask.answer().completeExceptionally(new TimeoutException("the lane did not answer"));
                return true;
            }
            if (reading.isSilent(now)) {
                reading.askedAgain = true;
                silent.add(question);
            }
            return false;
        });
        silent.forEach(this::put);
    }
}
