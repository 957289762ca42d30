package io.breakwater.actors.peer;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.log.LaneState;
import org.apache.pekko.actor.typed.ActorRef;

/** Has the node's {@link PeerReader} read for a lane for as long as that serves here. */
public final class PeerReading<S, C, E> implements LaneDuty<S, C, E> {
    private final LaneId id;
    private final ActorRef<PeerReader.Message<S, C>> reader;
    private ActorRef<LaneCommand<S, C>> lane;

    public PeerReading(LaneId id, ActorRef<PeerReader.Message<S, C>> reader) {
        this.id = id;
        this.reader = reader;
    }

    @Override
    public void serving(LaneState<S> state, ActorRef<LaneCommand<S, C>> serving) {
        lane = serving;
        reader.tell(new PeerReader.Begin<>(id.name(), state.peers(), serving));
    }

    @Override
    public void stopped() {
        reader.tell(new PeerReader.End<>(id.name(), lane));
    }
}
