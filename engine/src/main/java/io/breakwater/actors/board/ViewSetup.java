package io.breakwater.actors.board;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * How the market view is kept the same on all nodes.
 *
 * @param node address of this one
 * @param stale without a word of the tape for so long, a node's view is not current
 * @param isShared whether there may be other nodes
 */
public record ViewSetup(String node, Duration stale, boolean isShared) {

    /** Address of the node that an actor runs on. */
    String nodeOf(ActorRef<?> actor) {
        var address = actor.path().address();
        return address.hasLocalScope() ? node : address.toString();
    }
}
