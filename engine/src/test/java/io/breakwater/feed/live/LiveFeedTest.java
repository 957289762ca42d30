package io.breakwater.feed.live;

import static io.breakwater.feed.live.LiveRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedHealth.State;
import io.breakwater.feed.Observation;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.live.deribit.Deribit;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What all live feeds share, shown with one of them against a venue on this machine. */
class LiveFeedTest {
    private static final long NOW_MILLIS = 1_700_000_000_000L;
    private static final long NOW = NOW_MILLIS * 1_000;
    private static final VenueSymbol BTC = new VenueSymbol("deribit", "BTC-PERPETUAL");
    private static final List<String> SYMBOLS = List.of("BTC-PERPETUAL");

    private static String message(String channel, String data) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"" + channel + "\",\"data\":"
                + data + "}}";
    }

    private static String trade(int id) {
        return message("trades.BTC-PERPETUAL.100ms", "[{\"trade_id\":\"" + id + "\",\"timestamp\":" + NOW_MILLIS
                + ",\"price\":30000.5,\"amount\":10.0,\"direction\":\"sell\",\"instrument_name\":\"BTC-PERPETUAL\"}]");
    }

    private static String whole(long change) {
        return message("book.BTC-PERPETUAL.100ms", "{\"type\":\"snapshot\",\"timestamp\":" + NOW_MILLIS
                + ",\"instrument_name\":\"BTC-PERPETUAL\",\"change_id\":" + change
                + ",\"bids\":[[\"new\",30000.0,10.0],[\"new\",29999.5,5.0]],\"asks\":[[\"new\",30000.5,7.0]]}");
    }

    private static String change(long previous, long change, String bids) {
        return message("book.BTC-PERPETUAL.100ms", "{\"type\":\"change\",\"timestamp\":" + (NOW_MILLIS + change)
                + ",\"instrument_name\":\"BTC-PERPETUAL\",\"change_id\":" + change + ",\"prev_change_id\":" + previous
                + ",\"bids\":" + bids + ",\"asks\":[]}");
    }

    private static LiveRig rig(LoopbackVenue.Script script) throws IOException {
        return new LiveRig(new Deribit(), SYMBOLS, NOW + SECOND, script);
    }

    @Test
    void asksForEverythingAndHears() throws IOException {
        try (LiveRig rig = rig(LiveRig.saying(trade(1), whole(5), change(5, 6, "[[\"delete\",30000.0,0.0]]")))) {
            rig.awaitObservations(3);
            await().until(() -> rig.venue.received.stream().anyMatch(it -> it.contains("public/subscribe")
                    && it.contains("ticker.BTC-PERPETUAL.100ms") && it.contains("book.BTC-PERPETUAL.100ms")));
            assertThat(rig.feed.health().state()).isEqualTo(State.LIVE);
            assertThat(rig.feed.book(BTC).bids(5)).extracting(it -> it.price().toString()).containsExactly("29999.5");
        }
    }

    @Test
    void aLineThatBreaksIsOpenedAgainAndAllIsAskedForAgain() throws IOException {
        try (LiveRig rig = rig(LiveRig.saying(trade(1)))) {
            rig.awaitObservations(1);
            int asked = rig.venue.received.size();
            rig.venue.peers.getFirst().drop();
            await().until(() -> rig.feed.health().state() == State.WAITING);
            rig.timers.advance(SECOND / 10);
            await().until(() -> rig.feed.health().connections() == 2);
            await().until(() -> rig.venue.received.size() >= 2 * asked);
        }
    }

    /** So that all who lost a venue at one moment do not come back to it at one. */
    @Test
    void howLongItWaitsIsDrawn() throws IOException {
        try (LiveRig rig = rig(LiveRig.saying(trade(1)))) {
            rig.awaitObservations(1);
            long pause = new LiveSettings(null, null, SYMBOLS, 1, 1, SECOND / 10, SECOND)
                    .backoffMicros(0, new Random(LiveRig.SEED).nextInt(1_024));
            assertThat(pause).isStrictlyBetween(SECOND / 20, SECOND / 10);
            rig.venue.peers.getFirst().drop();
            await().until(() -> rig.feed.health().state() == State.WAITING);
            rig.timers.advance(pause - 1);
            assertThat(rig.feed.health().state()).isEqualTo(State.WAITING);
            rig.timers.advance(1);
            assertThat(rig.feed.health().state()).isNotEqualTo(State.WAITING);
        }
    }

    @Test
    void aConnectionThatSaysNothingIsGivenUp() throws IOException {
        try (LiveRig rig = rig((peer, _) -> peer.ping())) {
            await().until(() -> rig.feed.health().connections() == 1);
            rig.timers.advance(LiveRig.SILENCE);
            assertThat(rig.feed.health().state()).isEqualTo(State.CONNECTING);
            rig.timers.advance(LiveRig.SILENCE / 2);
            assertThat(rig.feed.health().state()).isEqualTo(State.SILENT);
            assertThat(rig.feed.health().reason()).isEqualTo("silent");
            rig.timers.advance(SECOND);
            await().until(() -> rig.feed.health().connections() == 2);
        }
    }

    @Test
    void aVenueThatGoesSilentIsNoticedTo() throws IOException {
        try (LiveRig rig = rig(LiveRig.saying(trade(1)))) {
            rig.awaitObservations(1);
            rig.timers.advance(2 * LiveRig.SILENCE);
            await().until(() -> rig.feed.health().connections() == 2);
        }
    }

    @Test
    void aGapMakesTheBookBeAskedForAgain() throws IOException {
        AtomicInteger times = new AtomicInteger();
        LoopbackVenue.Script script = (peer, text) -> {
            if (text.contains("public/subscribe") && text.contains("book.")) {
                if (times.incrementAndGet() == 1) {
                    peer.send(whole(5));
                    peer.send(change(6, 7, "[]"));
                } else {
                    peer.send(change(7, 8, "[[\"new\",30000.2,1.0]]"));
                    peer.send(whole(8));
                    peer.send(change(8, 9, "[[\"new\",30000.1,1.0]]"));
                }
            }
        };
        try (LiveRig rig = rig(script)) {
            rig.awaitObservations(3);
            assertThat(rig.faults).containsExactly(Fault.GAP);
            assertThat(rig.venue.received).anyMatch(it -> it.contains("public/unsubscribe"));
            assertThat(rig.of(Observation.Book.class)).extracting(it -> it.at().sequence())
                    .containsExactly(5L, 8L, 9L);
            assertThat(rig.feed.book(BTC).bids(1).getFirst().price().toString()).isEqualTo("30000.1");
        }
    }

    @Test
    void aBookThatCrossesIsNotUsed() throws IOException {
        try (LiveRig rig = rig(LiveRig.saying(whole(5), change(5, 6, "[[\"new\",30001.0,1.0]]")))) {
            await().until(() -> rig.faults.contains(Fault.CROSSED));
            assertThat(rig.feed.book(BTC)).isNull();
        }
    }

    @Test
    void whatCannotBeReadIsCounted() throws IOException {
        try (LiveRig rig = rig(LiveRig.saying("{", "[]", "\"x\"", "{\"params\":{\"channel\":\"x.y\",\"data\":{}}}",
                message("trades.B.100ms", "[{\"trade_id\":\"1\",\"price\":\"NaN\"}]"), trade(1)))) {
            rig.awaitObservations(1);
            assertThat(rig.feed.health().faults()).containsEntry(Fault.UNKNOWN, 1L)
                    .containsEntry(Fault.NOT_A_NUMBER, 1L).containsEntry(Fault.MALFORMED, 1L)
                    .containsEntry(Fault.TRUNCATED, 2L);
            assertThat(rig.feed.health().state()).isEqualTo(State.LIVE);
        }
    }

    @Test
    void signsOfLifeAreAnsweredAndGiven() throws IOException {
        try (LiveRig rig = rig(LiveRig.saying(trade(1),
                "{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}"))) {
            await().until(() -> rig.venue.received.stream().filter(it -> it.contains("public/test")).count() == 1);
            rig.timers.advance(15 * SECOND);
            await().until(() -> rig.venue.received.stream().filter(it -> it.contains("public/test")).count() == 2);
        }
    }

    @Test
    void whereNobodyListensItWaitsLongerEachTime() throws IOException {
        LiveSettings settings = new LiveSettings(null, null, SYMBOLS, 1, 1, 100, 10_000);
        assertThat(settings.backoffMicros(0, 0)).isEqualTo(50);
        assertThat(settings.backoffMicros(3, 1_023)).isBetween(790L, 800L);
        assertThat(settings.backoffMicros(60, 0)).isEqualTo(5_000);
        try (LiveRig rig = rig((_, _) -> { })) {
            await().until(() -> rig.feed.health().connections() == 1);
            rig.venue.close();
            await().until(() -> rig.feed.health().state() == State.WAITING);
            rig.timers.advance(SECOND);
            await().until(() -> rig.feed.health().reason().startsWith("cannot connect"));
        }
    }
}
