package io.breakwater.actors.peer;

import io.breakwater.actors.lane.LaneDuty.Own;
import io.breakwater.log.Block;
import io.breakwater.log.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Facts that each follow from one event of a peer, in its order: restrictions and what lifts them.
 *
 * @param forPeers what is to be booked of an event; null for nothing
 * @param decides whether an event answers its request id for all data centers
 */
public record EventNews<E, C>(Class<E> type, Function<E, C> forPeers, Predicate<E> decides) implements PeerFold<C> {

    /** Of events that all do. */
    public EventNews(Class<E> type, Function<E, C> forPeers) {
        this(type, forPeers, _ -> true);
    }

    @Override
    public boolean decides(Envelope envelope) {
        return decides.test(type.cast(envelope.event()));
    }

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
