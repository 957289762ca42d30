package io.breakwater.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.breakwater.kernel.Rounding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notional, delta and margin of each payoff in micro-dollars; BTC is 20,000.50 USD. */
class ExposureTest {

    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);
    private static final long DOLLAR = 1_000_000;

    private static MarketView market() {
        return MarketView.EMPTY
                .apply(observed(1, new Payoff.Spot(), USD, 1, 4, 2_000_050, 1_000_000))
                .apply(observed(2, new Payoff.Linear(), USD, 1, 3, 2_000_050, 1_000_000))
                .apply(observed(3, new Payoff.Inverse(), BTC, 10, 0, 2_000_050, 1_000_000))
                .apply(observed(4, new Payoff.Quanto(), BTC, 1, 6, 2_000_050, 1_000_000))
                .apply(observed(5, new Payoff.Option(true, 2_000_000, false), USD, 1, 1, 90_000, 550_001))
                .apply(observed(6, new Payoff.Option(false, 2_000_000, true), BTC, 1, 1, 5, -450_000))
                .apply(observed(7, new Payoff.Combo(List.of(new Payoff.Leg(2, 1), new Payoff.Leg(5, -2))), USD, 1, 3,
                        -1_000, 0))
                .apply(observed(8, new Payoff.Combo(List.of(new Payoff.Leg(2, 1), new Payoff.Leg(99, 1))), USD, 1, 3,
                        1_000, 0));
    }

    private static TapeEvent observed(
            long id, Payoff payoff, Asset settlement, long multiplier, int multiplierScale, long ticks, int deltaPpm) {
        Terms terms = new Terms(1, 0, payoff, "BTC", BTC, USD, settlement, multiplier, multiplierScale, 2, 2, 0,
                List.of(new TickBand(-1_000_000, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
        return new TapeEvent.InstrumentObserved(new Quoted(id, "i" + id, "self", "i" + id, terms, LifeCycle.OPEN,
                Mark.of(ticks, 2_000_050, deltaPpm, 1), TradingState.ACTIVE));
    }

    /** Lots of the instrument (the put is half a dollar out of the money): notional, margin when long, margin when short, delta of a buy; in micro-dollars. */
    @ParameterizedTest
    @CsvSource({
        "1, 3, 6000150, 600015, 600015, 6000150",
        "2, 3, 60001500, 6000150, 6000150, 60001500",
        "3, 3, 30000000, 3000000, 3000000, 30000000",
        "4, 3, 1200060001, 120006001, 120006001, 1200060001",
        "5, 3, 6000150000, 270000000, 870015000, 3300088501",
        "6, 3, 6000150000, 300007500, 899872500, -2700067500",
        "7, 3, 12060301500, 1206030150, 1206030150, 0"
    })
    void ofEachPayoff(long instrument, long lots, long notional, long whenLong, long whenShort, long delta) {
        MarketView view = market();
        Quoted quoted = view.instrument(instrument);
        StandardMargin.Rates rates = StandardMargin.Rates.of(quoted, view);
        long computed = Exposure.notionalUsdMicros(quoted, lots, quoted.mark().ticks(), rates.notional(), view);
        assertThat(computed).isEqualTo(notional);
        assertThat(StandardMargin.of(quoted, lots, 0, rates, view).initialUsdMicros()).isEqualTo(whenLong);
        assertThat(StandardMargin.of(quoted, 0, lots, rates, view).initialUsdMicros()).isEqualTo(whenShort);
        assertThat(Exposure.deltaUsdMicros(quoted, computed, 1)).isEqualTo(delta);
        assertThat(Exposure.deltaUsdMicros(quoted, computed, -1)).isEqualTo(-delta);
    }

    @Test
    void theWorseOfLongAndShortNeedsTheMargin() {
        MarketView view = market();
        Quoted perpetual = view.instrument(2);
        StandardMargin.Rates rates = StandardMargin.Rates.of(perpetual, view);
        assertThat(StandardMargin.of(perpetual, 2, 5, rates, view))
                .isEqualTo(StandardMargin.of(perpetual, 0, 5, rates, view));
        assertThat(StandardMargin.of(perpetual, 0, 0, rates, view).initialUsdMicros()).isZero();
    }

    @Test
    void whatCannotBeComputedWithIsNotMarked() {
        MarketView view = market();
        assertThat(Exposure.isMarked(view.instrument(7), view)).isTrue();
        assertThat(Exposure.isMarked(view.instrument(8), view)).as("a leg is not known").isFalse();
        assertThat(Exposure.isMarked(marked(2, 0, 1), view)).as("a price of nothing").isFalse();
        assertThat(Exposure.isMarked(marked(5, 0, 1), view)).as("a worthless option").isTrue();
        assertThat(Exposure.isMarked(marked(5, 5, 0), view)).as("no underlying").isFalse();
    }

    private static Quoted marked(long instrument, long ticks, long index) {
        Quoted q = market().instrument(instrument);
        return new Quoted(q.id(), q.name(), q.venue(), q.symbol(), q.terms(), q.lifeCycle(),
                Mark.of(ticks, index, 0, 1), q.state());
    }

    @Test
    void aRateIsWhatAMinorUnitIsWorth() {
        MarketView view = market();
        assertThat(UsdRate.of(view, BTC).micros(100_000_000, Rounding.FLOOR)).isEqualTo(20_000_500_000L);
        assertThat(UsdRate.of(view, BTC).micros(1, Rounding.FLOOR)).isEqualTo(200);
        assertThat(UsdRate.of(view, BTC).micros(1, Rounding.CEILING)).isEqualTo(201);
        assertThat(UsdRate.of(view, USD).micros(5, Rounding.FLOOR)).isEqualTo(5);
        assertThat(UsdRate.of(view, new Asset("USD", 2)).micros(5, Rounding.FLOOR)).isEqualTo(5 * DOLLAR / 100);
        assertThat(UsdRate.of(view, new Asset("XYZ", 2))).isNull();
    }
}
