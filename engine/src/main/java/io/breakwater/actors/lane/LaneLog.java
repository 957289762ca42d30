package io.breakwater.actors.lane;

import io.breakwater.log.LaneState;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * The log behind a lane: one opaque event a block. While it recovers it folds blocks into the lane's state, which
 * checks the chain and fails with {@link io.breakwater.log.CorruptLog}; after that it only appends. A write that fails
 * or is refused stops it, and the front with it, before anything is answered (I-01).
 */
final class LaneLog<S, C, E>
        extends EventSourcedBehavior<LaneLog.Append<S>, BlockBytes, LaneLog.Fold<S>> {

    /** @param state with this block */
    record Append<S>(BlockBytes block, long number, LaneState<S> state) {}

    /** What has been read so far; of no more use, and empty, once it was handed over. */
    static final class Fold<S> {
        private LaneState<S> read;
        private LaneState<S> snapshot;

        Fold(LaneState<S> read) {
            this.read = read;
        }

        private LaneState<S> handOver() {
            LaneState<S> all = read;
            read = null;
            return all;
        }
    }

    private final LaneSetup<S, C, E> setup;
    private final ActorRef<FrontMessage<S, C, E>> front;
    private final SnapshotRhythm rhythm;

    private LaneLog(LaneSetup<S, C, E> setup, ActorRef<FrontMessage<S, C, E>> front) {
        super(PersistenceId.ofUniqueId(setup.lane()));
        this.setup = setup;
        this.front = front;
        this.rhythm = new SnapshotRhythm(setup.settings().snapshotEveryBlocks());
    }

    static <S, C, E> Behavior<Append<S>> of(LaneSetup<S, C, E> setup, ActorRef<FrontMessage<S, C, E>> front) {
        return Behaviors.setup(context -> new LaneLog<>(setup, front));
    }

    @Override
    public Fold<S> emptyState() {
        return new Fold<>(setup.fold().genesis());
    }

    @Override
    public CommandHandler<Append<S>, BlockBytes, Fold<S>> commandHandler() {
        return (fold, append) -> {
            boolean due = rhythm.isDue(append.number(), append.block().bytes().length);
            fold.snapshot = due ? append.state() : null;
            return Effect().persist(append.block())
                    .thenRun(() -> front.tell(new FrontMessage.Persisted<>(append.number())));
        };
    }

    @Override
    public EventHandler<Fold<S>, BlockBytes> eventHandler() {
        return (fold, block) -> {
            if (fold.read != null) {
                fold.read = setup.fold().folded(fold.read, block.bytes());
            }
            return fold;
        };
    }

    @Override
    public SignalHandler<Fold<S>> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.class, (fold, completed) ->
                        front.tell(new FrontMessage.Recovered<>(fold.handOver())))
                .build();
    }

    @Override
    public boolean shouldSnapshot(Fold<S> fold, BlockBytes block, long number) {
        return fold.snapshot != null;
    }

    @Override
    public SnapshotAdapter<Fold<S>> snapshotAdapter() {
        return new SnapshotAdapter<>() {
            @Override
            public Object toJournal(Fold<S> fold) {
                LaneState<S> state = fold.snapshot;
                fold.snapshot = null;
                return new SnapshotBytes(() -> rhythm.measured(setup.fold().snapshot(state)));
            }

            @Override
            public Fold<S> fromJournal(Object stored) {
                return new Fold<>(setup.fold().restored(((SnapshotBytes) stored).bytes()));
            }
        };
    }
}
