package io.breakwater.actors.peer;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.lane.RequestIds;
import io.breakwater.log.LaneState;
import org.apache.pekko.actor.typed.ActorRef;

/** Has the node's {@link PeerReader} read for a lane for as long as that serves here. */
public final class PeerReading<S, C, E> implements LaneDuty<S, C, E> {
    private final LaneId id;
    private final ActorRef<PeerReader.Message<S, C>> reader;
    private final AskedElsewhere elsewhere = new AskedElsewhere();
    private final boolean addressed;
    private ActorRef<LaneCommand<S, C>> lane;

    /** @param addressed whether requests of this kind say themselves which data center decides them */
    public PeerReading(LaneId id, ActorRef<PeerReader.Message<S, C>> reader, boolean addressed) {
        this.addressed = addressed;
        this.id = id;
        this.reader = reader;
    }

    @Override
    public void serving(LaneState<S> state, ActorRef<LaneCommand<S, C>> serving) {
        lane = serving;
        reader.tell(new PeerReader.Begin<>(id.name(), state.peers(), serving, elsewhere));
    }

    @Override
    public boolean isDecidedElsewhere(RequestIds ids) {
        return !addressed && elsewhere.knows(ids.msb(), ids.lsb());
    }

    @Override
    public void stopped() {
        reader.tell(new PeerReader.End<>(id.name(), lane));
    }
}
