package io.breakwater.gateway.edge;

import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.market.MarketView;
import java.util.Set;

/**
 * The market view that a request is read by. A node whose view is behind does not know what is listed: a name that it
 * cannot find there is not judged as unknown but left undecided. Else an order that was accepted through another node
 * would read as a different request when it is asked for again, and be answered with a refusal.
 *
 * @param current whether the view was confirmed by the tape before it was taken
 */
public record SeenView(MarketView view, boolean current) {
    private static final RequestFault BEHIND = RequestFault.of(
            ErrorReason.LANE_UNAVAILABLE, "this node has no current view of the market; ask again, or another node");
    private static final Set<String> BY_THE_VIEW =
            Set.of(ErrorReason.UNKNOWN_INSTRUMENT.name(), ErrorReason.UNKNOWN_ASSET.name());

    /** The newest one. */
    public static SeenView of(ViewSource views) {
        boolean current = views.isCurrent();
        return new SeenView(views.current(), current);
    }

    /** @throws RequestFault LANE_UNAVAILABLE where the view is behind */
    public void requireCurrent() {
        if (!current) {
            throw BEHIND;
        }
    }

    /** The fault, or LANE_UNAVAILABLE where it only says that this node is behind. */
    public RequestFault judged(RequestFault fault) {
        return !current && BY_THE_VIEW.contains(fault.reason()) ? BEHIND : fault;
    }

    /** Nothing was judged; it may be asked again under its id. */
    public static boolean isUndecided(RequestFault fault) {
        return fault.reason().equals(BEHIND.reason());
    }
}
