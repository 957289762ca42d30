package io.breakwater.actors.span;

import io.breakwater.actors.lane.LaneDuty.Own;
import io.breakwater.actors.peer.Peer;
import io.breakwater.actors.peer.PeerFold;
import io.breakwater.domain.span.PeerNews;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.log.Block;
import io.breakwater.log.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What blocks of a peer's log say about limits: one fact a limit, with the peer's row as it stands in the last of them.
 *
 * @param dataCenter the own one's number
 */
public record SpanNews(int dataCenter) implements PeerFold<SpanCommand> {

    @Override
    public List<Own<SpanCommand>> facts(Peer peer, List<Block> blocks) {
        Map<String, PeerNews> all = new TreeMap<>();
        for (Block block : blocks) {
            for (Envelope envelope : block.envelopes()) {
                all.computeIfAbsent(envelope.entity(), _ -> new PeerNews(peer.number(), dataCenter))
                        .add((SpanEvent) envelope.event());
            }
        }
        long last = blocks.getLast().header().number();
        List<Own<SpanCommand>> facts = new ArrayList<>();
        all.forEach((limit, news) -> {
            if (!news.isEmpty()) {
                facts.add(new Own<>(limit, news.at(last)));
            }
        });
        return facts;
    }
}
