package io.breakwater.gateway.feed;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.fix.FactCounts;
import io.breakwater.feed.run.FeedStatus;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.v1.FaultCount;
import io.breakwater.v1.Feed;
import io.breakwater.v1.FeedState;
import io.breakwater.v1.HeardSymbol;
import io.breakwater.v1.HeldMessage;
import java.util.List;
import java.util.Map;

/** Feeds as the API shows them. */
final class ShownFeeds {
    static final String FEEDS = "feeds/";

    private ShownFeeds() {}

    static Feed feed(FeedStatus status) {
        FeedHealth health = status.health();
        Feed.Builder shown = Feed.newBuilder()
                .setName(FEEDS + health.name())
                .setVenue(Names.VENUES + status.venue())
                .setState(state(health.state()))
                .setReason(health.reason())
                .setConnections(health.connections())
                .setAccepted(health.good())
                .addAllFaults(faults(health.faults()))
                .setUnfitMarks(status.unfit())
                .setSymbols(status.symbols().count())
                .addAllOldest(status.symbols().oldest().stream().map(ShownFeeds::heard).toList());
        if (health.lastDataMicros() > 0) {
            shown.setLastDataTime(Fields.timestamp(health.lastDataMicros()));
        }
        if (status.facts() != null) {
            shown.setFacts(facts(status.facts()));
        }
        return shown.build();
    }

    private static io.breakwater.v1.FactCounts facts(FactCounts counts) {
        return io.breakwater.v1.FactCounts.newBuilder()
                .setBooked(counts.booked())
                .setKnown(counts.known())
                .setSuspended(counts.suspended())
                .setPassed(counts.passed())
                .setUnderWay(counts.underWay())
                .setHeld(counts.held())
                .setExpected(counts.expected())
                .addAllOldestHeld(counts.oldestHeld().stream().map(it -> HeldMessage.newBuilder()
                        .setReceiveTime(Fields.timestamp(it.receivedMicros()))
                        .setReason(it.why())
                        .setText(it.text())
                        .build()).toList())
                .build();
    }

    static List<FaultCount> faults(Map<Fault, Long> faults) {
        return faults.entrySet().stream()
                .map(it -> FaultCount.newBuilder().setFault(it.getKey().name()).setCount(it.getValue()).build())
                .toList();
    }

    private static HeardSymbol heard(FeedStatus.Heard heard) {
        return HeardSymbol.newBuilder()
                .setSymbol(heard.symbol())
                .setObserveTime(Fields.timestamp(heard.seenAtMicros()))
                .build();
    }

    private static FeedState state(FeedHealth.State state) {
        return switch (state) {
            case CONNECTING -> FeedState.FEED_STATE_CONNECTING;
            case LIVE -> FeedState.FEED_STATE_LIVE;
            case SILENT -> FeedState.FEED_STATE_SILENT;
            case WAITING -> FeedState.FEED_STATE_WAITING;
            case DONE -> FeedState.FEED_STATE_DONE;
            case CLOSED -> FeedState.FEED_STATE_CLOSED;
        };
    }
}
