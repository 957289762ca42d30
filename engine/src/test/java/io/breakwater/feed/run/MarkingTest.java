package io.breakwater.feed.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import io.breakwater.domain.pricing.Black76;
import io.breakwater.domain.pricing.European;
import io.breakwater.feed.Decimal;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Greeks;
import io.breakwater.feed.Observation.Touch;
import io.breakwater.feed.Observation.Vols;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes in becomes marks: ours beside the venue's, none out of nothing, no old one made young. */
class MarkingTest {
    private static final long NOW = 1_700_000_000_000_000L;
    private static final long SECOND = 1_000_000;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);

    private final Map<String, Mark> marks = new LinkedHashMap<>();
    private final List<String> delivered = new ArrayList<>();
    private final Conflation conflation = new Conflation();
    private final Marking marking = new Marking(new Aliases("deribit", Map.of("btc", "btc_usd")), (name, mark) -> {
        marks.put(name, mark);
        delivered.add(name);
    });
    private MarketView view = MarketView.EMPTY;

    MarkingTest() {
        list(1, "asset-btc", "", "BTC", new Payoff.Spot(), Long.MAX_VALUE, 2);
        list(2, "perp", "deribit", "BTC-PERPETUAL", new Payoff.Inverse(), Long.MAX_VALUE, 2);
        list(3, "call", "deribit", "BTC-C", new Payoff.Option(true, 4_000_000, true), NOW * 2, 4);
        list(4, "elsewhere", "okx", "BTC-C", new Payoff.Option(true, 4_000_000, true), NOW * 2, 4);
        list(5, "spot", "deribit", "BTC_USD", new Payoff.Spot(), Long.MAX_VALUE, 18);
    }

    private void list(long id, String name, String venue, String symbol, Payoff payoff, long expires, int scale) {
        list("BTC", id, name, venue, symbol, payoff, expires, scale);
    }

    private void list(String underlying, long id, String name, String venue, String symbol, Payoff payoff,
            long expires, int scale) {
        Terms terms = new Terms(1, 0, payoff, underlying, BTC, USD, USD, 1, 0, scale, 2, 1, List.of(new TickBand(0, 1)),
                expires, 0, new Terms.FeeRule(0, 0), 1_000);
        view = view.apply(new TapeEvent.InstrumentObserved(
                new Quoted(id, name, venue, symbol, terms, LifeCycle.OPEN, Mark.NONE, TradingState.ACTIVE)));
    }

    private static Decimal d(String text) {
        return Decimal.parse(text);
    }

    private static Stamp at(long seconds) {
        return new Stamp(NOW + seconds * SECOND, NOW + seconds * SECOND, 0);
    }

    private static VenueSymbol of(String symbol) {
        return new VenueSymbol("deribit", symbol);
    }

    private void see(Observation... observations) {
        List.of(observations).forEach(conflation::observed);
    }

    private void mark(long seconds) {
        delivered.clear();
        marking.mark(conflation, view, NOW + seconds * SECOND);
    }

    private static Observation ticker(long seconds, String mark, String index) {
        return new Observation.Ticker(of("BTC-PERPETUAL"), at(seconds), d(mark), d(index), d(""), d(""), d("12.5"));
    }

    private static Observation quote(long seconds, String bid, String ask) {
        return new Observation.Quote(of("BTC-PERPETUAL"), at(seconds), new Touch(d(bid), d("1"), d(ask), d("1")));
    }

    private static Observation option(long seconds) {
        return new Observation.OptionTicker(of("BTC-C"), at(seconds), Touch.NONE, new Vols(d(""), d(""), d("0.555")),
                new Greeks(d("0.31"), d(""), d(""), d(""), d("")), d("0.0421"), d("37100"), d("37000"), d("2.5"));
    }

    @Test
    void withoutQuotesThePerpetualsMarkIsTheVenues() {
        see(ticker(0, "37000.12", "37001.5"));
        mark(1);
        assertThat(marks.get("perp")).isEqualTo(new Mark(3_700_012, 3_700_012, 3_700_150, 3_700_150, 1_000_000, 0, 125,
                NOW));
    }

    @Test
    void withQuotesOursIsTheIndexAndThePremium() {
        see(ticker(0, "37000.12", "37000"), quote(0, "37010", "37030"));
        mark(1);
        assertThat(marks.get("perp").ticks()).isEqualTo(3_702_000);
        assertThat(marks.get("perp").venueGapTicks()).isEqualTo(3_700_012 - 3_702_000);
    }

    @Test
    void anAssetIsPricedByItsIndex() {
        see(new Observation.IndexPrice(of("btc_usd"), at(0), d("37001.525")));
        mark(1);
        assertThat(marks).containsOnlyKeys("asset-btc");
        assertThat(marks.get("asset-btc").ticks()).as("half to even").isEqualTo(3_700_152);
    }

    @Test
    void anOptionLivesAsLongAsItsUnderlying() {
        see(option(0), ticker(0, "37000", "37000"));
        mark(1);
        Mark call = marks.get("call");
        assertThat(call).isEqualTo(new Mark(421, 421, 3_700_000, 3_710_000, 310_000, 555_000, 25, NOW));
        assertThat(marks).as("another venue's").doesNotContainKey("elsewhere");
        see(ticker(5, "37001", "37001"));
        mark(5);
        assertThat(marks.get("call").observedAtMicros()).isEqualTo(NOW + 5 * SECOND);
        assertThat(marks.get("call").ticks()).isEqualTo(421);
        mark(60);
        assertThat(delivered).as("nothing was heard").isEmpty();
        see(ticker(5 * 3_600, "37001", "37001"));
        mark(5 * 3_600);
        assertThat(marks.get("call").observedAtMicros()).as("for hours nobody has traded or quoted it")
                .isEqualTo(NOW + 5 * 3_600 * SECOND);
    }

    /** They die together, whatever else the venue goes on saying. */
    @Test
    void allOptionsOfADeadUnderlyingGrowOldWhileOthersLive() {
        list("ETH", 6, "eth-perp", "deribit", "ETH-PERPETUAL", new Payoff.Inverse(), Long.MAX_VALUE, 2);
        list("ETH", 7, "eth-call", "deribit", "ETH-C", new Payoff.Option(true, 200_000, true), NOW * 2, 4);
        list(8, "put", "deribit", "BTC-P", new Payoff.Option(false, 4_000_000, true), NOW * 2, 4);
        for (String symbol : List.of("BTC-C", "BTC-P", "ETH-C")) {
            see(new Observation.OptionTicker(of(symbol), at(0), Touch.NONE, new Vols(d(""), d(""), d("0.555")),
                    Greeks.NONE, d("0.0421"), d("37100"), d("37000"), d("1")));
        }
        mark(1);
        assertThat(delivered).contains("call", "put", "eth-call");
        for (int seconds = 60; seconds <= 4 * 3_600; seconds += 60) {
            see(new Observation.Ticker(of("ETH-PERPETUAL"), at(seconds), d("2000"), d("2000"), d(""), d(""), d("1")));
            mark(seconds);
            assertThat(delivered).contains("eth-call").doesNotContain("call", "put");
        }
        assertThat(marks.get("eth-call").observedAtMicros()).isEqualTo(NOW + 4 * 3_600 * SECOND);
        assertThat(marks.get("call").observedAtMicros()).isEqualTo(NOW);
        assertThat(marks.get("put").observedAtMicros()).isEqualTo(NOW);
    }

    private static final long MONTH = 30 * 86_400 * SECOND;

    private static double coins(boolean call, double strike, double forward, double volatility) {
        return Black76.inverseValue(new European(call, strike, (double) (MONTH - SECOND) / (365 * 86_400 * SECOND)),
                forward, volatility);
    }

    /** Options of one expiry, quoted at 60 % unless they are to have no quote; the venue marks every one at 50 %. */
    private void sayChain(long seconds, double forward, int strikes, int quoted) {
        for (int i = 0; i < 2 * strikes; i++) {
            boolean call = i % 2 == 0;
            int strike = 31_000 + i / 2 * 2_000;
            String symbol = "M-" + strike + (call ? "-C" : "-P");
            list(100 + i, symbol.toLowerCase(Locale.ROOT), "deribit", symbol,
                    new Payoff.Option(call, strike * 100L, true), NOW + MONTH, 6);
            double fair = coins(call, strike, forward, 0.6);
            Touch touch = i >= 2 * quoted ? Touch.NONE
                    : new Touch(decimal(fair * 0.99), d("1"), decimal(fair * 1.01), d("1"));
            see(new Observation.OptionTicker(of(symbol), at(seconds), touch, new Vols(d(""), d(""), d("0.5")),
                    Greeks.NONE, decimal(coins(call, strike, forward, 0.5)), decimal(forward), d("37000"), d("1")));
        }
    }

    private static Decimal decimal(double value) {
        return d(BigDecimal.valueOf(value).setScale(8, RoundingMode.HALF_EVEN).toPlainString());
    }

    @Test
    void anOptionIsMarkedByTheSurfaceOfItsExpiryBesideTheVenuesMark() {
        sayChain(0, 37_200, 7, 6);
        mark(1);
        Mark unquoted = marks.get("m-43000-c");
        assertThat(unquoted.ticks()).isCloseTo(Math.round(coins(true, 43_000, 37_200, 0.6) * 1e6), within(150L));
        assertThat(unquoted.venueTicks()).isEqualTo(Math.round(coins(true, 43_000, 37_200, 0.5) * 1e6));
        assertThat(unquoted.forwardTicks()).isCloseTo(3_720_000L, within(2_000L));
        assertThat(unquoted.volatilityMicros()).isCloseTo(600_000, within(5_000));
        assertThat(unquoted.observedAtMicros()).isEqualTo(NOW);
    }

    @Test
    void anOptionThatNothingNewIsSaidOfMovesWithTheSurface() {
        sayChain(0, 37_200, 7, 5);
        mark(1);
        sayChain(3, 38_500, 5, 5);
        mark(4);
        Mark silent = marks.get("m-43000-c");
        assertThat(silent.forwardTicks()).isCloseTo(3_850_000L, within(2_000L));
        assertThat(silent.ticks()).isGreaterThan(Math.round(coins(true, 43_000, 37_900, 0.6) * 1e6));
        assertThat(silent.observedAtMicros()).isEqualTo(NOW + 3 * SECOND);
    }

    @Test
    void withinTheSettlementAverageTheVenuesMarkStands() {
        sayChain(0, 37_200, 7, 7);
        mark(MONTH / SECOND);
        assertThat(marks.get("m-37000-c").ticks()).isEqualTo(marks.get("m-37000-c").venueTicks());
    }

    @Test
    void aTradeDoesNotMakeAnOldMarkYoung() {
        see(ticker(0, "37000", "37000"));
        mark(1);
        see(new Observation.Trade(of("BTC-PERPETUAL"), at(9), "1", d("37005"), d("1"), Observation.Side.BUY));
        mark(9);
        assertThat(marks.get("perp").observedAtMicros()).isEqualTo(NOW);
    }

    @Test
    void spotIsMarkedByTheMiddleOrTheLastTrade() {
        list(5, "spot", "deribit", "BTC_USD", new Payoff.Spot(), Long.MAX_VALUE, 2);
        see(new Observation.Trade(of("BTC_USD"), at(0), "1", d("36990"), d("1"), Observation.Side.BUY));
        mark(1);
        assertThat(marks.get("spot").ticks()).isEqualTo(3_699_000);
        see(new Observation.Quote(of("BTC_USD"), at(2), new Touch(d("37000"), d("1"), d("37001"), d("1"))));
        mark(3);
        assertThat(marks.get("spot").ticks()).isEqualTo(3_700_050);
    }

    @Test
    void whatDoesNotFitIsCountedAndNoMark() {
        see(new Observation.Trade(of("BTC_USD"), at(0), "1", d("36990"), d("1"), Observation.Side.BUY));
        mark(1);
        assertThat(marks).isEmpty();
        assertThat(marking.overflows()).isEqualTo(1);
    }

    @Test
    void oneMarkStandsForAllThatCameSince() {
        for (int i = 0; i < 100; i++) {
            see(ticker(0, "370" + (10 + i % 50), "37000"));
        }
        mark(1);
        assertThat(delivered).containsExactly("perp");
    }

    private static List<Observation.Level> levels(String... pricesAndAmounts) {
        List<Observation.Level> levels = new ArrayList<>();
        for (int i = 0; i < pricesAndAmounts.length; i += 2) {
            levels.add(new Observation.Level(d(pricesAndAmounts[i]), d(pricesAndAmounts[i + 1])));
        }
        return levels;
    }

    private static Observation book(long seconds, boolean whole, List<Observation.Level> bids,
            List<Observation.Level> asks) {
        return new Observation.Book(of("BTC-PERPETUAL"), at(seconds), whole, Observation.Chain.NONE, bids, asks);
    }

    @Test
    void theImpactOfAnAmountMakesThePremiumWhereTheBookIsDeep() {
        Conflation deep = new Conflation(Map.of("BTC-PERPETUAL", d("10")));
        deep.observed(ticker(0, "37000", "37000"));
        deep.observed(book(0, true, levels("37010", "4", "37000", "6", "36000", "100"),
                levels("37030", "1", "37130", "9")));
        marking.mark(deep, view, NOW + SECOND);
        assertThat(marks.get("perp").ticks()).as("bought at 37,120, sold at 37,004").isEqualTo(3_706_200);
        deep.observed(book(1, false, levels("37010", "14"), levels("37130", "0", "37040", "9")));
        marking.mark(deep, view, NOW + SECOND + 1);
        assertThat(marks.get("perp").ticks()).as("37,039 and 37,010, averaged with the second before")
                .isEqualTo((3_706_200 + 3_702_450) / 2);
        deep.observed(quote(2, "37000", "37001"));
        marking.mark(deep, view, NOW + 2 * SECOND);
        assertThat(marks.get("perp").ticks()).as("of a book that is older than the best prices nothing is taken")
                .isEqualTo(3_700_000 + (6_200 + 2_450 + 50) / 3);
    }

    @Test
    void withAnIndexOfOursTheVenuesIsNotAsked() {
        Marking own = new Marking(new Aliases("deribit", Map.of()), marks::put, true);
        Terms terms = view.named("asset-btc").terms();
        view = view.apply(new TapeEvent.InstrumentObserved(new Quoted(1, "asset-btc", "", "BTC", terms,
                LifeCycle.OPEN, Mark.of(3_650_000, 3_650_000, 1_000_000, NOW), TradingState.ACTIVE)));
        see(ticker(0, "37000", "37000"), quote(0, "36600", "36620"));
        own.mark(conflation, view, NOW + SECOND);
        assertThat(marks.get("perp").indexTicks()).isEqualTo(3_650_000);
        assertThat(marks.get("perp").ticks()).isEqualTo(3_661_000);
        see(ticker(20, "37000", "37000"), quote(20, "37000", "37002"));
        own.mark(conflation, view, NOW + 20 * SECOND);
        assertThat(marks.get("perp").indexTicks()).as("ours is too old").isEqualTo(3_700_000);
    }
}
