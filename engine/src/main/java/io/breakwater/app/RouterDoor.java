package io.breakwater.app;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.lane.LanePart;
import io.breakwater.actors.lane.LaneReader;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.LaneDoor;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.log.LaneState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The gateway's way to the lanes of one kind.
 *
 * @param kind such as {@code counterparty}
 * @param reader of the lanes
 */
record RouterDoor<S, C>(String kind, LaneRouter<S, C> router, ActorRef<LaneReader.Message<S>> reader)
        implements LaneDoor<S, C> {

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
        return read(lane, LanePart.everything());
    }

    @Override
    public CompletionStage<LaneState<S>> stateOf(String entity) {
        return read(laneOf(entity), LanePart.of(entity));
    }

    @Override
    public CompletionStage<LaneState<S>> head(int lane) {
        return read(lane, LanePart.head());
    }

    private CompletionStage<LaneState<S>> read(int lane, LanePart part) {
        CompletableFuture<LaneState<S>> answer = new CompletableFuture<>();
        reader.tell(new LaneReader.Ask<>(lane, part, answer));
        return answer.exceptionallyCompose(_ -> CompletableFuture.failedFuture(RequestFault.of(
                ErrorReason.LANE_UNAVAILABLE, log(lane) + " does not serve now; try again")));
    }
}
