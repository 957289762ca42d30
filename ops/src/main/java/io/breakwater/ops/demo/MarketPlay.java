package io.breakwater.ops.demo;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.client.RequestIds;
import io.breakwater.ops.market.PriceSeries;
import io.breakwater.v1.Feed;
import io.breakwater.v1.GetInstrumentRequest;
import io.breakwater.v1.ListFeedsRequest;
import io.breakwater.v1.Mark;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays the points of a series into the node's feed, one message at a time; a late point is skipped, the last never.
 * A point is said again now and then, since a market that says nothing is a dead one.
 */
final class MarketPlay {
    private static final long AGAIN_MILLIS = 400;
    private static final long PATIENCE_MILLIS = 20_000;
    private static final long LOOK_NANOS = 50_000_000;

    private final DemoMarket market;
    private final RequestIds ids;
    private int played = -1;
    private long saidMillis;

    MarketPlay(DemoMarket market, RequestIds ids) {
        this.market = market;
        this.ids = ids;
    }

    /** Says the point that is due at this share of the play, where it is new or old enough to be said again. */
    PriceSeries.Point advance(Link link, double share) {
        int due = (int) Math.min(market.series().points().size() - 1L,
                Math.round(share * (market.series().points().size() - 1)));
        boolean isDue = due > played || ids.nowMillis() - saidMillis > AGAIN_MILLIS;
        if (isDue && link.market().isReady()) {
            played = Math.max(played, due);
            say(link);
        }
        return point();
    }

    /** Says the present point until a mark of it is durable: what a node needs that has just come up. */
    void refresh(Link link) {
        played = Math.max(played, 0);
        long from = ids.nowMillis();
        while (!isMarked(link, from)) {
            if (ids.nowMillis() - from > PATIENCE_MILLIS) {
                throw new NodeFault("the node's feed makes no marks; see ./breakwater feed status");
            }
            if (link.market().isReady()) {
                say(link);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void say(Link link) {
        saidMillis = ids.nowMillis();
        link.market().send(market.observations(point(), Timestamps.fromMillis(saidMillis)));
    }

    private boolean isMarked(Link link, long fromMillis) {
        return market.instruments().stream().allMatch(instrument ->
                Timestamps.toMillis(mark(link, instrument).getObserveTime()) >= fromMillis);
    }

    private static Mark mark(Link link, String instrument) {
        return link.node().instruments().getInstrument(
                GetInstrumentRequest.newBuilder().setName(instrument).build()).getInstrument().getMark();
    }

    PriceSeries.Point point() {
        return market.series().points().get(Math.max(played, 0));
    }

    /** How the feed is, and how young the marks that it made are; that a node is silent about it ends nothing. */
    List<String> shown(Link link) {
        try {
            return seen(link);
        } catch (StatusRuntimeException failure) {
            if (!Play.isSilence(failure)) {
                throw failure;
            }
            return List.of("how its feed is was not told in time");
        }
    }

    private List<String> seen(Link link) {
        List<Feed> feeds = link.node().feeds().listFeeds(ListFeedsRequest.getDefaultInstance()).getFeedsList();
        String health = feeds.isEmpty() ? "no feed" : health(feeds.getFirst());
        String last = market.instruments().getLast();
        Mark mark = mark(link, last);
        String venue = mark.getVenuePrice().isEmpty() ? "" : ", the venue's " + mark.getVenuePrice();
        return List.of(health, String.format(Locale.ROOT, "%s marked %s%s, %s old",
                last.substring(last.indexOf('/') + 1), mark.getPrice(), venue, age(mark.getObserveTime())));
    }

    private String health(Feed feed) {
        long faults = feed.getFaultsList().stream().mapToLong(fault -> fault.getCount()).sum();
        return String.format(Locale.ROOT, "feed %s: %,d observations of %d symbols, %d faults, last %s ago",
                feed.getState().name().replace("FEED_STATE_", "").toLowerCase(Locale.ROOT), feed.getAccepted(),
                feed.getSymbols(), faults, age(feed.getLastDataTime()));
    }

    private String age(Timestamp time) {
        return Math.max(0, ids.nowMillis() - Timestamps.toMillis(time)) + " ms";
    }
}
