package io.breakwater.gateway.instrument;

import io.breakwater.domain.TradingState;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Members of the cluster, asked what their views show. */
@FunctionalInterface
public interface Witnesses {

    /**
     * Members by whether they show an instrument in a state or a stricter one; host:port between nodes, ascending.
     *
     * @param missing those that do not show it, or did not say so in time
     */
    record Seen(List<String> showing, List<String> missing) {}

    /** Never fails. */
    CompletionStage<Seen> of(String instrument, TradingState least);
}
