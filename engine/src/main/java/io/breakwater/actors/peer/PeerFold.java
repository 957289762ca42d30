package io.breakwater.actors.peer;

import io.breakwater.actors.lane.LaneDuty.Own;
import io.breakwater.log.Block;
import java.util.List;

/** What blocks of a peer's log come to for the lane of the same number here: facts that may be booked twice. */
@FunctionalInterface
public interface PeerFold<C> {

    /** False while it lacks what it needs to say what blocks come to: nothing is read then. */
    default boolean isReady() {
        return true;
    }

    /** @param blocks in order, at least one */
    List<Own<C>> facts(Peer peer, List<Block> blocks);
}
