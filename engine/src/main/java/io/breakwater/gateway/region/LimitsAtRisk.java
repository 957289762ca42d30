package io.breakwater.gateway.region;

import io.breakwater.domain.span.Span;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.v1.MoneyAtRisk;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What would be lost of limits with the leader of a link: the own data center towards a peer, the peer towards us. */
public record LimitsAtRisk(DataCenters centers, Supplier<CompletionStage<Collection<Span>>> limits) {

    /** As they are now. @param spans by name */
    public record Now(DataCenters centers, Collection<Span> spans) {

        /** Of limits in which one end of the link watches the other, and something is at risk. @param peer its id */
        public List<MoneyAtRisk> ofLink(String peer, boolean fromPeer) {
            int other = centers.numbers().getOrDefault(peer, centers.here());
            int leader = fromPeer ? other : centers.here();
            int follower = fromPeer ? centers.here() : other;
            ShownSpans shown = new ShownSpans(centers);
            return spans.stream()
                    .filter(span -> span.terms().isMember(leader) && span.terms().watcherOf(leader) == follower)
                    .filter(span -> span.atRisk(leader) > 0)
                    .map(span -> shown.atRisk(span, leader)).toList();
        }
    }

    public CompletionStage<Now> now() {
        return limits.get().thenApply(all -> new Now(centers, all));
    }
}
