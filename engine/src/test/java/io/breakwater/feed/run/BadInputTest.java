package io.breakwater.feed.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.Feed;
import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.live.LiveFeed;
import io.breakwater.feed.live.LiveSettings;
import io.breakwater.feed.live.LoopbackVenue;
import io.breakwater.feed.live.ManualTimers;
import io.breakwater.feed.live.Venue;
import io.breakwater.feed.live.deribit.Deribit;
import io.breakwater.feed.live.okx.Okx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of bad input once, from the wire to the marks: it is counted as what it is, seen in the metrics, and makes
 * no mark; what is good before and after it does. One row a kind.
 */
class BadInputTest {
    private static final long T = 1_700_000_000_000L;
    private static final long NOW = T * 1_000 + 2_000_000;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);
    private static final String PERPETUAL = "BTC-PERPETUAL";

    private final List<Long> marks = new ArrayList<>();
    private final ManualTimers timers = new ManualTimers(NOW);
    @TempDir
    private Path directory;

    /** @param waitSeconds before the bad message @param bad message of a venue */
    private record Row(Fault fault, Venue venue, List<String> good, long waitSeconds, String bad) {

        @Override
        public String toString() {
            return fault + " from " + venue.id();
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                row(Fault.MALFORMED, ticker(T, "1.2.3", 99, 101)),
                row(Fault.TRUNCATED, ticker(T, "555", 554, 556).substring(0, 120)),
                row(Fault.NOT_A_NUMBER, ticker(T, "'NaN'", 554, 556)),
                row(Fault.OVERFLOW, ticker(T, "99999999999999999999", 554, 556)),
                row(Fault.ZERO, ticker(T, "0", 554, 556)),
                row(Fault.NEGATIVE, ticker(T, "-555", 554, 556)),
                row(Fault.CROSSED, book(1, 0, "[['new',556,1]]", "[['new',554,1]]")),
                row(Fault.FUTURE, ticker(T + HOUR_MILLIS, "555", 554, 556)),
                row(Fault.PAST, ticker(5, "555", 554, 556)),
                after(List.of(ticker(T + 1_000, "100", 99, 101)), 0, Fault.REORDERED, ticker(T, "555", 554, 556)),
                after(List.of(ticker(T, "100", 99, 101)), 0, Fault.DUPLICATED, ticker(T, "100", 99, 101)),
                after(List.of(ticker(T, "100", 99, 101)), 11, Fault.FROZEN, ticker(T, "555", 554, 556)),
                after(List.of(book(5, 0, "[['new',99,1]]", "[['new',101,1]]")), 0, Fault.GAP,
                        book(8, 7, "[['new',100,9]]", "[]")),
                new Row(Fault.CHECKSUM, new Okx(), List.of(), 0, "{'arg':{'channel':'books','instId':'" + PERPETUAL
                        + "'},'action':'snapshot','data':[{'asks':[['556','1','0','1']],'bids':[['554','1','0','1']],"
                        + "'ts':'" + T + "','checksum':7,'prevSeqId':-1,'seqId':1}]}"),
                row(Fault.OVERSIZED, book(1, 0, IntStream.range(0, 10_001)
                        .mapToObj(i -> "['new'," + (20_000 - i) + ",1]").collect(Collectors.joining(",", "[", "]")),
                        "[['new',20001,1]]")),
                row(Fault.UNKNOWN, said("nobody.asked", "{'mark_price':555}")),
                row(Fault.BOUND, said("trades." + PERPETUAL + ".100ms", Stream.concat(
                        IntStream.range(0, 16_384).mapToObj(i -> trade("OTHER-" + i)), Stream.of(trade(PERPETUAL)))
                        .collect(Collectors.joining(",", "[", "]")))));
    }

    private static Row row(Fault fault, String bad) {
        return after(List.of(), 0, fault, bad);
    }

    private static Row after(List<String> good, long waitSeconds, Fault fault, String bad) {
        return new Row(fault, new Deribit(), good, waitSeconds, bad);
    }

    private static String said(String channel, String data) {
        return "{'jsonrpc':'2.0','method':'subscription','params':{'channel':'" + channel + "','data':" + data + "}}";
    }

    private static String ticker(long millis, String mark, int bid, int ask) {
        return said("ticker." + PERPETUAL + ".100ms", "{'timestamp':" + millis + ",'mark_price':" + mark
                + ",'index_price':100,'best_bid_price':" + bid + ",'best_bid_amount':1,'best_ask_price':" + ask
                + ",'best_ask_amount':1,'instrument_name':'" + PERPETUAL + "'}");
    }

    private static String trade(String symbol) {
        return "{'trade_id':'" + symbol + "','timestamp':" + T + ",'price':555,'amount':1,'direction':'buy',"
                + "'instrument_name':'" + symbol + "'}";
    }

    private static String book(long change, long previous, String bids, String asks) {
        String chain = previous == 0 ? "'type':'snapshot'" : "'type':'change','prev_change_id':" + previous;
        return said("book." + PERPETUAL + ".100ms", "{" + chain + ",'timestamp':" + (T + change)
                + ",'instrument_name':'" + PERPETUAL + "','change_id':" + change + ",'bids':" + bids + ",'asks':" + asks
                + "}");
    }

    @Test
    void everyKindHasARow() {
        assertThat(Stream.concat(rows().map(Row::fault), Stream.of(Fault.BOMB)))
                .containsExactlyInAnyOrder(Fault.values());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isCountedAndMakesNoMark(Row row) throws IOException {
        Conflation conflation = new Conflation(Map.of(PERPETUAL, Decimal.parse("1000")));
        Marking marking = marking(row.venue().id());
        AtomicReference<LoopbackVenue.Peer> peer = new AtomicReference<>();
        try (LoopbackVenue venue = new LoopbackVenue((from, _) -> peer.set(from));
                HttpClient http = HttpClient.newHttpClient();
                LiveFeed feed = new LiveFeed(row.venue(), settings(venue), timers, new LiveFeed.Net(http, new Random(1)),
                        conflation)) {
            feed.start();
            await().until(() -> peer.get() != null);
            say(peer.get(), row.good());
            await().until(() -> row.good().isEmpty() || feed.health().good() > 0);
            List<Long> before = marked(marking, conflation, row.venue().id());
            assertThat(before).allMatch(it -> it == 10_000);
            timers.advance(row.waitSeconds() * 1_000_000);
            say(peer.get(), List.of(row.bad()));
            await().untilAsserted(() -> assertThat(feed.health().faults()).as(() -> feed.health() + " "
                    + feed.quarantine().held()).containsKey(row.fault()));
            assertThat(metric(feed.health(), row.fault())).isPositive();
            assertThat(marked(marking, conflation, row.venue().id())).as("prices of marks").allMatch(it -> it == 10_000);
            goesOn(row, peer.get(), feed);
        }
    }

    /** The connection is the same, and what is good is taken. */
    private static void goesOn(Row row, LoopbackVenue.Peer peer, LiveFeed feed) {
        long good = feed.health().good();
        boolean isFull = row.fault() == Fault.BOUND;
        if (row.venue() instanceof Deribit && !isFull) {
            say(peer, List.of(ticker(T + 2_000, "100", 99, 101)));
            await().until(() -> feed.health().good() > good);
        }
        assertThat(feed.health().connections()).isEqualTo(1);
    }

    /** What is packed so that it grows beyond all measure ends the file; what came before it has made its mark. */
    @Test
    void aBombIsCountedAndMakesNoMark() throws IOException {
        Path file = directory.resolve("deribit_trades_2023-11-14_" + PERPETUAL + ".csv.gz");
        byte[] rows = ("exchange,symbol,timestamp,local_timestamp,id,side,price,amount\nderibit," + PERPETUAL + ","
                + T * 1_000 + "," + T * 1_000 + ",1,buy,100,1\n").getBytes(StandardCharsets.UTF_8);
        byte[] bomb = Arrays.copyOf(rows, 32 << 20);
        Arrays.fill(bomb, rows.length, bomb.length, (byte) '\n');
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bomb);
        }
        Files.write(file, packed.toByteArray());
        Conflation conflation = new Conflation();
        Marking marking = marking("deribit");
        try (Feed feed = new FileFeed("bomb", new FeedSettings.Files(List.of(file), 1_000), timers, conflation)) {
            feed.start();
            timers.advance(1_000_000);
            assertThat(feed.health().faults()).isEqualTo(Map.of(Fault.BOMB, 1L));
            assertThat(feed.health().state()).isEqualTo(FeedHealth.State.DONE);
            assertThat(metric(feed.health(), Fault.BOMB)).isEqualTo(1);
            assertThat(marked(marking, conflation, "deribit")).containsExactly(10_000L);
        }
    }

    private static void say(LoopbackVenue.Peer peer, List<String> messages) {
        messages.forEach(message -> peer.send(message.replace('\'', '"')));
    }

    private static LiveSettings settings(LoopbackVenue venue) {
        return new LiveSettings(venue.url(), venue.rest(), List.of(PERPETUAL), 3_600_000_000L, 3_600_000_000L, 100_000,
                30_000_000);
    }

    private Marking marking(String venue) {
        return new Marking(new Aliases(venue, Map.of()), (_, mark) -> marks.add(mark.ticks()));
    }

    /** Prices of the marks that were made since the last time, in cents. */
    private List<Long> marked(Marking marking, Conflation conflation, String venue) {
        marks.clear();
        marking.mark(conflation, view(venue), timers.nowMicros());
        return List.copyOf(marks);
    }

    private static MarketView view(String venue) {
        Terms terms = new Terms(1, 0, new Payoff.Inverse(), "BTC", BTC, USD, BTC, 10, 0, 2, 2, 0,
                List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
        return MarketView.EMPTY.apply(new TapeEvent.InstrumentObserved(new Quoted(1, "perpetual", venue, PERPETUAL,
                terms, LifeCycle.OPEN, Mark.NONE, TradingState.ACTIVE)));
    }

    /** As it is gathered. */
    private static long metric(FeedHealth health, Fault fault) {
        String row = "breakwater_feed_faults_total{feed=\"" + health.name() + "\",venue=\"v\",fault=\"" + fault + "\"} ";
        return FeedMetrics.of(List.of(new FeedStatus(health, "v", 0, FeedStatus.Symbols.NONE, null))).lines()
                .filter(line -> line.startsWith(row))
                .mapToLong(line -> Long.parseLong(line.substring(row.length())))
                .sum();
    }
}
