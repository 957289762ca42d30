package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.Timestamps;
import io.breakwater.ops.market.MarchCrash;
import io.breakwater.ops.market.PriceSeries;
import io.breakwater.v1.IngestRequest;
import io.breakwater.v1.OptionSeen;
import io.breakwater.v1.OptionStyle;
import io.breakwater.v1.Terms;
import io.breakwater.v1.UpdateMarksRequest;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoMarketTest {
    private static final long HOUR = 3_600_000_000L;
    private static final DemoMarket RECORDED = DemoMarket.recorded(new PriceSeries("avaxusdt", 1_000_000L,
            List.of(new PriceSeries.Point(0, 3_512, 3_512), new PriceSeries.Point(HOUR, 3_600, 3_600))), 30 * 86_400);
    private final DemoMarket march = DemoMarket.march(MarchCrash.path(1), 30 * 86_400);

    @Test
    void marksTheCrashInDollarsOfTheContract() {
        UpdateMarksRequest first = march.marks(march.series().points().getFirst(), "id", Timestamps.fromSeconds(1));
        UpdateMarksRequest last = march.marks(march.series().points().getLast(), "id", Timestamps.fromSeconds(1));
        assertThat(first.getMarks(0).getPrice()).isEqualTo("7353.0");
        assertThat(first.getMarks(0).getInstrument()).isEqualTo("instruments/btc-usd-perp");
        assertThat(last.getMarks(0).getPrice()).isEqualTo("3596.0");
        assertThat(last.getMarks(0).getIndex()).isEqualTo("3996.0");
        assertThat(last.getPrices(0).getPriceUsd()).isEqualTo("3996.0");
    }

    @Test
    void saysTheCrashInDollarsOfTheContract() {
        IngestRequest first = march.observations(march.series().points().getFirst(), Timestamps.fromSeconds(1));
        IngestRequest last = march.observations(march.series().points().getLast(), Timestamps.fromSeconds(1));
        assertThat(first.getPricesMap()).containsEntry("assets/btc", first.getObservations(0).getSymbol());
        assertThat(first.getObservations(1).getSymbol()).isEqualTo("btc-usd-perp");
        assertThat(first.getObservations(1).getTicker().getMark()).isEqualTo("7353.0");
        assertThat(last.getObservations(1).getTicker().getMark()).isEqualTo("3596.0");
        assertThat(last.getObservations(1).getTicker().getIndex()).isEqualTo("3996.0");
        assertThat(last.getObservations(0).getIndexPrice()).isEqualTo("3996.0");
    }

    @Test
    void quotesOptionsThatAreWorthWhatParitySays() {
        OptionBoard board = march.options();
        for (double spot : new double[] {7_353, 5_000, 3_996}) {
            double call = board.value(new OptionListing.Option("btc", BigDecimal.valueOf(6_000), true), spot, 0);
            double put = board.value(new OptionListing.Option("btc", BigDecimal.valueOf(6_000), false), spot, 0);
            assertThat(call - put).isCloseTo(1 - 6_000 / spot, within(1e-6));
        }
        assertThat(march.instruments()).hasSize(1 + board.all().size()).contains("instruments/btc-6000-c");
    }

    /** The dearer a call the lower its strike, by less than the strikes are apart, and by ever less. */
    @Test
    void quotesNoArbitrage() {
        for (DemoMarket market : List.of(march, RECORDED)) {
            OptionBoard board = market.options();
            double first = board.smile().firstUsd();
            for (double spot : new double[] {first, first * 0.8, first * 0.5}) {
                double last = -1;
                for (double strike = spot * 0.4; strike < spot * 2; strike *= 1.02) {
                    double slope = (call(board, strike * 1.01, spot) - call(board, strike, spot)) / (strike * 0.01)
                            * (board.listing().inverse() ? spot : 1);
                    assertThat(slope).isBetween(last - 1e-4, 1e-4);
                    last = slope;
                }
            }
        }
    }

    private static double call(OptionBoard board, double strike, double spot) {
        return board.value(new OptionListing.Option("x", BigDecimal.valueOf(strike), true), spot, 0);
    }

    @Test
    void settlesTheCrashInBitcoin() {
        assertThat(march.instrument().getTerms().hasInverse()).isTrue();
        assertThat(march.collateralAsset()).isEqualTo("btc");
        assertThat(march.collateral(735_300)).isEqualTo("100.00");
        assertThat(march.usdPerLot(14_706)).isEqualTo(1);
    }

    @Test
    void cutsLotsOfARecordedMarketToADollarAtMost() {
        assertThat(RECORDED.lotScale()).isEqualTo(2);
        assertThat(RECORDED.usdPerLot(3_512)).isCloseTo(0.3512, within(1e-9));
        assertThat(RECORDED.grid().price(3_512)).isEqualTo("35.12");
        assertThat(RECORDED.instrument().getTerms().hasLinear()).isTrue();
    }

    @Test
    void listsOptionsAroundARecordedPrice() {
        assertThat(RECORDED.options().all()).extracting(OptionListing.Option::id).contains("coin-25-c", "coin-35-p",
                "coin-46-c").doesNotHaveDuplicates();
        assertThat(RECORDED.options().instrument(RECORDED.options().all().getFirst()).getTerms())
                .extracting(it -> it.getOption().getStyle(), it -> it.getOption().getStrike(), Terms::getPriceScale)
                .containsExactly(OptionStyle.OPTION_STYLE_LINEAR, "25", 4);
        assertThat(RECORDED.options().smile().usual()).as("an hour's move of 2.5 %").isBetween(2.2, 2.5);
        IngestRequest said = RECORDED.observations(RECORDED.series().points().getFirst(), Timestamps.fromSeconds(1));
        OptionSeen low = said.getObservationsList().stream().filter(it -> it.getSymbol().equals("coin-25-c"))
                .findFirst().orElseThrow().getOption();
        assertThat(Double.parseDouble(low.getMark())).as("above what it is worth at once").isGreaterThan(35.12 - 25)
                .isBetween(Double.parseDouble(low.getQuote().getBid()), Double.parseDouble(low.getQuote().getAsk()));
    }

    /** Of whatever size prices are, in the numbers that the instruments have. */
    @ParameterizedTest
    @CsvSource({"1, 950, coin-0-0000095-c", "1000000, 6512345, coin-65000-p", "100000000, 3, coin-3-c"})
    void listsOptionsOfAnyPrice(long tickE8, long ticks, String expected) {
        DemoMarket market = DemoMarket.recorded(new PriceSeries("any", tickE8, List.of(
                new PriceSeries.Point(0, ticks, ticks), new PriceSeries.Point(HOUR, ticks, ticks))), 30 * 86_400);
        assertThat(market.options().all()).extracting(OptionListing.Option::id).contains(expected);
        assertThat(market.options().smile().usual()).as("what does not move is not free").isEqualTo(0.2);
        for (OptionListing.Option option : market.options().all()) {
            assertThat(option.strike().scale()).isLessThanOrEqualTo(market.series().priceScale());
            assertThat(option.id()).matches("[a-z][a-z0-9-]*");
        }
    }
}
