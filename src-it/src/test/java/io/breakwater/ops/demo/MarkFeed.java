package io.breakwater.ops.demo;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.util.Timestamps;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.client.RequestIds;
import io.breakwater.ops.market.PriceSeries;
import io.breakwater.v1.UpdateMarksRequest;
import io.breakwater.v1.UpdateMarksResponse;
import io.grpc.Status;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Plays the points of a series as marks, one update in flight at a time; a late one is skipped, the last never. */
final class MarkFeed {
    private final DemoMarket market;
    private final RequestIds ids;
    private int played = -1;
    private ListenableFuture<UpdateMarksResponse> inFlight;

    MarkFeed(DemoMarket market, RequestIds ids) {
        this.market = market;
        this.ids = ids;
    }

    /** Sends the point that is due at this share of the play, where it is new and the last one is answered. */
    PriceSeries.Point advance(Link link, double share) throws InterruptedException {
        int due = (int) Math.min(market.series().points().size() - 1L,
                Math.round(share * (market.series().points().size() - 1)));
        if (due > played && (inFlight == null || inFlight.isDone())) {
            settle();
            played = due;
            inFlight = link.node().instrumentsLater().updateMarks(request());
        }
        return point();
    }

    /** Sends the present point again and waits for it: what a node needs that has just come up. */
    void refresh(Link link) {
        inFlight = null;
        played = Math.max(played, 0);
        link.node().instruments().updateMarks(request());
    }

    PriceSeries.Point point() {
        return market.series().points().get(Math.max(played, 0));
    }

    private static boolean isSilence(Status.Code code) {
        return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
    }

    private UpdateMarksRequest request() {
        return market.marks(point(), ids.next(), Timestamps.fromMillis(ids.nowMillis()));
    }

    /** A refused mark is a fault of the demonstration; one that nobody answered is followed by the next. */
    private void settle() throws InterruptedException {
        if (inFlight != null && inFlight.state() == Future.State.FAILED) {
            try {
                inFlight.get();
            } catch (ExecutionException e) {
                if (isSilence(Status.fromThrowable(e.getCause()).getCode())) {
                    return;
                }
                throw new NodeFault("the node did not take a mark: " + e.getCause().getMessage());
            }
        }
    }
}
