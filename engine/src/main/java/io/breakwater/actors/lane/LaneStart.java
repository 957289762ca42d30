package io.breakwater.actors.lane;

import io.breakwater.log.LaneState;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * How a lane comes up: reads the log, raises the term with a block of its own, and only when that is durable becomes
 * the {@link LaneFront}. Whoever wrote to the log before finds the number of its next block taken.
 */
final class LaneStart<S, C, E> extends AbstractBehavior<FrontMessage<S, C, E>> {
    private final LaneSetup<S, C, E> setup;
    private final ActorRef<LaneCommand<S, C>> lane;
    private final ActorRef<LaneLog.Append<S>> log;
    private Sealer<S, C, E> sealer;

    private LaneStart(ActorContext<FrontMessage<S, C, E>> context, LaneSetup<S, C, E> setup,
            ActorRef<LaneCommand<S, C>> lane) {
        super(context);
        this.setup = setup;
        this.lane = lane;
        this.log = context.spawn(LaneLog.of(setup, context.getSelf()), "log");
        context.watch(log);
    }

    /** @param lane told when it serves */
    static <S, C, E> Behavior<FrontMessage<S, C, E>> of(LaneSetup<S, C, E> setup, ActorRef<LaneCommand<S, C>> lane) {
        return Behaviors.setup(context -> new LaneStart<>(context, setup, lane));
    }

    @Override
    public Receive<FrontMessage<S, C, E>> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::on)
                .onSignal(Terminated.class, this::logStopped)
                .build();
    }

    private Behavior<FrontMessage<S, C, E>> on(FrontMessage<S, C, E> message) {
        return switch (message) {
            case FrontMessage.Recovered<S, C, E>(LaneState<S> state) -> raiseTerm(state);
            case FrontMessage.Persisted<S, C, E>(long number) -> serve(number);
            case FrontMessage.Asked<S, C, E> _, FrontMessage.Answer<S, C, E> _, FrontMessage.Broken<S, C, E> _,
                    FrontMessage.Gone<S, C, E> _, FrontMessage.Seal<S, C, E> _, FrontMessage.Tick<S, C, E> _ ->
                    throw new LaneFailed(setup.lane(), "told to work before it serves: " + message, null);
        };
    }

    private Behavior<FrontMessage<S, C, E>> raiseTerm(LaneState<S> state) {
        state.entities().forEachSorted((key, entity) -> {
            if (!setup.id().owns(entity.name())) {
                throw new LaneMisfit(setup.id(), entity.name());
            }
        });
        sealer = new Sealer<>(setup, state, log);
        sealer.sealTerm();
        return this;
    }

    private Behavior<FrontMessage<S, C, E>> serve(long number) {
        sealer.persisted(number);
        return Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new FrontMessage.Tick<>(), setup.settings().tick());
            LaneFront<S, C, E> front = new LaneFront<>(getContext(), setup, sealer, lane);
            lane.tell(new LaneCommand.Serving<>(sealer.durable().term(), number));
            return front;
        });
    }

    private Behavior<FrontMessage<S, C, E>> logStopped(Terminated stopped) {
        throw failure(setup.lane(), stopped);
    }

    /** The log is gone, and the lane with it. */
    static LaneFailed failure(String lane, Terminated stopped) {
        Throwable cause = stopped instanceof ChildFailed failed ? failed.getCause() : null;
        return new LaneFailed(lane, "the log has stopped", cause);
    }
}
