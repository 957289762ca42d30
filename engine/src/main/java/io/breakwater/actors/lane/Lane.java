package io.breakwater.actors.lane;

import io.breakwater.actors.lane.LaneRejection.Reason;
import io.breakwater.log.BeyondRetry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * A lane as the others see it: an actor that is always there. It supervises the {@link LaneFront} that does the work:
 * a front that fails is started again from the log, later each time; one whose log is broken is not. Packs wait here
 * while the log is read, up to a bound, and are turned away while there is nothing to wait for.
 */
public final class Lane<S, C, E> extends AbstractBehavior<LaneCommand<S, C>> {

    /** What a lane that moves gets to answer what it has taken in. */
    private static final Duration MOST_LEAVING = Duration.ofSeconds(5);

    /** Where the lane stands. */
    private enum Phase {
        RECOVERING,
        SERVING,
        STOPPING,
        LEAVING,
        BACKING_OFF,
        REFUSED
    }

    private final LaneSetup<S, C, E> setup;
    private final TimerScheduler<LaneCommand<S, C>> timers;
    private final ArrayDeque<LaneCommand<S, C>> waiting = new ArrayDeque<>();
    private Phase phase;
    private ActorRef<FrontMessage<S, C, E>> front;
    private Duration delay;
    private long servingMicros;

    private Lane(ActorContext<LaneCommand<S, C>> context, TimerScheduler<LaneCommand<S, C>> timers,
            LaneSetup<S, C, E> setup) {
        super(context);
        this.setup = setup;
        this.timers = timers;
        this.delay = setup.settings().minBackoff();
        start();
    }

    public static <S, C, E> Behavior<LaneCommand<S, C>> of(LaneSetup<S, C, E> setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new Lane<>(context, timers, setup)));
    }

    @Override
    public Receive<LaneCommand<S, C>> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::on)
                .onSignal(ChildFailed.class, this::failed)
                .onSignal(Terminated.class, _ -> frontStopped())
                .onSignal(PostStop.class, _ -> stopped())
                .build();
    }

    private Behavior<LaneCommand<S, C>> on(LaneCommand<S, C> command) {
        switch (command) {
            case LaneCommand.Serving<S, C>(int term, long block) -> serving(term, block);
            case LaneCommand.Stopping<S, C>() -> phase = phase == Phase.SERVING ? Phase.STOPPING : phase;
            case LaneCommand.Retry<S, C>() -> start();
            case LaneCommand.Leave<S, C>() -> {
                return leave();
            }
            case LaneCommand.Wake<S, C>() -> { }
            case LaneCommand.Submit<S, C> _, LaneCommand.Read<S, C> _, LaneCommand.ReadState<S, C> _,
                    LaneCommand.Release<S, C> _, LaneCommand.ReadUpTo<S, C> _ ->
                    pass(command);
        }
        return this;
    }

    private void pass(LaneCommand<S, C> command) {
        switch (phase) {
            case SERVING -> front.tell(new FrontMessage.Asked<>(command));
            case RECOVERING -> await(command);
            case LEAVING -> passInLeaving(command);
            case STOPPING, BACKING_OFF, REFUSED -> turnAway(command);
        }
    }

    /** What others still owe to what was taken in is taken, and nothing new. */
    private void passInLeaving(LaneCommand<S, C> command) {
        if (command instanceof LaneCommand.Submit<S, C>) {
            turnAway(command);
        } else {
            front.tell(new FrontMessage.Asked<>(command));
        }
    }

    /** Stops when the front has answered everything, and when told a second time in any case. */
    private Behavior<LaneCommand<S, C>> leave() {
        if (phase != Phase.SERVING) {
            return Behaviors.stopped();
        }
        phase = Phase.LEAVING;
        front.tell(new FrontMessage.Asked<>(new LaneCommand.Leave<>()));
        timers.startSingleTimer(new LaneCommand.Leave<>(), MOST_LEAVING);
        return this;
    }

    private void await(LaneCommand<S, C> command) {
        if (waiting.size() < setup.settings().packsWhileRecovering()) {
            waiting.addLast(command);
        } else {
            turnAway(command);
        }
    }

    private void turnAway(LaneCommand<S, C> command) {
        if (command instanceof LaneCommand.Submit<S, C> submit) {
            Pack pack = Pack.of(submit);
            pack.turnAway(0, submit.size(), LaneRejection.of(Reason.LANE_UNAVAILABLE, setup.lane(), ""));
            pack.answer(setup.lane(), 0);
        }
    }

    /** Why it fails is told to the watcher, who logs it: said by Pekko as well it would be there three times. */
    private void start() {
        phase = Phase.RECOVERING;
        setup.watcher().tell(new LaneStatus.Recovering(setup.lane()));
        front = getContext().spawnAnonymous(Behaviors.supervise(LaneStart.of(setup, getContext().getSelf()))
                .onFailure(SupervisorStrategy.stop().withLoggingEnabled(false)));
        getContext().watch(front);
    }

    private void serving(int term, long block) {
        phase = Phase.SERVING;
        servingMicros = setup.clockMicros().getAsLong();
        setup.watcher().tell(new LaneStatus.Serving(setup.lane(), term, block));
        while (!waiting.isEmpty()) {
            pass(waiting.pollFirst());
        }
    }

    private Behavior<LaneCommand<S, C>> frontStopped() {
        return phase == Phase.LEAVING ? Behaviors.stopped() : this;
    }

    private Behavior<LaneCommand<S, C>> failed(ChildFailed failure) {
        if (phase == Phase.LEAVING) {
            return Behaviors.stopped();
        }
        delay = hasServedForLong() ? setup.settings().minBackoff() : delay;
        beyondRetry(failure.getCause()).ifPresentOrElse(this::refuse, () -> backOff(failure.getCause()));
        waiting.forEach(this::turnAway);
        waiting.clear();
        return this;
    }

    private Behavior<LaneCommand<S, C>> stopped() {
        waiting.forEach(this::turnAway);
        setup.watcher().tell(new LaneStatus.Stopped(setup.lane()));
        return this;
    }

    /** What fails each time that it serves must not have it write a block of its own as often as it can. */
    private boolean hasServedForLong() {
        long micros = setup.settings().maxBackoff().toNanos() / 1_000;
        return phase == Phase.STOPPING && setup.clockMicros().getAsLong() - servingMicros > micros;
    }

    private void backOff(Throwable cause) {
        phase = Phase.BACKING_OFF;
        setup.watcher().tell(new LaneStatus.BackingOff(setup.lane(), cause, delay.toMillis()));
        timers.startSingleTimer(new LaneCommand.Retry<>(), delay);
        Duration doubled = delay.multipliedBy(2);
        Duration most = setup.settings().maxBackoff();
        delay = doubled.compareTo(most) < 0 ? doubled : most;
    }

    private void refuse(BeyondRetry broken) {
        phase = Phase.REFUSED;
        setup.watcher().tell(new LaneStatus.Refused(setup.lane(), broken.location(), broken.remedy()));
    }

    /** What it cannot recover from, where that is among the causes. */
    private static Optional<BeyondRetry> beyondRetry(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(BeyondRetry.class::isInstance).map(BeyondRetry.class::cast).findFirst();
    }
}
