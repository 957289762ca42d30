package io.breakwater.feed.live;

import static org.awaitility.Awaitility.await;

import io.breakwater.feed.Fault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A live feed that listens to a venue on this machine, with time in the test's hand. */
final class LiveRig implements AutoCloseable {
    static final long SECOND = 1_000_000;
    static final long SILENCE = 20 * SECOND;
    static final int SEED = 1;

    final List<Observation> observations = new CopyOnWriteArrayList<>();
    final List<Fault> faults = new CopyOnWriteArrayList<>();
    final LoopbackVenue venue;
    final LiveFeed feed;
    final ManualTimers timers;
    private final HttpClient http = HttpClient.newHttpClient();

    LiveRig(Venue dialect, List<String> symbols, long nowMicros, LoopbackVenue.Script script) throws IOException {
        this.venue = new LoopbackVenue(script);
        this.timers = new ManualTimers(nowMicros);
        Sink sink = new Sink() {
            @Override
            public void observed(Observation observation) {
                observations.add(observation);
            }

            @Override
            public void faulty(Fault fault, String text) {
                faults.add(fault);
            }
        };
        LiveSettings settings = new LiveSettings(venue.url(), venue.rest(), symbols, SILENCE, 15 * SECOND,
                SECOND / 10, 30 * SECOND);
        this.feed = new LiveFeed(dialect, settings, timers, new LiveFeed.Net(http, new Random(SEED)), sink);
        feed.start();
    }

    /** A script that answers every subscription with these messages. */
    static LoopbackVenue.Script saying(String... messages) {
        AtomicReference<LoopbackVenue.Peer> last = new AtomicReference<>();
        return (peer, _) -> {
            if (last.getAndSet(peer) != peer) {
                List.of(messages).forEach(peer::send);
            }
        };
    }

    /** A script that says these messages as {@link #saying} does, and answers GETs. @param get null for 404, by path */
    static LoopbackVenue.Script serving(UnaryOperator<String> get, String... messages) {
        LoopbackVenue.Script saying = saying(messages);
        return new LoopbackVenue.Script() {
            @Override
            public void received(LoopbackVenue.Peer peer, String text) {
                saying.received(peer, text);
            }

            @Override
            public String get(String path) {
                return get.apply(path);
            }
        };
    }

    <T extends Observation> List<T> of(Class<T> kind) {
        return observations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void awaitObservations(int count) {
        await().untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(observations)
                .as(() -> feed.health() + " " + feed.quarantine().held()).hasSizeGreaterThanOrEqualTo(count));
    }

    @Override
    public void close() throws IOException {
        feed.close();
        venue.close();
        http.shutdownNow();
    }
}
