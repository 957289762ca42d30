package io.breakwater.ops.load;

import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.ReportFactsRequest;
import java.util.List;

/**
 * One request of many items, and the fills that were drawn while it was made. Both are sent; {@link OrderFlow#follow}
 * takes in what became of the items.
 */
public final class Pack {
    private final DecideRequest request;
    private final ReportFactsRequest fills;
    private final List<Intent> intents;

    Pack(DecideRequest request, ReportFactsRequest fills, List<Intent> intents) {
        this.request = request;
        this.fills = fills;
        this.intents = intents;
    }

    /** With items of others behind: what becomes of those is not followed. */
    public Pack with(List<DecisionItem> more) {
        return more.isEmpty() ? this : new Pack(request.toBuilder().addAllItems(more).build(), fills, intents);
    }

    /** Asks where each outcome stands in the logs as well. */
    public Pack located() {
        return new Pack(request.toBuilder().setReturnPositions(true).build(), fills, intents);
    }

    public DecideRequest request() {
        return request;
    }

    /** Without facts where none was drawn: then it need not be sent. */
    public ReportFactsRequest fills() {
        return fills;
    }

    List<Intent> intents() {
        return intents;
    }
}
