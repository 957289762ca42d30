package io.breakwater.gateway.feed;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Tally;
import io.breakwater.feed.run.Brought;
import io.breakwater.feed.run.BroughtFeeds;
import io.breakwater.gateway.edge.Answer;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.v1.IngestRequest;
import io.breakwater.v1.IngestResponse;
import io.breakwater.v1.MarketObservation;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One stream of observations. A message that cannot be read as a whole ends it; a bad observation costs itself. The
 * next message is read when there is room for its answer, so that a caller who does not read is not read either (I-10).
 */
final class IngestCall implements StreamObserver<IngestRequest> {
    private static final int MOST_OBSERVATIONS = 4_096;
    private static final int MOST_PRICES = 1_024;
    private static final int MOST_SYMBOL = 64;

    private final BroughtFeeds feeds;
    private final LongSupplier clockMicros;
    private final ServerCallStreamObserver<IngestResponse> observer;
    private Brought feed;
    private boolean isAsked;
    private boolean isEnded;

    private IngestCall(
            BroughtFeeds feeds, LongSupplier clockMicros, ServerCallStreamObserver<IngestResponse> observer) {
        this.feeds = feeds;
        this.clockMicros = clockMicros;
        this.observer = observer;
    }

    static IngestCall open(
            BroughtFeeds feeds, LongSupplier clockMicros, ServerCallStreamObserver<IngestResponse> observer) {
        IngestCall call = new IngestCall(feeds, clockMicros, observer);
        observer.disableAutoRequest();
        observer.setOnReadyHandler(() -> call.ask(observer.isReady()));
        call.ask(true);
        return call;
    }

    private void ask(boolean hasRoom) {
        if (hasRoom && !isAsked && !isEnded) {
            isAsked = true;
            observer.request(1);
        }
    }

    @Override
    public void onNext(IngestRequest request) {
        isAsked = false;
        if (isEnded) {
            return;
        }
        try {
            observer.onNext(taken(request));
            ask(observer.isReady());
        } catch (RuntimeException failure) {
            end();
            observer.onError(Answer.status(failure));
        }
    }

    private IngestResponse taken(IngestRequest request) {
        Fields.count("observations", request.getObservationsCount(), 0, MOST_OBSERVATIONS);
        if (feed == null) {
            feed = opened(request);
        }
        feed.requireMarked();
        Tally tally = feed.tally();
        long good = tally.good();
        Map<Fault, Long> before = tally.byFault();
        ObservationReader reader = new ObservationReader(feed.venue(), clockMicros.getAsLong());
        for (MarketObservation wire : request.getObservationsList()) {
            take(reader, wire);
        }
        Map<Fault, Long> faults = new EnumMap<>(Fault.class);
        tally.byFault().forEach((fault, count) -> {
            long more = count - before.getOrDefault(fault, 0L);
            if (more > 0) {
                faults.put(fault, more);
            }
        });
        return IngestResponse.newBuilder()
                .setAccepted((int) (tally.good() - good))
                .addAllFaults(ShownFeeds.faults(faults))
                .build();
    }

    private void take(ObservationReader reader, MarketObservation wire) {
        try {
            feed.observed(reader.read(wire));
        } catch (FeedFault fault) {
            feed.faulty(fault.fault(), String.valueOf(fault.getMessage()));
        }
    }

    private Brought opened(IngestRequest request) {
        String name = Names.id("feed", request.getFeed(), ShownFeeds.FEEDS);
        String venue = Names.id("venue", request.getVenue(), Names.VENUES);
        Fields.count("prices", request.getPricesCount(), 0, MOST_PRICES);
        Map<String, String> prices = new HashMap<>();
        request.getPricesMap().forEach((asset, symbol) ->
                prices.put(Names.id("prices", asset, Names.ASSETS), Fields.text("prices", symbol, MOST_SYMBOL)));
        Brought opened = feeds.open(name, venue, prices);
        if (opened == null) {
            throw RequestFault.of(ErrorReason.TOO_BUSY, "feed",
                    "a feed of this name is open, or there are too many");
        }
        return opened;
    }

    private void end() {
        isEnded = true;
        if (feed != null) {
            feeds.close(feed);
        }
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    @Override
    public void onCompleted() {
        if (!isEnded) {
            end();
            observer.onCompleted();
        }
    }
}
