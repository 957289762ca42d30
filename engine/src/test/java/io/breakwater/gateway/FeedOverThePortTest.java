package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import io.breakwater.TakesLong;
import io.breakwater.app.RunningNode;
import io.breakwater.feed.live.LoopbackVenue;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.FaultCount;
import io.breakwater.v1.Feed;
import io.breakwater.v1.FeedServiceGrpc;
import io.breakwater.v1.FeedState;
import io.breakwater.v1.GetInstrumentRequest;
import io.breakwater.v1.IngestRequest;
import io.breakwater.v1.IngestResponse;
import io.breakwater.v1.Instrument;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.ListFeedsRequest;
import io.breakwater.v1.MarketObservation;
import io.breakwater.v1.QuoteSeen;
import io.breakwater.v1.TickerSeen;
import io.breakwater.v1.TradingState;
import io.breakwater.v1.VenueState;
import io.breakwater.v1.Verdict;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose market comes through feeds: from a venue, from files, and brought by a caller. */
@TakesLong
class FeedOverThePortTest {

    /** An hour at 600 times its speed, and more. */
    private static final Duration PLAYED = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private static Map<String, String> feed(Map<String, String> settings) {
        Map<String, String> feed = new HashMap<>(Map.of("breakwater.feeds.sources.0.name", "main",
                "breakwater.feeds.sources.0.venue", "main"));
        settings.forEach((key, value) -> feed.put("breakwater.feeds.sources.0." + key, value));
        return feed;
    }

    private static Instrument perpetual(Venue venue) {
        return venue.instruments().getInstrument(GetInstrumentRequest.newBuilder().setName(Venue.PERPETUAL).build())
                .getInstrument();
    }

    private static List<Feed> feeds(RunningNode node) {
        return FeedServiceGrpc.newBlockingStub(node.channel()).listFeeds(ListFeedsRequest.getDefaultInstance())
                .getFeedsList();
    }

    private static String ticker(long millis, String mark, String bid, String ask) {
        return ("{'jsonrpc':'2.0','method':'subscription','params':{'channel':'ticker.BTC-PERP.100ms','data':{"
                + "'timestamp':" + millis + ",'mark_price':" + mark + ",'index_price':50000,'best_bid_price':" + bid
                + ",'best_bid_amount':1,'best_ask_price':" + ask + ",'best_ask_amount':1,"
                + "'instrument_name':'BTC-PERP'}}}").replace('\'', '"');
    }

    @Test
    void aVenueIsListenedTo() throws IOException, InterruptedException {
        BlockingQueue<LoopbackVenue.Peer> subscribed = new LinkedBlockingQueue<>();
        LoopbackVenue.Script script = (peer, text) -> {
            if (text.contains("ticker.")) {
                subscribed.add(peer);
            }
        };
        try (LoopbackVenue market = new LoopbackVenue(script);
                RunningNode node = RunningNode.start(data, feed(Map.of("dialect", "deribit", "url",
                        market.url().toString(), "symbols.0", "BTC-PERP")))) {
            Venue venue = new Venue(node).opened();
            LoopbackVenue.Peer peer = subscribed.take();
            long now = System.currentTimeMillis();
            peer.send(ticker(now, "50010", "50019", "50021"));
            peer.send(ticker(now + 1, "50011", "50021", "50020"));
            peer.send(ticker(now + 60_000, "99999", "99998", "99999"));
            await().untilAsserted(() -> assertThat(perpetual(venue).getMark().getPrice())
                    .as("index and premium, not the venue's").isEqualTo("50020"));
            await().untilAsserted(() -> assertThat(perpetual(venue).getMark().getVenueGapPpm())
                    .as("50011 against 50020").isEqualTo(-180));
            await().untilAsserted(() -> assertThat(node.metrics())
                    .contains("breakwater_mark_venue_gap_ratio{underlying=\"BTC\"} 1.8E-4"));
            await().untilAsserted(() -> assertThat(feeds(node)).singleElement().satisfies(feed -> {
                assertThat(feed.getState()).isEqualTo(FeedState.FEED_STATE_LIVE);
                assertThat(feed.getFaultsList()).extracting(FaultCount::getFault).containsExactlyInAnyOrder("CROSSED",
                        "FUTURE");
                assertThat(feed.getOldest(0).getSymbol()).isEqualTo("BTC-PERP");
            }));
            await().untilAsserted(() -> assertThat(node.metrics())
                    .as("each kind has a row; the ticker of tomorrow had a mark and a quote")
                    .contains(counted("faults_total", ",fault=\"CROSSED\"") + 1,
                            counted("faults_total", ",fault=\"FUTURE\"") + 2,
                            counted("faults_total", ",fault=\"BOMB\"") + 0, counted("connections_total", "") + 1,
                            counted("live", "") + 1, "# TYPE breakwater_feed_faults_total counter"));
            peer.send(("{'jsonrpc':'2.0','method':'subscription','params':{'channel':'instrument.state.any.BTC','data':{"
                    + "'timestamp':" + now + ",'state':'halted','instrument_name':'BTC-PERP'}}}").replace('\'', '"'));
            peer.send("{");
            await().untilAsserted(() -> assertThat(node.metrics())
                    .contains(counted("faults_total", ",fault=\"TRUNCATED\"") + 1,
                            counted("symbols_in_state", ",state=\"HALTED\"") + 1));
        }
    }

    private static String state(long millis, String state) {
        return ("{'jsonrpc':'2.0','method':'subscription','params':{'channel':'instrument.state.any.BTC','data':{"
                + "'timestamp':" + millis + ",'state':'" + state + "','instrument_name':'BTC-PERP'}}}")
                .replace('\'', '"');
    }

    private static void awaitState(Venue venue, VenueState said, TradingState state) {
        await().untilAsserted(() -> assertThat(perpetual(venue)).extracting(Instrument::getVenueState,
                Instrument::getTradingState).containsExactly(said, state));
    }

    /** Whether an order passes, by a mark that is fresh. */
    private static String ordered(Venue venue, String id, String quantity) {
        venue.mark("60000");
        ItemOutcome outcome = venue.decide("alpha", Venue.buy(id, "60000", quantity)).getOutcomes(0);
        return outcome.getVerdict() == Verdict.VERDICT_ACCEPTED ? "accepted" : outcome.getRefusal().getCode();
    }

    @Test
    void whileItsVenueHasHaltedItAnInstrumentTakesNoOrders() throws IOException, InterruptedException {
        BlockingQueue<LoopbackVenue.Peer> subscribed = new LinkedBlockingQueue<>();
        LoopbackVenue.Script script = (peer, text) -> {
            if (text.contains("instrument.state")) {
                subscribed.add(peer);
            }
        };
        try (LoopbackVenue market = new LoopbackVenue(script);
                RunningNode node = RunningNode.start(data, feed(Map.of("dialect", "deribit", "url",
                        market.url().toString(), "symbols.0", "BTC-PERP")))) {
            Venue venue = new Venue(node).opened("alpha");
            LoopbackVenue.Peer peer = subscribed.take();
            assertThat(ordered(venue, "before", "0.01")).as("nothing was said").isEqualTo("accepted");
            peer.send(state(System.currentTimeMillis(), "halted"));
            awaitState(venue, VenueState.VENUE_STATE_HALTED, TradingState.TRADING_STATE_HALTED);
            assertThat(ordered(venue, "halted", "0.01")).isEqualTo("VENUE_NOT_OPEN");
            assertThat(venue.decide("alpha", Venue.cancel("before")).getOutcomes(0).getVerdict())
                    .isEqualTo(Verdict.VERDICT_ACCEPTED);
            peer.send(state(System.currentTimeMillis(), "open"));
            awaitState(venue, VenueState.VENUE_STATE_OPEN, TradingState.TRADING_STATE_ACTIVE);
            assertThat(ordered(venue, "open", "0.01")).isEqualTo("accepted");
            peer.send(state(System.currentTimeMillis(), "settlement"));
            awaitState(venue, VenueState.VENUE_STATE_SETTLEMENT, TradingState.TRADING_STATE_HALTED);
            bring(node, VenueState.VENUE_STATE_OPEN);
            awaitState(venue, VenueState.VENUE_STATE_OPEN, TradingState.TRADING_STATE_ACTIVE);
            var report = AuditOverThePortTest.verified(AuditServiceGrpc.newBlockingStub(node.channel()));
            assertThat(report.getMismatchDetailsList()).isEmpty();
            assertThat(report.getRetaken()).as("by the words that were on the tape").isEqualTo(report.getEvents());
        }
    }

    private static void bring(RunningNode node, VenueState state) {
        FeedServiceGrpc.newStub(node.channel()).ingest(new Answers()).onNext(IngestRequest.newBuilder()
                .setFeed("feeds/desk").setVenue("venues/main").addObservations(MarketObservation.newBuilder()
                        .setSymbol("BTC-PERP").setVenueTime(Venue.now()).setState(state)).build());
    }

    @Test
    void aFeedMayShowStatesAlone() throws IOException, InterruptedException {
        BlockingQueue<LoopbackVenue.Peer> subscribed = new LinkedBlockingQueue<>();
        LoopbackVenue.Script script = (peer, text) -> {
            if (text.contains("instrument.state")) {
                subscribed.add(peer);
            }
        };
        try (LoopbackVenue market = new LoopbackVenue(script);
                RunningNode node = RunningNode.start(data, feed(Map.of("dialect", "deribit", "states", "show", "url",
                        market.url().toString(), "symbols.0", "BTC-PERP")))) {
            Venue venue = new Venue(node).opened();
            long now = System.currentTimeMillis();
            LoopbackVenue.Peer peer = subscribed.take();
            peer.send(state(now, "halted"));
            peer.send(ticker(now, "50010", "50019", "50021"));
            await().untilAsserted(() -> assertThat(perpetual(venue).getMark().getPrice()).isEqualTo("50020"));
            assertThat(node.metrics()).contains(counted("symbols_in_state", ",state=\"HALTED\"") + 1);
            assertThat(perpetual(venue).getTradingState()).isEqualTo(TradingState.TRADING_STATE_ACTIVE);
            assertThat(perpetual(venue).getVenueState()).isEqualTo(VenueState.VENUE_STATE_UNSPECIFIED);
        }
    }

    private static String counted(String name, String labels) {
        return "breakwater_feed_" + name + "{feed=\"main\",venue=\"main\"" + labels + "} ";
    }

    @Test
    void aRecordingIsPlayed() throws IOException {
        Path file = data.resolve("main_derivative_ticker.csv");
        Files.writeString(file, "exchange,symbol,timestamp,local_timestamp,funding_timestamp,funding_rate,"
                + "predicted_funding_rate,open_interest,last_price,index_price,mark_price\n"
                + "main,BTC-PERP,1583020805000000,1583020805012345,,0.0001,,100,8500.5,8499,8500\n"
                + "main,BTC-PERP,1583024405000000,1583024405012345,,0.0001,,100,8500.5,8499,8600\n");
        // It is played from when the node is there: what is of an instrument that nobody has listed yet is passed over.
        try (RunningNode node = RunningNode.start(data.resolve("node"))) {
            new Venue(node).opened();
        }
        try (RunningNode node = RunningNode.start(data.resolve("node"), feed(Map.of("files.0", file.toString(),
                "speed-permille", "600000")))) {
            Venue venue = new Venue(node);
            await().atMost(PLAYED).untilAsserted(() ->
                    assertThat(perpetual(venue).getMark().getPrice()).isEqualTo("8600"));
            await().atMost(PLAYED).untilAsserted(() -> assertThat(feeds(node)).extracting(Feed::getState)
                    .containsExactly(FeedState.FEED_STATE_DONE));
        }
    }

    private static MarketObservation mark(String price, String bid, String ask) {
        Instant now = Instant.now();
        var observation = MarketObservation.newBuilder().setSymbol("BTC-PERP").setVenueTime(
                Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()));
        return bid.isEmpty() ? observation.setTicker(TickerSeen.newBuilder().setMark(price)).build()
                : observation.setQuote(QuoteSeen.newBuilder().setBid(bid).setAsk(ask)).build();
    }

    @Test
    void aCallerBringsWhatItSees() throws IOException {
        try (RunningNode node = RunningNode.start(data)) {
            Venue venue = new Venue(node).opened();
            Answers answers = new Answers();
            StreamObserver<IngestRequest> stream = FeedServiceGrpc.newStub(node.channel()).ingest(answers);
            stream.onNext(IngestRequest.newBuilder().setFeed("feeds/desk").setVenue("venues/main")
                    .addObservations(mark("51000", "", "")).addObservations(mark("NaN", "", ""))
                    .addObservations(mark("", "3", "2")).build());
            await().untilAsserted(() -> assertThat(answers.received).hasSize(1));
            assertThat(answers.received.getFirst().getAccepted()).isEqualTo(1);
            assertThat(answers.received.getFirst().getFaultsList()).extracting(FaultCount::getFault)
                    .containsExactlyInAnyOrder("CROSSED", "NOT_A_NUMBER");
            await().untilAsserted(() -> assertThat(perpetual(venue).getMark().getPrice()).isEqualTo("51000"));
            assertThat(feeds(node)).extracting(Feed::getName).containsExactly("feeds/desk");
            stream.onCompleted();
            await().untilAsserted(() -> assertThat(feeds(node)).isEmpty());
            FeedServiceGrpc.newStub(node.channel()).ingest(answers).onNext(IngestRequest.newBuilder()
                    .setFeed("desk").build());
            await().untilAsserted(() -> assertThat(answers.failures).hasSize(1));
            assertThat(Status.fromThrowable(answers.failures.getFirst()).getCode())
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    /** What a stream answers. */
    private static final class Answers implements StreamObserver<IngestResponse> {
        private final List<IngestResponse> received = new CopyOnWriteArrayList<>();
        private final List<Throwable> failures = new CopyOnWriteArrayList<>();

        @Override
        public void onNext(IngestResponse answer) {
            received.add(answer);
        }

        @Override
        public void onError(Throwable failure) {
            failures.add(failure);
        }

        @Override
        public void onCompleted() {
            assertThat(failures).isEmpty();
        }
    }
}
