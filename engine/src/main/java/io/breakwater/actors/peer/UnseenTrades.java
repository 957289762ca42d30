package io.breakwater.actors.peer;

import io.breakwater.actors.lane.LaneDuty.Own;
import io.breakwater.log.Block;
import io.breakwater.log.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a peer's blocks say, and of those that arrive when it is fenced also who traded in them: that was acknowledged
 * there, and nobody here knew of it when the peer's rights were taken over.
 *
 * @param news what blocks say at any time
 * @param trades whether an event has moved an entity's orders, positions or money
 * @param fact what is booked then
 * @param fenced what is known of fences
 */
public record UnseenTrades<E, C>(
        EventNews<E, C> news, Predicate<E> trades, Function<Peer, C> fact, Fences fenced) implements PeerFold<C> {

    /** Which data centers are fenced by a limit here. */
    public interface Fences {

        /** False until it was looked up for the first time. */
        boolean isKnown();

        boolean isFenced(int dataCenter);
    }

    @Override
    public boolean isReady() {
        return fenced.isKnown();
    }

    @Override
    public List<Own<C>> facts(Peer peer, List<Block> blocks) {
        List<Own<C>> facts = new ArrayList<>(news.facts(peer, blocks));
        if (fenced.isFenced(peer.number())) {
            traded(blocks).forEach(entity -> facts.add(new Own<>(entity, fact.apply(peer))));
        }
        return facts;
    }

    private Set<String> traded(List<Block> blocks) {
        Set<String> traded = new LinkedHashSet<>();
        for (Block block : blocks) {
            for (Envelope envelope : block.envelopes()) {
                if (trades.test(news.type().cast(envelope.event()))) {
                    traded.add(envelope.entity());
                }
            }
        }
        return traded;
    }
}
