package io.breakwater.actors.lane;

import io.breakwater.log.LaneState;
import org.apache.pekko.actor.typed.ActorRef;

/** What the front of a lane is told: by callers, by its log, by its entities and by itself. */
sealed interface FrontMessage<S, C, E> {

    record Asked<S, C, E>(LaneCommand<S, C> command) implements FrontMessage<S, C, E> {}

    /** The log has been read. */
    record Recovered<S, C, E>(LaneState<S> state) implements FrontMessage<S, C, E> {}

    /** The block in flight is durable. */
    record Persisted<S, C, E>(long number) implements FrontMessage<S, C, E> {}

    record Answer<S, C, E>(Decided<S, C, E> decided) implements FrontMessage<S, C, E> {}

    /** An event could not be applied: the lane must not go on. */
    record Broken<S, C, E>(String entity, Throwable cause) implements FrontMessage<S, C, E> {}

    /** The actor of an entity has stopped without being asked to. */
    record Gone<S, C, E>(String entity, ActorRef<Batch<S, C>> actor) implements FrontMessage<S, C, E> {}

    /** Told to itself when the first batch of a block came in, so that all that has arrived by then goes along. */
    record Seal<S, C, E>() implements FrontMessage<S, C, E> {}

    record Tick<S, C, E>() implements FrontMessage<S, C, E> {}
}
