package io.breakwater.feed.live;

import static io.breakwater.feed.live.LiveRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.Observation.Book;
import io.breakwater.feed.Observation.Funding;
import io.breakwater.feed.Observation.IndexPrice;
import io.breakwater.feed.Observation.InstrumentState;
import io.breakwater.feed.Observation.Liquidation;
import io.breakwater.feed.Observation.OptionTicker;
import io.breakwater.feed.Observation.Quote;
import io.breakwater.feed.Observation.Side;
import io.breakwater.feed.Observation.State;
import io.breakwater.feed.Observation.Ticker;
import io.breakwater.feed.Observation.Trade;
import io.breakwater.feed.live.binance.Binance;
import io.breakwater.feed.live.binance.BinanceMarket;
import io.breakwater.feed.live.bybit.Bybit;
import io.breakwater.feed.live.deribit.Deribit;
import io.breakwater.feed.live.okx.Okx;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each venue's dialect, end to end, with messages as its documentation shows them. */
class VenuesTest {
    private static final long T = 1_700_000_000_000L;
    private static final long NOW = (T + 2_000) * 1_000;

    private static Decimal d(String text) {
        return Decimal.parse(text);
    }

    private static String deribit(String channel, String data) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"" + channel + "\",\"data\":"
                + data.replace('\'', '"') + "}}";
    }

    @Test
    void deribit() throws IOException {
        try (LiveRig rig = new LiveRig(new Deribit(), List.of("BTC-PERPETUAL", "BTC-29DEC23-40000-C", "btc_usd"), NOW,
                LiveRig.saying(
                        "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":[{\"instrument_name\":\"BTC-29DEC23-40000-C\","
                                + "\"is_active\":true,\"state\":\"locked\"}]}",
                        deribit("ticker.BTC-PERPETUAL.100ms", "{'timestamp':" + T + ",'state':'open','mark_price':"
                                + "37000.12,'index_price':37001.5,'last_price':37000.0,'current_funding':0.00001,"
                                + "'open_interest':5000,'instrument_name':'BTC-PERPETUAL','best_bid_price':37000.0,"
                                + "'best_bid_amount':10.0,'best_ask_price':0.0,'best_ask_amount':0.0}"),
                        deribit("ticker.BTC-29DEC23-40000-C.100ms", "{'timestamp':" + T + ",'state':'halted',"
                                + "'mark_price':0.0421,'mark_iv':55.5,'bid_iv':54.0,'ask_iv':0.0,'underlying_price':"
                                + "37100.0,'index_price':37001.5,'greeks':{'delta':0.31,'gamma':1e-05},"
                                + "'open_interest':12.5,'instrument_name':'BTC-29DEC23-40000-C',"
                                + "'best_bid_price':0.042,'best_bid_amount':1.0,'best_ask_price':0,"
                                + "'best_ask_amount':0}"),
                        deribit("trades.BTC-PERPETUAL.100ms", "[{'trade_id':'9','timestamp':" + T + ",'price':37000,"
                                + "'amount':100,'direction':'sell','liquidation':'T',"
                                + "'instrument_name':'BTC-PERPETUAL'}]"),
                        deribit("deribit_price_index.btc_usd", "{'timestamp':" + T + ",'price':37001.52,"
                                + "'index_name':'btc_usd'}"),
                        deribit("instrument.state.any.BTC", "{'timestamp':" + (T + 1) + ",'state':'settled',"
                                + "'instrument_name':'BTC-PERPETUAL'}"),
                        deribit("instrument.state.any.BTC", "{'timestamp':" + (T + 900) + ",'state':'settled',"
                                + "'instrument_name':'BTC-PERPETUAL'}"),
                        deribit("instrument.state.any.BTC", "{'timestamp':" + (T + 1_001) + ",'state':'settled',"
                                + "'instrument_name':'BTC-PERPETUAL'}"),
                        deribit("instrument.state.any.BTC", "{'timestamp':" + (T + 1_002) + ",'state':'bewitched',"
                                + "'instrument_name':'BTC-PERPETUAL'}")))) {
            rig.awaitObservations(12);
            await().until(() -> !rig.feed.health().faults().isEmpty());
            assertThat(rig.feed.health().faults()).as("a word that nobody knows").containsOnlyKeys(Fault.UNKNOWN);
            assertThat(rig.of(Ticker.class).getFirst().mark()).isEqualTo(d("37000.12"));
            assertThat(rig.of(Quote.class).getFirst().touch().ask()).isEqualTo(Decimal.ABSENT);
            OptionTicker option = rig.of(OptionTicker.class).getFirst();
            assertThat(option.vols().mark()).isEqualTo(d("0.555"));
            assertThat(option.greeks().gamma()).isEqualTo(d("0.00001"));
            assertThat(rig.of(Trade.class).getFirst().side()).isEqualTo(Side.SELL);
            assertThat(rig.of(Liquidation.class)).hasSize(1);
            assertThat(rig.of(IndexPrice.class).getFirst().price()).isEqualTo(d("37001.52"));
            assertThat(rig.of(InstrumentState.class)).extracting(InstrumentState::state)
                    .as("a state that stays is said again after a second").containsExactly(State.LOCKED, State.OPEN,
                            State.HALTED, State.DELIVERED, State.DELIVERED, State.UNKNOWN);
        }
    }

    private static List<State> states(LiveRig rig, String symbol) {
        return rig.of(InstrumentState.class).stream().filter(it -> it.of().symbol().equals(symbol))
                .map(InstrumentState::state).toList();
    }

    /** An instrument says that it is open all the while; only of its index it is said that it is locked. */
    @Test
    void deribitLocksIndexes() throws IOException {
        List<String> symbols = List.of("BTC-PERPETUAL", "SOL_USDC-PERPETUAL");
        try (LiveRig rig = new LiveRig(new Deribit(), symbols, NOW, LiveRig.saying(
                "{\"id\":3,\"result\":[{\"instrument_name\":\"BTC-PERPETUAL\",\"is_active\":true},"
                        + "{\"instrument_name\":\"BTC-29DEC23-40000-C\",\"state\":\"bewitched\"},"
                        + "{\"instrument_name\":\"SOL_USDC-PERPETUAL\",\"state\":\"open\"}]}",
                "{\"id\":9,\"result\":{\"version\":\"1.2.26\"}}",
                "{\"id\":4,\"result\":{\"locked\":\"partial\",\"locked_indices\":[\"btc_usd\",\"eth_usd\"]}}",
                deribit("instrument.state.any.BTC", "{'timestamp':" + T + ",'state':'started',"
                        + "'instrument_name':'BTC-PERPETUAL'}"),
                deribit("platform_state", "{'price_index':'sol_usdc','locked':true}"),
                deribit("platform_state", "{'price_index':'btc_usd','locked':false}"),
                deribit("platform_state", "{'maintenance':true}"),
                "{\"id\":4,\"result\":{\"locked\":\"false\",\"locked_indices\":[]}}"))) {
            rig.awaitObservations(9);
            assertThat(states(rig, "BTC-PERPETUAL"))
                    .containsExactly(State.OPEN, State.LOCKED, State.OPEN, State.LOCKED, State.OPEN);
            assertThat(states(rig, "SOL_USDC-PERPETUAL")).containsExactly(State.OPEN, State.LOCKED, State.OPEN);
            assertThat(states(rig, "BTC-29DEC23-40000-C")).as("no lock opens it").containsExactly(State.UNKNOWN);
            assertThat(rig.feed.health().faults()).containsOnlyKeys(Fault.UNKNOWN);
            await().untilAsserted(() -> assertThat(rig.venue.received)
                    .anyMatch(it -> it.contains("platform_state")).anyMatch(it -> it.contains("public/status")));
        }
    }

    private static String binance(String stream, String data) {
        return "{\"stream\":\"" + stream + "\",\"data\":" + data.replace('\'', '"') + "}";
    }

    private static LoopbackVenue.Script withSnapshot(String snapshot, String... messages) {
        return LiveRig.serving(path -> path.endsWith("symbol=BTCUSDT") ? snapshot.replace('\'', '"') : null, messages);
    }

    @Test
    void binanceFutures() throws IOException {
        String snapshot = "{'lastUpdateId':100,'E':" + T + ",'T':" + T + ",'bids':[['99','1']],'asks':[['101','1']]}";
        try (LiveRig rig = new LiveRig(new Binance(BinanceMarket.USDM), List.of("BTCUSDT"), NOW, withSnapshot(snapshot,
                "{\"result\":null,\"id\":1}",
                binance("btcusdt@aggTrade", "{'e':'aggTrade','E':" + T + ",'s':'BTCUSDT','a':5,'p':'100.5','q':'2',"
                        + "'f':1,'l':2,'T':" + T + ",'m':true}"),
                binance("btcusdt@bookTicker", "{'e':'bookTicker','u':400,'E':" + T + ",'T':" + T
                        + ",'s':'BTCUSDT','b':'99','B':'3','a':'101','A':'4'}"),
                binance("btcusdt@markPrice@1s", "{'e':'markPriceUpdate','E':" + T + ",'s':'BTCUSDT','p':'100.1',"
                        + "'i':'100.2','P':'100','r':'0.0001','T':" + (T + 1) + "}"),
                binance("btcusdt@forceOrder", "{'e':'forceOrder','E':" + T + ",'o':{'s':'BTCUSDT','S':'SELL',"
                        + "'o':'LIMIT','f':'IOC','q':'0.014','p':'9910','ap':'9909.5','X':'FILLED','l':'0.014',"
                        + "'z':'0.014','T':" + T + "}}"),
                depth(80, 90, 79, "[['98','1']]"), depth(95, 102, 90, "[['99','2']]"), depth(103, 105, 102, "[]"),
                depth(107, 108, 106, "[]")))) {
            await().until(() -> rig.faults.contains(Fault.GAP));
            assertThat(rig.faults).containsExactly(Fault.GAP);
            assertThat(rig.of(Book.class)).extracting(it -> it.at().sequence()).containsExactly(100L, 102L, 105L);
            assertThat(rig.of(Trade.class).getFirst().side()).isEqualTo(Side.SELL);
            assertThat(rig.of(Quote.class).getFirst().touch().bid()).isEqualTo(d("99"));
            assertThat(rig.of(Ticker.class).getFirst().index()).isEqualTo(d("100.2"));
            assertThat(rig.of(Funding.class).getFirst().rate()).isEqualTo(d("0.0001"));
            assertThat(rig.of(Liquidation.class).getFirst().price()).isEqualTo(d("9909.5"));
            rig.timers.advance(6 * SECOND);
            assertThat(rig.feed.health().faults()).containsOnlyKeys(Fault.GAP);
        }
    }

    private static String contract(long afterMillis, String symbol, String state) {
        return binance("!contractInfo", "{'e':'contractInfo','E':" + (T + afterMillis) + ",'s':'" + symbol + "','ps':'"
                + symbol + "','ct':'PERPETUAL','dt':4133404800000,'cs':'" + state + "','bks':[{'bs':1,'mmr':0.01}]}");
    }

    /** What changes is said; what was missed of it is fetched. */
    @Test
    void binanceFuturesTellStates() throws IOException {
        List<String> fetched = new CopyOnWriteArrayList<>();
        UnaryOperator<String> get = path -> {
            fetched.add(path);
            return ("{'serverTime':1,'symbols':[{'symbol':'ETHUSDT','status':'CLOSE'},{'symbol':'BTCUSDT',"
                    + "'filters':[{'minPrice':'1'}],'status':'TRADING'}]}").replace('\'', '"');
        };
        try (LiveRig rig = new LiveRig(new Binance(BinanceMarket.USDM), List.of("BTCUSDT"), NOW, LiveRig.serving(get,
                contract(1, "ETHUSDT", "CLOSE"), contract(2, "BTCUSDT", "TRADING"),
                contract(3, "BTCUSDT", "PRE_SETTLE"), contract(4, "BTCUSDT", "PENDING_TRADING"),
                contract(5, "BTCUSDT", "DELIVERED"), contract(6, "BTCUSDT", "SETTLING")))) {
            rig.awaitObservations(5);
            for (int i = 1; i <= 3; i++) {
                rig.timers.advance(15 * SECOND);
                rig.venue.peers.getFirst().send(binance("x", "{'e':'bookTicker','u':" + i + ",'T':"
                        + (T + i * 15_000) + ",'s':'BTCUSDT','b':'" + i + "','B':'3','a':'101','A':'4'}"));
                int heard = i;
                await().until(() -> rig.of(Quote.class).size() == heard);
            }
            rig.timers.advance(15 * SECOND);
            await().until(() -> rig.of(InstrumentState.class).size() == 6);
            assertThat(states(rig, "BTCUSDT")).containsExactly(State.OPEN, State.SETTLEMENT, State.CLOSED,
                    State.DELIVERED, State.SETTLEMENT, State.OPEN);
            assertThat(fetched).containsExactly("/fapi/v1/exchangeInfo");
            assertThat(rig.feed.health().faults()).isEmpty();
            assertThat(rig.feed.health().lastDataMicros()).as("an answer is no sign that the connection lives")
                    .isEqualTo(NOW + 45 * SECOND);
        }
    }

    @Test
    void aTimeThatNoClockShowsIsAFault() throws IOException {
        try (LiveRig rig = new LiveRig(new Binance(BinanceMarket.USDM), List.of("BTCUSDT"), NOW, LiveRig.saying(
                binance("x@markPrice", "{'e':'markPriceUpdate','E':-922337203654775808,'s':'B','p':'1','i':'1'}"),
                binance("x@markPrice", "{'e':'markPriceUpdate','E':" + T + ",'s':'B','p':'1','i':'1'}")))) {
            rig.awaitObservations(1);
            assertThat(rig.feed.health().faults()).containsOnlyKeys(Fault.OVERFLOW);
        }
    }

    private static String depth(long first, long last, long previous, String bids) {
        return binance("btcusdt@depth@100ms", "{'e':'depthUpdate','E':" + T + ",'T':" + (T + last) + ",'s':'BTCUSDT',"
                + "'U':" + first + ",'u':" + last + ",'pu':" + previous + ",'b':" + bids + ",'a':[]}");
    }

    private static String spot(long first, long last) {
        return binance("btcusdt@depth@100ms", "{'e':'depthUpdate','E':" + (T + last) + ",'s':'BTCUSDT','U':" + first
                + ",'u':" + last + ",'b':[],'a':[['102','1']]}");
    }

    @Test
    void binanceSpotOverlapsOnceAndThenFollows() throws IOException {
        try (LiveRig rig = new LiveRig(new Binance(BinanceMarket.SPOT), List.of("BTCUSDT"), NOW, withSnapshot(
                "{'lastUpdateId':160,'bids':[['99','1']],'asks':[['101','1']]}",
                binance("btcusdt@bookTicker", "{'u':400,'s':'BTCUSDT','b':'99','B':'3','a':'101','A':'4'}"),
                spot(150, 158), spot(159, 165), spot(166, 170)))) {
            rig.awaitObservations(4);
            assertThat(rig.feed.health().faults()).isEmpty();
            assertThat(rig.of(Book.class)).extracting(it -> it.at().sequence()).containsExactly(160L, 165L, 170L);
        }
    }

    private static String okx(String channel, String symbol, String rest) {
        return ("{'arg':{'channel':'" + channel + "','instId':'" + symbol + "'}," + rest + "}").replace('\'', '"');
    }

    private static String okxBook(String action, long previous, long sequence, String bids, int checksum) {
        return okx("books", "BTC-USDT-SWAP", "'action':'" + action + "','data':[{'asks':[['8476.98','415','0','13'],"
                + "['8477','7','0','2']],'bids':" + bids + ",'ts':'" + T + "','checksum':" + checksum
                + ",'prevSeqId':" + previous + ",'seqId':" + sequence + "}]");
    }

    @Test
    void okx() throws IOException {
        String bids = "[['8476.97','256','0','12'],['8475.55','101','0','1']]";
        try (LiveRig rig = new LiveRig(new Okx(), List.of("BTC-USDT-SWAP"), NOW, LiveRig.saying(
                "{\"event\":\"subscribe\",\"arg\":{\"channel\":\"books\",\"instId\":\"BTC-USDT-SWAP\"}}", "pong",
                okx("trades", "BTC-USDT-SWAP", "'data':[{'instId':'BTC-USDT-SWAP','tradeId':'130639474','px':'42219.9',"
                        + "'sz':'0.12','side':'buy','ts':'" + T + "'}]"),
                okx("mark-price", "BTC-USDT-SWAP", "'data':[{'instId':'BTC-USDT-SWAP','markPx':'42310.6','ts':'" + T
                        + "'}]"),
                okx("index-tickers", "BTC-USDT", "'data':[{'instId':'BTC-USDT','idxPx':'42300.1','ts':'" + T + "'}]"),
                okx("funding-rate", "BTC-USDT-SWAP", "'data':[{'fundingRate':'0.0001','fundingTime':'" + T + "'}]"),
                okx("tickers", "BTC-USDT-SWAP", "'data':[{'askPx':'9999.99','askSz':'11','bidPx':'8888.88','bidSz':'5',"
                        + "'ts':'" + T + "'}]"),
                okxBook("snapshot", -1, 10, bids, 0), okxBook("update", 10, 15, "[]", 0),
                okxBook("update", 15, 15, "[]", 0), okxBook("update", 15, 3, "[]", 0),
                okxBook("update", 3, 5, "[]", 1)))) {
            await().until(() -> rig.faults.contains(Fault.CHECKSUM));
            assertThat(rig.of(Book.class)).extracting(it -> it.at().sequence()).contains(10L, 15L);
            assertThat(rig.of(Ticker.class).getFirst().mark()).isEqualTo(d("42310.6"));
            assertThat(rig.of(IndexPrice.class).getFirst().of().symbol()).isEqualTo("BTC-USDT");
            assertThat(rig.of(Funding.class).getFirst().rate()).isEqualTo(d("0.0001"));
            assertThat(rig.of(Trade.class)).hasSize(1);
            assertThat(rig.of(Quote.class)).hasSize(1);
        }
    }

    private static String okxState(String state) {
        return ("{'arg':{'channel':'instruments','instType':'SWAP'},'data':[{'instType':'SWAP','instId':"
                + "'ETH-USDT-SWAP','state':'suspend'},{'instId':'BTC-USDT-SWAP','state':'" + state + "','tickSz':'0.1',"
                + "'futureSettlement':false,'instIdCode':null,'upcChg':[{'param':'tickSz','newValue':'0.0001'}]}]}")
                .replace('\'', '"');
    }

    @Test
    void okxTellsStates() throws IOException {
        List<String> symbols = List.of("BTC-USDT-SWAP", "BTC-USD-240329-50000-C", "BTC-USDT", "BTC-USD-240329");
        try (LiveRig rig = new LiveRig(new Okx(), symbols, NOW, LiveRig.saying(
                okxState("live"), okxState("suspend"), okxState("post_only"), okxState("rebase"), okxState("preopen"),
                okxState("settling"), okxState("test"), okxState("expired"), okxState("bewitched"),
                okxState("live")))) {
            rig.awaitObservations(10);
            assertThat(states(rig, "BTC-USDT-SWAP")).containsExactly(State.OPEN, State.HALTED, State.LOCKED,
                    State.HALTED, State.CLOSED, State.SETTLEMENT, State.CLOSED, State.DELIVERED, State.UNKNOWN,
                    State.OPEN);
            assertThat(states(rig, "ETH-USDT-SWAP")).as("nobody asked").isEmpty();
            assertThat(rig.feed.health().faults()).containsOnlyKeys(Fault.UNKNOWN);
            for (String kind : List.of("SWAP", "OPTION", "SPOT", "FUTURES")) {
                await().until(() -> rig.venue.received.stream().anyMatch(it -> it.contains("\"" + kind + "\"")));
            }
        }
    }

    private static String bybit(String topic, String type, String data) {
        return ("{'topic':'" + topic + "','data':" + data + ",'ts':" + T + ",'type':'" + type + "'}").replace('\'', '"');
    }

    @Test
    void bybit() throws IOException {
        try (LiveRig rig = new LiveRig(new Bybit("bybit"), List.of("BTCUSDT"), NOW, LiveRig.saying(
                "{\"success\":true,\"op\":\"subscribe\"}",
                bybit("publicTrade.BTCUSDT", "snapshot", "[{'T':" + T + ",'s':'BTCUSDT','S':'Buy','v':'0.001',"
                        + "'p':'16578.50','i':'20f43950-d8dd-5b31-9112-a178eb6023af'}]"),
                bybit("tickers.BTCUSDT", "snapshot", "{'symbol':'BTCUSDT','lastPrice':'17216.00','markPrice':"
                        + "'17217.33','indexPrice':'17227.36','openInterest':'68744.761','fundingRate':'-0.000212',"
                        + "'bid1Price':'17215.50','bid1Size':'84.489','ask1Price':'17216.00','ask1Size':'83.020'}"),
                bybit("tickers.BTCUSDT", "delta", "{'symbol':'BTCUSDT','bid1Price':'17215.00'}"),
                bybit("allLiquidation.BTCUSDT", "snapshot", "[{'T':" + T + ",'s':'BTCUSDT','S':'Sell','v':'20000',"
                        + "'p':'0.04499'}]"),
                bybit("orderbook.200.BTCUSDT", "snapshot", "{'s':'BTCUSDT','b':[['99','1']],'a':[['101','1']],'u':7,"
                        + "'seq':1}"),
                bybit("orderbook.200.BTCUSDT", "delta", "{'s':'BTCUSDT','b':[['99','2']],'a':[],'u':8,'seq':2}"),
                bybit("orderbook.200.BTCUSDT", "delta", "{'s':'BTCUSDT','b':[['99','0']],'a':[],'u':10,'seq':4}")))) {
            await().until(() -> rig.faults.contains(Fault.GAP));
            assertThat(rig.feed.health().faults()).containsOnlyKeys(Fault.GAP);
            assertThat(rig.of(Quote.class).getLast().touch().bid()).isEqualTo(d("17215"));
            assertThat(rig.of(Quote.class).getLast().touch().ask()).as("kept from before").isEqualTo(d("17216"));
            assertThat(rig.of(Ticker.class)).hasSize(1);
            assertThat(rig.of(Liquidation.class).getFirst().side()).isEqualTo(Side.BUY);
            await().until(() -> rig.venue.received.stream().anyMatch(it -> it.contains("unsubscribe")));
        }
    }
}
