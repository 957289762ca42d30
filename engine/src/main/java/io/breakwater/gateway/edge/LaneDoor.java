package io.breakwater.gateway.edge;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.log.LaneState;
import java.util.concurrent.CompletionStage;

/**
 * How the gateway reaches the lanes of one kind, wherever they run. Telling never waits and may be lost: whoever tells
 * bounds how long it awaits an answer.
 *
 * @param <S> state of an entity
 * @param <C> commands
 */
public interface LaneDoor<S, C> {

    /** How many lanes there are; fixed for an environment. */
    int lanes();

    /** The lane that an entity belongs to: 0…{@link #lanes()} − 1, the same for ever. */
    int laneOf(String entity);

    /** Name of a lane's log. */
    String log(int lane);

    default String logOf(String entity) {
        return log(laneOf(entity));
    }

    void tell(int lane, LaneCommand<S, C> command);

    /** A fork of all that is durable in the lane; fails where the lane does not answer in a few seconds. */
    CompletionStage<LaneState<S>> state(int lane);

    /** The same with at least this entity in it, where the lane knows it. Cheaper where the lane is on another node. */
    CompletionStage<LaneState<S>> stateOf(String entity);

    /** Where a lane's log stands; there may be no entities in it. */
    CompletionStage<LaneState<S>> head(int lane);
}
