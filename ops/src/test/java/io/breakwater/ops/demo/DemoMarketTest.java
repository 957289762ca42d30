package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.Timestamps;
import io.breakwater.ops.market.MarchCrash;
import io.breakwater.ops.market.PriceSeries;
import io.breakwater.v1.IngestRequest;
import io.breakwater.v1.UpdateMarksRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoMarketTest {
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
            double call = board.coins(new OptionBoard.Option(6_000, true), spot, 0);
            double put = board.coins(new OptionBoard.Option(6_000, false), spot, 0);
            assertThat(call - put).isCloseTo(1 - 6_000 / spot, within(1e-6));
        }
        assertThat(march.instruments()).hasSize(1 + OptionBoard.all().size());
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
        List<PriceSeries.Point> points =
                List.of(new PriceSeries.Point(0, 3_512, 3_512), new PriceSeries.Point(1, 3_600, 3_600));
        DemoMarket recorded = DemoMarket.recorded(new PriceSeries("avaxusdt", 1_000_000L, points));
        assertThat(recorded.lotScale()).isEqualTo(2);
        assertThat(recorded.usdPerLot(3_512)).isCloseTo(0.3512, within(1e-9));
        assertThat(recorded.grid().price(3_512)).isEqualTo("35.12");
        assertThat(recorded.instrument().getTerms().hasLinear()).isTrue();
    }
}
