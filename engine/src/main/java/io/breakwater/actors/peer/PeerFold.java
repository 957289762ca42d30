package io.breakwater.actors.peer;

import io.breakwater.actors.lane.LaneDuty.Own;
import io.breakwater.log.Block;
import io.breakwater.log.Envelope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What blocks of a peer's log come to for the lane of the same number here: facts that may be booked twice. */
@FunctionalInterface
public interface PeerFold<C> {

    /** @param blocks in order, at least one */
    List<Own<C>> facts(Peer peer, List<Block> blocks);

    /** Whether the data center that has written it is the one that decides its request id. */
    default boolean decides(Envelope envelope) {
        return true;
    }

    /** Entities of which these blocks may say more than {@link #facts}, which {@link #afterwards} knows. */
    default Set<String> doubtful(List<Block> blocks) {
        return Set.of();
    }

    /** How much is known by now, for {@link #afterwards}; never falls. */
    default long known() {
        return 0;
    }

    /**
     * What is to be booked beside the facts of blocks that were read when so much was known.
     *
     * @param doubtful entities of theirs
     * @return empty where that is not known yet
     */
    default Optional<List<Own<C>>> afterwards(Peer peer, Set<String> doubtful, long known) {
        return Optional.of(List.of());
    }
}
