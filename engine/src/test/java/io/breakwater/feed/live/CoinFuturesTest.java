package io.breakwater.feed.live;

import static io.breakwater.feed.live.LiveRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.Observation.Book;
import io.breakwater.feed.Observation.Funding;
import io.breakwater.feed.Observation.Liquidation;
import io.breakwater.feed.Observation.Quote;
import io.breakwater.feed.Observation.Side;
import io.breakwater.feed.Observation.Ticker;
import io.breakwater.feed.Observation.Trade;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.live.binance.Binance;
import io.breakwater.feed.live.binance.BinanceMarket;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Binance's COIN-M market, every stream that is asked for, with messages as its documentation shows them. */
class CoinFuturesTest {
    private static final long T = 1_591_270_260_891L;
    private static final long NOW = (T + 2_000) * 1_000;
    private static final VenueSymbol PERPETUAL = new VenueSymbol("binance-coinm", "BTCUSD_PERP");

    private final List<String> fetched = new CopyOnWriteArrayList<>();

    private static Decimal d(String text) {
        return Decimal.parse(text);
    }

    private static String said(String stream, String data) {
        return "{\"stream\":\"btcusd_perp@" + stream + "\",\"data\":" + data.replace('\'', '"') + "}";
    }

    private static String depth(long first, long last, long previous, String bids) {
        return said("depth@100ms", "{'e':'depthUpdate','E':" + (T + last) + ",'T':" + (T + last)
                + ",'s':'BTCUSD_PERP','ps':'BTCUSD','U':" + first + ",'u':" + last + ",'pu':" + previous
                + ",'b':" + bids + ",'a':[]}");
    }

    private static String whole(long last) {
        return ("{'lastUpdateId':" + last + ",'symbol':'BTCUSD_PERP','pair':'BTCUSD','E':" + T + ",'T':" + T
                + ",'bids':[['9517.6','10']],'asks':[['9518.5','45']]}").replace('\'', '"');
    }

    /** A venue that gives whole books under these numbers, one after the other. */
    private LiveRig rig(List<String> messages, long... wholes) throws IOException {
        UnaryOperator<String> get = path -> {
            fetched.add(path);
            return whole(wholes[Math.min(wholes.length, fetched.size()) - 1]);
        };
        return new LiveRig(new Binance(BinanceMarket.COINM), List.of("BTCUSD_PERP"), NOW,
                LiveRig.serving(get, messages.toArray(String[]::new)));
    }

    @Test
    void asksForEveryStream() throws IOException {
        try (LiveRig rig = rig(List.of(), 1)) {
            await().until(() -> !rig.venue.received.isEmpty());
            assertThat(rig.venue.received.getFirst()).contains("btcusd_perp@aggTrade", "btcusd_perp@bookTicker",
                    "btcusd_perp@depth@100ms", "btcusd_perp@markPrice@1s", "btcusd_perp@forceOrder", "!contractInfo");
        }
    }

    @Test
    void tradesQuotesMarksAndLiquidations() throws IOException {
        List<String> messages = List.of("{\"result\":null,\"id\":1}",
                said("aggTrade", "{'e':'aggTrade','E':" + T + ",'a':424951,'s':'BTCUSD_PERP','p':'9643.5','q':'2',"
                        + "'f':606073,'l':606073,'T':" + T + ",'m':false}"),
                said("bookTicker", "{'e':'bookTicker','u':17242169,'s':'BTCUSD_PERP','ps':'BTCUSD','b':'9548.1',"
                        + "'B':'52','a':'9548.5','A':'11','T':" + T + ",'E':" + T + "}"),
                said("markPrice@1s", "{'e':'markPriceUpdate','E':" + T + ",'s':'BTCUSD_PERP','p':'9550.62615417',"
                        + "'P':'9560.1','i':'9549.5','r':'0.00030000','T':" + (T + 1) + "}"),
                said("forceOrder", "{'e':'forceOrder','E':" + T + ",'o':{'s':'BTCUSD_PERP','ps':'BTCUSD','S':'SELL',"
                        + "'o':'LIMIT','f':'IOC','q':'1','p':'9425.5','ap':'9496.5','X':'FILLED','l':'1','z':'1',"
                        + "'T':" + T + "}}"));
        try (LiveRig rig = rig(messages, 1)) {
            rig.awaitObservations(5);
            assertThat(rig.feed.health().faults()).isEmpty();
            assertThat(rig.observations).allMatch(it -> it.of().equals(PERPETUAL));
            assertThat(rig.of(Trade.class).getFirst().price()).isEqualTo(d("9643.5"));
            assertThat(rig.of(Trade.class).getFirst().side()).isEqualTo(Side.BUY);
            assertThat(rig.of(Quote.class).getFirst().touch().ask()).isEqualTo(d("9548.5"));
            assertThat(rig.of(Ticker.class).getFirst().mark()).isEqualTo(d("9550.62615417"));
            assertThat(rig.of(Ticker.class).getFirst().index()).isEqualTo(d("9549.5"));
            assertThat(rig.of(Funding.class).getFirst().rate()).isEqualTo(d("0.0003"));
            assertThat(rig.of(Liquidation.class).getFirst().price()).isEqualTo(d("9496.5"));
            assertThat(rig.of(Liquidation.class).getFirst().side()).isEqualTo(Side.SELL);
        }
    }

    @Test
    void aDeliveryFutureHasNoFunding() throws IOException {
        try (LiveRig rig = rig(List.of(said("markPrice@1s", "{'e':'markPriceUpdate','E':" + T
                + ",'s':'BTCUSD_200925','p':'100.1','P':'100','r':'','T':0}")), 1)) {
            rig.awaitObservations(1);
            assertThat(rig.of(Ticker.class)).hasSize(1);
            assertThat(rig.of(Funding.class)).isEmpty();
        }
    }

    /** Changes before the whole book wait; the first may overlap it, then each names the last of the one before. */
    @Test
    void aBookFollowsAndIsFetchedAgainAfterAGap() throws IOException {
        List<String> messages = List.of(depth(80, 90, 79, "[['9500','1']]"), depth(95, 102, 94, "[['9517.6','12']]"),
                depth(103, 105, 102, "[['9517.6','0'],['9517','3']]"));
        try (LiveRig rig = rig(messages, 100, 110)) {
            rig.awaitObservations(3);
            assertThat(fetched).containsExactly("/dapi/v1/depth?limit=1000&symbol=BTCUSD_PERP");
            assertThat(rig.of(Book.class)).extracting(it -> it.at().sequence()).containsExactly(100L, 102L, 105L);
            assertThat(rig.feed.book(PERPETUAL).bids(1).getFirst().price()).isEqualTo(d("9517"));
            rig.timers.advance(6 * SECOND);
            rig.venue.peers.getFirst().send(depth(107, 109, 106, "[]"));
            await().until(() -> rig.faults.contains(Fault.GAP));
            rig.venue.peers.getFirst().send(depth(110, 112, 109, "[['9516','4']]"));
            await().until(() -> rig.of(Book.class).getLast().at().sequence() == 112);
            assertThat(fetched).hasSize(2);
            assertThat(rig.feed.book(PERPETUAL).bids(2).getLast().price()).isEqualTo(d("9516"));
            assertThat(rig.feed.health().faults()).containsOnlyKeys(Fault.GAP);
        }
    }
}
