package io.breakwater.actors.peer;

import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.log.LaneState;
import java.util.function.Consumer;

/**
 * Says that a lane's log has a new durable block, for whoever sends logs to other data centers.
 *
 * @param log of the lane
 * @param bell does not wait
 */
public record BlockBell<S, C, E>(String log, Consumer<String> bell) implements LaneDuty<S, C, E> {

    @Override
    public void durable(LaneState<S> state, byte[] block) {
        bell.accept(log);
    }
}
