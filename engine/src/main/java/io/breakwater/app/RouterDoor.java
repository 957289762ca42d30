package io.breakwater.app;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.LaneDoor;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.log.LaneState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * The gateway's way to the lanes of one kind.
 *
 * @param kind such as {@code counterparty}
 */
record RouterDoor<S, C>(String kind, LaneRouter<S, C> router, ActorSystem<?> system) implements LaneDoor<S, C> {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public int lanes() {
        return router.lanes();
    }

    @Override
    public int laneOf(String entity) {
        return router.laneOf(entity);
    }

    @Override
    public String log(int lane) {
        return new LaneId(kind, lane, lanes()).name();
    }

    @Override
    public void tell(int lane, LaneCommand<S, C> command) {
        router.tell(lane, command);
    }

    @Override
    public CompletionStage<LaneState<S>> state(int lane) {
        return AskPattern.<LaneCommand<S, C>, LaneState<S>>ask(
                        router.lane(lane), LaneCommand.ReadState::new, PATIENCE, system.scheduler())
                .exceptionallyCompose(_ -> CompletableFuture.failedFuture(RequestFault.of(
                        ErrorReason.LANE_UNAVAILABLE, log(lane) + " does not serve now; try again")));
    }
}
