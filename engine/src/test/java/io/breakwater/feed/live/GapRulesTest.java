package io.breakwater.feed.live;

import static io.breakwater.feed.live.LiveRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.feed.Fault;
import io.breakwater.feed.Observation.Book;
import io.breakwater.feed.live.binance.Binance;
import io.breakwater.feed.live.binance.BinanceMarket;
import io.breakwater.feed.live.bybit.Bybit;
import io.breakwater.feed.live.okx.Okx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a gap is to each venue, and how its book becomes whole again; of Deribit and COIN-M where they are tested. */
class GapRulesTest {
    private static final long T = 1_700_000_000_000L;
    private static final long NOW = (T + 2_000) * 1_000;

    private static String said(String message) {
        return message.replace('\'', '"');
    }

    private static String okx(String action, long previous, long sequence) {
        return said("{'arg':{'channel':'books','instId':'BTC-USDT-SWAP'},'action':'" + action + "','data':[{'asks':"
                + "[['101','1','0','1']],'bids':[['99','1','0','1']],'ts':'" + T + "','prevSeqId':"
                + previous + ",'seqId':" + sequence + "}]}");
    }

    private static String bybit(String type, long update) {
        return said("{'topic':'orderbook.200.BTCUSDT','type':'" + type + "','ts':" + (T + update)
                + ",'data':{'s':'BTCUSDT','b':[['99','1']],'a':[['101','1']],'u':" + update + ",'seq':7}}");
    }

    private static String spot(long first, long last) {
        return said("{'stream':'btcusdt@depth@100ms','data':{'e':'depthUpdate','E':" + (T + last)
                + ",'s':'BTCUSDT','U':" + first + ",'u':" + last + ",'b':[],'a':[['102','1']]}}");
    }

    private static List<Long> sequences(LiveRig rig) {
        return rig.of(Book.class).stream().map(it -> it.at().sequence()).toList();
    }

    @Test
    void okxNamesTheChangeBefore() throws IOException {
        List<String> messages = new ArrayList<>(List.of(okx("snapshot", -1, 10), okx("update", 10, 15)));
        messages.addAll(List.of(okx("update", 15, 3), okx("update", 3, 5), okx("update", 6, 9), okx("update", 9, 12)));
        messages.addAll(List.of(okx("snapshot", -1, 20), okx("update", 20, 24)));
        try (LiveRig rig = new LiveRig(new Okx(), List.of("BTC-USDT-SWAP"), NOW,
                LiveRig.saying(messages.toArray(String[]::new)))) {
            rig.awaitObservations(6);
            assertThat(sequences(rig)).as("after a maintenance it counts from less").containsExactly(
                    10L, 15L, 3L, 5L, 20L, 24L);
            assertThat(rig.faults).containsExactly(Fault.GAP);
            await().until(() -> rig.venue.received.stream().anyMatch(it -> it.contains("unsubscribe")));
        }
    }

    @Test
    void bybitCountsByOneAndBeginsAnewWithOne() throws IOException {
        try (LiveRig rig = new LiveRig(new Bybit("bybit"), List.of("BTCUSDT"), NOW, LiveRig.saying(
                bybit("snapshot", 7), bybit("delta", 8), bybit("delta", 1), bybit("delta", 2), bybit("delta", 4),
                bybit("snapshot", 9), bybit("delta", 10)))) {
            rig.awaitObservations(6);
            assertThat(sequences(rig)).containsExactly(7L, 8L, 1L, 2L, 9L, 10L);
            assertThat(rig.faults).containsExactly(Fault.GAP);
            await().until(() -> rig.venue.received.stream().anyMatch(it -> it.contains("unsubscribe")));
        }
    }

    @Test
    void spotSaysItsFirstUpdateAndIsFetchedAgain() throws IOException {
        List<String> fetched = new CopyOnWriteArrayList<>();
        UnaryOperator<String> get = path -> {
            fetched.add(path);
            return said("{'lastUpdateId':" + (fetched.size() == 1 ? 160 : 178)
                    + ",'bids':[['99','1']],'asks':[['101','1']]}");
        };
        try (LiveRig rig = new LiveRig(new Binance(BinanceMarket.SPOT), List.of("BTCUSDT"), NOW,
                LiveRig.serving(get, spot(159, 165), spot(166, 170)))) {
            rig.awaitObservations(3);
            rig.timers.advance(6 * SECOND);
            rig.venue.peers.getFirst().send(spot(175, 180));
            rig.awaitObservations(5);
            rig.venue.peers.getFirst().send(spot(181, 185));
            rig.awaitObservations(6);
            assertThat(sequences(rig)).containsExactly(160L, 165L, 170L, 178L, 180L, 185L);
            assertThat(rig.faults).containsExactly(Fault.GAP);
            assertThat(fetched).hasSize(2);
        }
    }
}
