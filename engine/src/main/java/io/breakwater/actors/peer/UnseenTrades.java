package io.breakwater.actors.peer;

import io.breakwater.actors.lane.LaneDuty.Own;
import io.breakwater.log.Block;
import io.breakwater.log.Envelope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a peer's blocks say, and of those that arrive when it is fenced also who traded in them: that was acknowledged
 * there, and nobody here knew of it when the peer's rights were taken over. Whether it was fenced when they were read
 * is known by a look at the fences that began later: before that they count as read by nobody.
 *
 * @param news what blocks say at any time
 * @param trades whether an event has moved an entity's orders, positions or money
 * @param fact what is booked then
 * @param fences what is known of fences
 */
public record UnseenTrades<E, C>(
        EventNews<E, C> news, Predicate<E> trades, Function<Peer, C> fact, Fences fences) implements PeerFold<C> {

    /** Which data centers are fenced by a limit here. That takes a look, and looks take a while. */
    public interface Fences {

        /** How many looks have begun. */
        long begun();

        /** Who was fenced at a look that began after so many others; empty where none of those has ended. */
        Optional<Set<Integer>> after(long looks);
    }

    @Override
    public List<Own<C>> facts(Peer peer, List<Block> blocks) {
        return news.facts(peer, blocks);
    }

    @Override
    public boolean decides(Envelope envelope) {
        return news.decides(envelope);
    }

    @Override
    public Set<String> doubtful(List<Block> blocks) {
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

    @Override
    public long known() {
        return fences.begun();
    }

    @Override
    public Optional<List<Own<C>>> afterwards(Peer peer, Set<String> traded, long known) {
        return fences.after(known).map(fenced -> fenced.contains(peer.number())
                ? traded.stream().map(entity -> new Own<>(entity, fact.apply(peer))).toList() : List.of());
    }
}
