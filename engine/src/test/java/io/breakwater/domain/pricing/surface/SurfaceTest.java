package io.breakwater.domain.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.breakwater.domain.pricing.Black76;
import io.breakwater.domain.pricing.Elementary;
import io.breakwater.domain.pricing.European;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains made from a known smile, 1 % wide, in coins; the forward is 65,000 and the hint 64,900. */
class SurfaceTest {

    private static final double FORWARD = 65_000;
    private static final double YEARS = .1;
    private static final Svi TRUE = new Svi(.005, .08, -.3, .02, .15);

    /** What stands in place of a fair quote, by strike and whether it is the call's. */
    private interface Fault extends BiFunction<Double, Boolean, Quote> {}

    private static final Fault NONE = (_, _) -> null;

    private static ChainQuotes chain(Svi svi, double years, Fault fault) {
        Smile smile = new Smile(years, FORWARD, svi);
        List<ChainQuotes.Strike> strikes = new ArrayList<>();
        for (double strike = 40_000; strike <= 100_000; strike += 2_500) {
            strikes.add(new ChainQuotes.Strike(
                    strike, quote(smile, strike, true, fault), quote(smile, strike, false, fault)));
        }
        return new ChainQuotes(years, true, FORWARD - 100, strikes);
    }

    private static Quote quote(Smile smile, double strike, boolean call, Fault fault) {
        Quote planted = fault.apply(strike, call);
        double coins = smile.value(call, strike) / FORWARD;
        return planted == null ? new Quote(coins * .995, coins * 1.005) : planted;
    }

    private static void assertIsTrue(Smile smile, double tolerance) {
        assertThat(smile.forward()).isEqualTo(FORWARD, within(FORWARD * 1e-3));
        for (double strike = 40_000; strike <= 100_000; strike += 1_250) {
            double expected = new Smile(YEARS, FORWARD, TRUE).volatility(strike);
            assertThat(smile.volatility(strike)).as("at " + strike).isEqualTo(expected, within(tolerance));
        }
    }

    private static Smile fitted(Fault fault) {
        return Surface.fit(List.of(chain(TRUE, YEARS, fault))).at(YEARS);
    }

    @Test
    void findsTheSmileBehindTheQuotes() {
        assertIsTrue(fitted(NONE), .002);
    }

    @Test
    void missingBidsDoNotBendIt() {
        assertIsTrue(fitted((strike, call) -> call && strike > 80_000 || !call && strike < 50_000
                ? new Quote(0, .002) : null), .02);
    }

    @Test
    void quotesThatAreOffDoNotBendIt() {
        assertIsTrue(fitted((strike, call) -> strike == 60_000 || strike == 75_000
                ? new Quote(.3, .301) : strike == 50_000 ? new Quote(1e-5, 2e-5) : null), .01);
    }

    @Test
    void nonsenseIsNoQuote() {
        List<Quote> nonsense = List.of(new Quote(Double.NaN, Double.NaN), new Quote(.2, .1), new Quote(-1, -1),
                new Quote(0, Double.POSITIVE_INFINITY), new Quote(.1, .1), new Quote(7, 8), Quote.NONE,
                new Quote(Double.NEGATIVE_INFINITY, 0), new Quote(.01, Double.NaN));
        for (Quote each : nonsense) {
            assertIsTrue(fitted((strike, _) -> strike % 10_000 == 0 ? each : null), .01);
        }
    }

    @Test
    void withoutQuotesThereIsNoSmile() {
        assertThat(Surface.fit(List.of(chain(TRUE, YEARS, (_, _) -> Quote.NONE))).smiles()).isEmpty();
        assertThat(Surface.fit(List.of(chain(TRUE, YEARS, (_, _) -> new Quote(0, .5)))).smiles()).isEmpty();
        assertThat(Surface.fit(List.of()).smiles()).isEmpty();
        assertThat(Surface.fit(List.of(new ChainQuotes(YEARS, true, FORWARD, List.of()))).smiles()).isEmpty();
    }

    /** The later expiry is quoted below the earlier one: the earlier one gives way. */
    @Test
    void variancesDoNotFallWithTime() {
        Svi lower = new Svi(.003, .07, -.3, .02, .15);
        Surface surface = Surface.fit(List.of(chain(TRUE, YEARS, NONE), chain(lower, 2 * YEARS, NONE)));
        assertThat(surface.smiles()).hasSize(2);
        Svi first = surface.smiles().getFirst().svi();
        Svi second = surface.smiles().getLast().svi();
        assertThat(FineGrid.arbitrages(first, second) + FineGrid.arbitrages(second, null)).isZero();
    }

    /** Whatever is quoted, what comes out is free of arbitrage, and the same again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noiseDoesNotMakeArbitrage(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ChainQuotes> chains = new ArrayList<>();
        for (double years : new double[] {.002, .02, .1, .5}) {
            chains.add(chain(TRUE, years, (strike, call) -> {
                double coins = Black76.inverseValue(
                        new European(call, strike, years), FORWARD, random.nextDouble(.2, 1.5));
                return random.nextInt(3) == 0 ? new Quote(0, coins) : new Quote(coins * .9, coins * 1.1);
            }));
        }
        Surface surface = Surface.fit(chains);
        assertThat(Surface.fit(chains)).isEqualTo(surface);
        Svi later = null;
        for (Smile smile : surface.smiles().reversed()) {
            assertThat(FineGrid.arbitrages(smile.svi(), later)).isZero();
            later = smile.svi();
        }
    }

    /** Smiles known for their faults: the check sees them, and so does the other one by prices. */
    @Test
    void arbitrageIsSeen() {
        Svi steep = new Svi(.01, 3, 0, 0, .1);
        Svi vogt = new Svi(-.0410, .1331, .3060, .3586, .4153);
        Svi above = new Svi(TRUE.a() + .001, TRUE.b(), TRUE.rho(), TRUE.m(), TRUE.sigma());
        assertThat(NoArbitrage.isFreeOfButterflies(steep)).isFalse();
        assertThat(NoArbitrage.isFreeOfButterflies(vogt)).isFalse();
        assertThat(FineGrid.arbitrages(vogt, null)).isPositive();
        assertThat(NoArbitrage.isFreeOfButterflies(TRUE)).isTrue();
        assertThat(NoArbitrage.isFreeOfCalendars(TRUE, above)).isTrue();
        assertThat(NoArbitrage.isFreeOfCalendars(above, TRUE)).isFalse();
        assertThat(FineGrid.arbitrages(above, TRUE)).isPositive();
    }

    @Test
    void aStrikesVolatilityIsThatOfItsMoneyness() {
        Smile smile = new Smile(YEARS, FORWARD, TRUE);
        double k = Elementary.log(80_000 / FORWARD);
        assertThat(smile.volatility(80_000)).isEqualTo(Math.sqrt(TRUE.variance(k) / YEARS));
        assertThat(smile.value(true, 80_000) - smile.value(false, 80_000))
                .isEqualTo(FORWARD - 80_000, within(1e-9));
    }
}
