package io.breakwater.actors.peer;

import io.breakwater.actors.lane.LaneDuty.Own;
import io.breakwater.log.Block;
import io.breakwater.log.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Facts that each follow from one event of a peer, in its order: restrictions and what lifts them.
 *
 * @param forPeers what is to be booked of an event; null for nothing
 */
public record EventNews<E, C>(Class<E> type, Function<E, C> forPeers) implements PeerFold<C> {

    @Override
    public List<Own<C>> facts(Peer peer, List<Block> blocks) {
        List<Own<C>> facts = new ArrayList<>();
        for (Block block : blocks) {
            for (Envelope envelope : block.envelopes()) {
                C fact = forPeers.apply(type.cast(envelope.event()));
                if (fact != null) {
                    facts.add(new Own<>(envelope.entity(), fact));
                }
            }
        }
        return facts;
    }
}
