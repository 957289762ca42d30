package io.breakwater.gateway.edge;

import io.breakwater.actors.peer.PeerStanding;
import io.breakwater.actors.peer.RestrictionChange;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Other data centers, asked whether a change of a restriction is in force there. */
@FunctionalInterface
public interface Elsewhere {

    /**
     * One standing a peer. Never fails.
     *
     * @param untilNanos by {@link System#nanoTime}: what is not known then is pending
     */
    CompletionStage<List<PeerStanding>> of(RestrictionChange change, long untilNanos);
}
