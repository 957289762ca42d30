package io.breakwater.feed.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.feed.Collected;
import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Book;
import io.breakwater.feed.Observation.Candle;
import io.breakwater.feed.Observation.Depth;
import io.breakwater.feed.Observation.Funding;
import io.breakwater.feed.Observation.IndexPrice;
import io.breakwater.feed.Observation.Liquidation;
import io.breakwater.feed.Observation.OptionTicker;
import io.breakwater.feed.Observation.Quote;
import io.breakwater.feed.Observation.Side;
import io.breakwater.feed.Observation.Ticker;
import io.breakwater.feed.Observation.Trade;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of recorded file is read; what is wrong in one costs a row, or ends it with a fault. */
class FileSourceTest {
    private static final String TRADES = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n";
    private static final String TRADE =
            "deribit,BTC-PERPETUAL,1583020805000000,1583020805012345,57812812,sell,8532.5,20\n";

    private final Collected collected = new Collected();

    private Collected read(String name, InputStream bytes) throws IOException {
        try (FileSource file = FileSource.of(name, bytes)) {
            file.readAll(collected);
        }
        return collected;
    }

    private Collected read(String name, String text) throws IOException {
        return read(name, Packed.plain(text));
    }

    private static Decimal d(String text) {
        return Decimal.parse(text);
    }

    @Test
    void tardisTrades() throws IOException {
        read("deribit_trades_2020-03-01_BTC-PERPETUAL.csv.gz", Packed.gzip(TRADES + TRADE));
        assertThat(collected.observations).containsExactly(new Trade(new VenueSymbol("deribit", "BTC-PERPETUAL"),
                new Stamp(1583020805000000L, 1583020805012345L, 0), "57812812", d("8532.5"), d("20"), Side.SELL));
    }

    @Test
    void tardisLiquidations() throws IOException {
        read("bitmex_liquidations_2020-03-01_XBTUSD.csv.gz", Packed.gzip(TRADES + TRADE));
        assertThat(collected.of(Liquidation.class)).hasSize(1);
    }

    @Test
    void tardisQuotesWithAnEmptySide() throws IOException {
        read("q.csv", "exchange,symbol,timestamp,local_timestamp,ask_amount,ask_price,bid_price,bid_amount\n"
                + "deribit,B,1583020805000000,1583020805012345,11,8533,8532.5,170\n"
                + "deribit,B,1583020805000001,1583020805012346,,,8532.5,170\n");
        assertThat(collected.of(Quote.class).get(0).touch())
                .isEqualTo(new Observation.Touch(d("8532.5"), d("170"), d("8533"), d("11")));
        assertThat(collected.of(Quote.class).get(1).touch().ask()).isEqualTo(Decimal.ABSENT);
    }

    @Test
    void tardisBooks() throws IOException {
        read("b.csv", "exchange,symbol,timestamp,local_timestamp,asks[0].price,asks[0].amount,bids[0].price,"
                + "bids[0].amount,asks[1].price,asks[1].amount,bids[1].price,bids[1].amount\n"
                + "bitmex,X,1583020805000000,1583020805012345,10,1,9,2,11,3,,\n");
        Book book = collected.of(Book.class).getFirst();
        assertThat(book.asks()).containsExactly(new Observation.Level(d("10"), d("1")),
                new Observation.Level(d("11"), d("3")));
        assertThat(book.bids()).containsExactly(new Observation.Level(d("9"), d("2")));
    }

    @Test
    void tardisDerivatives() throws IOException {
        read("t.csv", "exchange,symbol,timestamp,local_timestamp,funding_timestamp,funding_rate,"
                + "predicted_funding_rate,open_interest,last_price,index_price,mark_price\n"
                + "bitmex,X,1583020805000000,1583020805012345,,0.0001,,100,8500.5,8499,8500.25\n");
        Ticker ticker = collected.of(Ticker.class).getFirst();
        assertThat(ticker.mark()).isEqualTo(d("8500.25"));
        assertThat(ticker.index()).isEqualTo(d("8499"));
        assertThat(ticker.funding()).isEqualTo(d("0.0001"));
    }

    @Test
    void tardisOptionsInPerCent() throws IOException {
        read("o.csv", "exchange,symbol,timestamp,local_timestamp,type,strike_price,expiration,open_interest,"
                + "last_price,bid_price,bid_amount,bid_iv,ask_price,ask_amount,ask_iv,mark_price,mark_iv,"
                + "underlying_index,underlying_price,delta,gamma,vega,theta,rho\n"
                + "deribit,BTC-9JUN20-9875-P,1591574399413000,1591574400196008,put,9875,1591689600000000,0.1,0.0295,"
                + "0,0,0,0.0307,0.6,42.07,0.0305,41.95,BTC-9JUN20,9662.13,-0.78,0.0007,2.1,-15.4,-0.25\n");
        OptionTicker option = collected.of(OptionTicker.class).getFirst();
        assertThat(option.vols().mark()).isEqualTo(d("0.4195"));
        assertThat(option.touch().bid()).as("zero is nobody").isEqualTo(Decimal.ABSENT);
        assertThat(option.underlying()).isEqualTo(d("9662.13"));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 25})
    void tardisSnapshotsOfBothDepths(int depth) throws IOException {
        StringBuilder head = new StringBuilder("exchange,symbol,timestamp,local_timestamp");
        StringBuilder row = new StringBuilder("deribit,B,1583020805000000,1583020805012345");
        for (int i = 0; i < depth; i++) {
            head.append(",asks[%1$d].price,asks[%1$d].amount,bids[%1$d].price,bids[%1$d].amount".formatted(i));
            row.append(",%d,1,%d,2".formatted(100 + i, 99 - i));
        }
        read("deribit_book_snapshot_" + depth + "_2020-03-01_B.csv.gz", Packed.gzip(head + "\n" + row + "\n"));
        Book book = collected.of(Book.class).getFirst();
        assertThat(book.isWhole()).isTrue();
        assertThat(book.asks()).hasSize(depth).last().isEqualTo(new Observation.Level(d("" + (99 + depth)), d("1")));
        assertThat(book.bids()).hasSize(depth).last().isEqualTo(new Observation.Level(d("" + (100 - depth)), d("2")));
    }

    private static final String KLINES = "open_time,open,high,low,close,volume,close_time,quote_volume,count,"
            + "taker_buy_volume,taker_buy_quote_volume,ignore\n";

    @ParameterizedTest
    @CsvSource({"false, 1704067200000, 1704067259999", "false, 1704067200000000, 1704067259999000",
        "true, 1704067200000, 1704067259999", "true, 1704067200000000, 1704067259999000"})
    void binanceKlinesInBothUnits(boolean header, String from, String to) throws IOException {
        read("BTCUSDT-1m-2024-01.zip", Packed.zip((header ? KLINES : "") + from + ",100,110,90,105,7," + to
                + ",700,5,3,300,0\n"));
        assertThat(collected.observations).hasSize(1);
        assertThat(collected.faults).isEmpty();
        Candle candle = collected.of(Candle.class).getFirst();
        assertThat(candle.of()).isEqualTo(new VenueSymbol("binance", "BTCUSDT"));
        assertThat(candle.at().venueMicros()).isEqualTo(1704067259999000L);
        assertThat(candle.spanMicros()).isEqualTo(59_999_000);
        assertThat(candle.close()).isEqualTo(d("105"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n"
    })
    void binanceAggTradesWithAHeaderOrWithout(String header) throws IOException {
        read("BTCUSDT-aggTrades-2024-01-01.zip", Packed.zip(header
                + "26129,0.0165,4.7,27781,27781,1498793709153,True\n"
                + "26130,0.0166,4.7,27782,27783,1498793709154001,false,true\n"));
        assertThat(collected.faults).isEmpty();
        assertThat(collected.of(Trade.class)).extracting(Trade::side).containsExactly(Side.SELL, Side.BUY);
        assertThat(collected.of(Trade.class)).extracting(it -> it.at().venueMicros())
                .as("milliseconds and microseconds").containsExactly(1498793709153000L, 1498793709154001L);
        assertThat(collected.of(Trade.class).getFirst().at().sequence()).isEqualTo(26129);
    }

    @Test
    void binanceFundingDepthAndLiquidations() throws IOException {
        read("BTCUSDT-fundingRate-2024-01.csv", "calc_time,funding_interval_hours,last_funding_rate\n"
                + "1704067200000,8,-0.00037409\n");
        read("BTCUSDT-bookDepth-2023-01-01.csv", "timestamp,percentage,depth,notional\n"
                + "2023-01-01 00:00:06,-5,10.5,173000.25\n");
        read("BTCUSD_PERP-liquidationSnapshot-2023-06-25.csv", "time,side,order_type,time_in_force,"
                + "original_quantity,price,average_price,order_status,last_fill_quantity,accumulated_fill_quantity\n"
                + "1687660800000,SELL,LIMIT,IOC,3,30000.1,0,FILLED,3,3\n");
        assertThat(collected.faults).isEmpty();
        assertThat(collected.of(Funding.class).getFirst().rate()).isEqualTo(d("-0.00037409"));
        assertThat(collected.of(Depth.class).getFirst().at().venueMicros()).isEqualTo(1672531206000000L);
        assertThat(collected.of(Liquidation.class).getFirst().price()).isEqualTo(d("30000.1"));
    }

    @Test
    void binanceFundingDepthAndLiquidationsWithoutAHeader() throws IOException {
        read("BTCUSDT-fundingRate-2025-01.zip", Packed.zip("1735689600000123,8,0.0001\n"));
        read("BTCUSDT-bookDepth-2023-01-01.zip", Packed.zip("2023-01-01 00:00:06,-5,10.5,173000.25\n"));
        read("BTCUSD_PERP-liquidationSnapshot-2023-06-25.zip",
                Packed.zip("1687660800000000,BUY,LIMIT,IOC,3,30000.1,30001,FILLED,3,3\n"));
        assertThat(collected.faults).isEmpty();
        assertThat(collected.of(Funding.class).getFirst().at().venueMicros()).isEqualTo(1735689600000123L);
        assertThat(collected.of(Depth.class).getFirst().at().venueMicros()).isEqualTo(1672531206000000L);
        assertThat(collected.of(Liquidation.class).getFirst().price()).isEqualTo(d("30001"));
        assertThat(collected.of(Liquidation.class).getFirst().at().venueMicros()).isEqualTo(1687660800000000L);
    }

    @Test
    void deribitChains() throws IOException {
        read("snapshot.csv", "timestamp,instrument_name,bid_price,ask_price,mark_price,futures_price,"
                + "implied_volatility,delta,vega,open_interest,currency,index_price\n"
                + "2026-01-10T03:50:15.756596+00:00,BTC-10JAN26-97000-C,,0.0001,4.5e-07,90485.70747374246,0.5033,0.0,"
                + "0.0,51.9,BTC,90482.66\n");
        assertThat(collected.observations).hasSize(2);
        assertThat(collected.of(IndexPrice.class).getFirst().of().symbol()).isEqualTo("btc_usd");
        assertThat(collected.of(OptionTicker.class).getFirst().mark()).isEqualTo(d("0.00000045"));
        assertThat(collected.of(OptionTicker.class).getFirst().at().venueMicros()).isEqualTo(1768017015756596L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a,b,1|TRUNCATED", "d,B,x,1583020805012345,1,buy,1,1|MALFORMED",
        "d,B,1583020805000000,1583020805012345,1,buy,NaN,1|NOT_A_NUMBER",
        "d,B,1583020805000000,1583020805012345,1,buy,1.2.3,1|MALFORMED",
        "d,B,1583020805000000,1583020805012345,1,buy,99999999999999999999,1|OVERFLOW",
        "d,B,-1583020805000000,1583020805012345,1,buy,1,1|MALFORMED",
        "\"d,B,1583020805000000,1583020805012345|TRUNCATED"
    })
    void aBadRowCostsItselfAlone(String row, Fault fault) throws IOException {
        read("t.csv", TRADES + row + "\n" + TRADE);
        assertThat(collected.faults).containsExactly(fault);
        assertThat(collected.observations).hasSize(1);
    }

    @Test
    void anOversizedRowCostsItself() throws IOException {
        read("t.csv", TRADES + "x,".repeat(600) + "\n" + TRADE);
        assertThat(collected.faults).containsExactly(Fault.OVERSIZED);
        assertThat(collected.observations).hasSize(1);
    }

    @Test
    void anEndlessFieldEndsTheFile() throws IOException {
        read("t.csv", TRADES + TRADE + "x".repeat(1 << 20));
        assertThat(collected.faults).containsExactly(Fault.OVERSIZED);
        assertThat(collected.observations).hasSize(1);
    }

    @Test
    void aFileThatWasCutIsReadUpToThere() throws IOException {
        String lines = new Random(7).longs(5_000, 1, Long.MAX_VALUE)
                .mapToObj(it -> "d,B,1583020805000000,1583020805012345," + it + ",buy,1,1\n")
                .reduce(new StringBuilder(TRADES), StringBuilder::append, StringBuilder::append).toString();
        byte[] whole = Packed.gzip(lines.getBytes());
        read("t.csv.gz", new ByteArrayInputStream(Arrays.copyOf(whole, whole.length / 2)));
        assertThat(collected.faults).containsExactly(Fault.TRUNCATED);
        assertThat(collected.observations).hasSizeBetween(1_000, 4_000);
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        read("z.csv.gz", new ByteArrayInputStream(Packed.gzip(new byte[64 << 20])));
        assertThat(collected.faults).last().isIn(Fault.BOMB, Fault.OVERSIZED);
    }

    @Test
    void aBombOfRowsIsNotUnpackedEither() throws IOException {
        byte[] rows = (TRADES + "\n".repeat(64 << 20)).getBytes();
        read("z.csv.gz", new ByteArrayInputStream(Packed.gzip(rows)));
        assertThat(collected.faults).containsExactly(Fault.BOMB);
    }

    @Test
    void brokenAndUnknownFilesAreFaults() throws IOException {
        byte[] broken = Packed.gzip("x".repeat(10_000).getBytes());
        Arrays.fill(broken, 12, 20, (byte) -1);
        assertThat(read("t.csv.gz", new ByteArrayInputStream(broken)).faults).isNotEmpty();
        assertThat(read("readme.txt", "hello\n").faults).last().isEqualTo(Fault.UNKNOWN);
        assertThatThrownBy(() -> FileSource.of("x", new ByteArrayInputStream(new byte[] {0x1f, (byte) 0x8b, 8})))
                .isInstanceOf(FeedFault.class);
        assertThat(read("empty.csv", "").observations).isEmpty();
    }
}
