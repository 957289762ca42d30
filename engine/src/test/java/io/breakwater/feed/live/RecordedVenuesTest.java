package io.breakwater.feed.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.Observation;
import io.breakwater.feed.live.binance.Binance;
import io.breakwater.feed.live.binance.BinanceMarket;
import io.breakwater.feed.live.bybit.Bybit;
import io.breakwater.feed.live.deribit.Deribit;
import io.breakwater.feed.live.okx.Okx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Half a minute of each venue as it was recorded, told again over a socket; skipped where it is not beside us. */
class RecordedVenuesTest {
    private static final Path RAW = Path.of(System.getProperty("breakwater.root")).resolve("../shared/data/ws/raw");

    /** @param messages in order @param books by symbol, as they were fetched @param endMicros after the last message */
    private record Recording(List<String> messages, Map<String, String> books, long endMicros) {

        /** @param address part of the address that messages came from: the same symbol means other things elsewhere */
        static Recording of(String name, String address) throws IOException {
            Path file = RAW.resolve(name + ".jsonl.gz");
            assumeTrue(Files.isReadable(file), file + " is not there");
            ObjectMapper mapper = new ObjectMapper();
            List<String> messages = new ArrayList<>();
            Map<String, String> books = new HashMap<>();
            Set<String> connections = new HashSet<>();
            double last = 0;
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file))))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    JsonNode it = mapper.readTree(line);
                    String url = it.path("url").asText();
                    String kind = it.path("t").asText();
                    if (kind.equals("connect") && it.path("addr").asText().contains(address)) {
                        connections.add(it.path("conn").asText());
                    } else if (kind.equals("recv") && connections.contains(it.path("conn").asText())) {
                        messages.add(it.path("data").asText());
                        last = it.path("ts").asDouble();
                    } else if (url.contains("/depth?symbol=")) {
                        books.put(url.replaceAll(".*symbol=([A-Z0-9]+).*", "$1"), it.path("data").asText());
                    }
                }
            }
            return new Recording(messages, books, (long) (last * 1e6) + 1_000_000);
        }
    }

    /** @param good and books that come at least; what is wrong may come a little later */
    private static FeedHealth heard(Venue venue, Recording recording, long good, long books) throws IOException {
        LoopbackVenue.Script saying = LiveRig.saying(recording.messages().toArray(String[]::new));
        LoopbackVenue.Script script = new LoopbackVenue.Script() {
            @Override
            public void received(LoopbackVenue.Peer peer, String text) {
                saying.received(peer, text);
            }

            @Override
            public String get(String path) {
                return recording.books().get(path.substring(path.lastIndexOf('=') + 1));
            }
        };
        try (LiveRig rig = new LiveRig(venue, List.of("BTC-PERPETUAL"), recording.endMicros(), script)) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(rig.feed.health().good()).as(() -> rig.feed.health().toString()).isGreaterThan(good);
                assertThat(books(rig.observations)).isGreaterThanOrEqualTo(books);
            });
            await().during(Duration.ofMillis(300)).untilAsserted(() -> assertThat(rig.observations).isNotEmpty());
            return rig.feed.health();
        }
    }

    private static long books(List<Observation> observations) {
        return observations.stream().filter(Observation.Book.class::isInstance).count();
    }

    @Test
    void deribit() throws IOException {
        FeedHealth health = heard(new Deribit(), Recording.of("DERIBIT", "wss"), 144, 46);
        assertThat(health.faults()).isEmpty();
    }

    @Test
    void binanceFutures() throws IOException {
        FeedHealth health = heard(new Binance(BinanceMarket.USDM), Recording.of("BINANCE_FUTURES", "wss"), 1470, 753);
        assertThat(health.faults()).containsOnlyKeys(Fault.UNKNOWN);
    }

    @Test
    void binanceSpot() throws IOException {
        FeedHealth health = heard(new Binance(BinanceMarket.SPOT), Recording.of("BINANCE", "wss"), 250, 176);
        assertThat(health.faults()).containsOnlyKeys(Fault.UNKNOWN);
    }

    @Test
    void okx() throws IOException {
        FeedHealth health = heard(new Okx(), Recording.of("OKX", "wss"), 391, 290);
        assertThat(health.faults()).isEmpty();
    }

    @Test
    void bybit() throws IOException {
        FeedHealth health = heard(new Bybit("bybit"), Recording.of("BYBIT", "linear"), 1000, 1000);
        assertThat(health.faults()).containsOnlyKeys(Fault.UNKNOWN);
    }
}
