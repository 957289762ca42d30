package io.breakwater.actors.lane;

import io.breakwater.log.LaneState;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Something that a lane does beside deciding: books facts of its own, tells other lanes what has become durable. Called
 * on the lane's thread, never waits, may keep state; that state is lost with the lane, so that it must be found again
 * in what {@link #serving} gets. Whatever it sends may be doubled or lost: it is repeated until it shows in the state.
 */
public interface LaneDuty<S, C, E> {

    /** The lane has recovered and begins to serve. */
    default void serving(LaneState<S> state, ActorRef<LaneCommand<S, C>> lane) {}

    /** Whether it is known that another data center has decided a request: nothing is decided here then (I-05). */
    default boolean isDecidedElsewhere(RequestIds ids) {
        return false;
    }

    /** A command was answered without an event because it came past its rate. */
    default void throttled(String entity, C command, long nowMicros) {}

    /** A fact that changed nothing: what it says was known, and is durable. @param state as it stands then */
    default void known(String entity, C fact, S state) {}

    /** One more block is durable; comes before {@link #committed} for what is in it, and before its answers. */
    default void durable(LaneState<S> state, byte[] block) {}

    /**
     * What was asked is answered without an event: it changes nothing, or was decided before.
     *
     * @return false to hold the answers back until {@link LaneCommand.Release} comes with the ticket
     */
    default boolean answered(long ticket) {
        return true;
    }

    /** The lane has stopped, and serves nobody here. */
    default void stopped() {}

    /** A release for this ticket has come, whether or not anything was held back for it. */
    default void released(long ticket) {}

    /**
     * Events of one entity are durable.
     *
     * @return false to hold their answers back until {@link LaneCommand.Release} comes with the change's ticket
     */
    default boolean committed(Change<S, E> change) {
        return true;
    }

    /** What the lane should book by itself now; asked before the lane serves anybody, then once a tick. */
    default List<Own<C>> due(LaneState<S> state, long nowMicros) {
        return List.of();
    }

    /**
     * One entity's part of a block.
     *
     * @param ticket names it while its answers are held back
     * @param before the state without, after the state with the events
     * @param events null where a command had none
     */
    record Change<S, E>(long ticket, String entity, S before, S after, E[] events, long nowMicros) {

        /** Commands of the batch, with and without events. */
        public int size() {
            return events.length;
        }

        /** Null where the command had none. */
        @SuppressWarnings("unchecked")
        public E event(int index) {
            return (E) ((Object[]) events)[index];
        }
    }

    /** A fact that the lane books by itself. */
    record Own<C>(String entity, C command) {}
}
