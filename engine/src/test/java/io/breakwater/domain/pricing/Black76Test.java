package io.breakwater.domain.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.breakwater.kernel.BrokenInvariant;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Black76Test {

    private static final int DRAWS = 100_000;

    @ParameterizedTest
    @CsvSource({
        "85, .1, 20.816241352493662", "85, .2, 27.103751052550102", "85, .5, 48.312929458905",
        "100, .1, 10.76221357246159", "100, .2, 19.207654124402573", "100, .5, 43.24555444486169",
        "120, .1, 3.523029591534474", "120, .2, 11.857770325364342", "120, .5, 37.63447312094027"
    })
    void publishedValues(double strike, double volatility, double expected) {
        double value = Black76.value(new European(true, strike, 4.5), 104, volatility);
        assertThat(value).isEqualTo(expected, within(1e-12 * expected));
    }

    /** Haug's futures option, discounted at 10 %. */
    @Test
    void aBookExample() {
        double undiscounted = Black76.value(new European(true, 19, .75), 19, .28);
        assertThat(undiscounted * StrictMath.exp(-.10 * .75)).isEqualTo(1.701050725, within(5e-10));
        assertThat(Black76.value(new European(false, 19, .75), 19, .28)).isEqualTo(undiscounted, within(1e-14));
    }

    /** F, K, σ√T and the value out of the money, computed with four hundred digits; the last is where digits go. */
    @ParameterizedTest
    @CsvSource({
        "100, 100, 1e-3, 0.039894226377883828456, 1e-12", "100, 100, 1e-6, 3.9894228040141605534e-5, 1e-9",
        "100, 101, 1e-3, 1.2448695951642807658e-25, 1e-11", "100, 200, 0.05, 2.6808420799285610088e-44, 1e-12",
        "100, 50, 0.02, 7.0487959249802338493e-265, 1e-11", "100, 1000, 0.5, 6.3400895081251024599e-5, 1e-13",
        "100, 10, 3, 6.5126978449779763359, 1e-13", "100, 1, 6, 0.97896450542599744579, 1e-13",
        "65000, 300000, 0.1, 3.7935149773304898594e-50, 1e-12", "100, 100, 5, 98.758066934844772967, 1e-14"
    })
    void keepsItsDigitsInTheWings(double forward, double strike, double deviation, double expected, double relative) {
        double value = Black76.value(new European(forward < strike, strike, 1), forward, deviation);
        assertThat(value).isEqualTo(expected, within(relative * expected));
    }

    @Test
    void agreesWithStrata() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < DRAWS; i++) {
            boolean call = random.nextBoolean();
            double forward = StrictMath.exp(random.nextDouble(-3, 12));
            double strike = forward * StrictMath.exp(random.nextDouble(-2, 2));
            double years = random.nextDouble(1e-3, 3);
            double volatility = random.nextDouble(.05, 3);
            European option = new European(call, strike, years);
            Greeks ours = Black76.greeks(option, forward, volatility);
            double bound = 1e-13 * Math.max(forward, strike);
            assertThat(ours.value()).isEqualTo(Black76.value(option, forward, volatility)).isEqualTo(
                    BlackFormulaRepository.price(forward, strike, years, volatility, call), within(bound));
            assertThat(ours.delta()).isEqualTo(
                    BlackFormulaRepository.delta(forward, strike, years, volatility, call), within(1e-13));
            assertThat(ours.gamma() * forward).isEqualTo(
                    BlackFormulaRepository.gamma(forward, strike, years, volatility) * forward,
                    within(1e-13 / (volatility * Math.sqrt(years))));
            assertThat(ours.vega()).isEqualTo(
                    BlackFormulaRepository.vega(forward, strike, years, volatility), within(bound));
            assertThat(ours.theta()).isEqualTo(
                    BlackFormulaRepository.driftlessTheta(forward, strike, years, volatility), within(100 * bound));
        }
    }

    @Test
    void callLessPutIsForwardLessStrike() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < DRAWS; i++) {
            double forward = random.nextDouble(1, 1e5);
            double strike = random.nextDouble(1, 1e5);
            double years = random.nextDouble(0, 2);
            double volatility = random.nextDouble(0, 4);
            double call = Black76.value(new European(true, strike, years), forward, volatility);
            double put = Black76.value(new European(false, strike, years), forward, volatility);
            assertThat(call - put).isEqualTo(forward - strike, within(1e-14 * (call + put)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0, .5, 10, 1", "true, 1, 0, 10, 1", "false, 0, .5, 0, 0", "true, 1e-300, .5, 10, 1",
        "true, 1, 1e-300, 10, 1", "false, 1e-12, .5, 0, 0"
    })
    void withoutTimeOrVolatilityIsIntrinsic(boolean call, double years, double volatility, double value, double delta) {
        Greeks greeks = Black76.greeks(new European(call, 90, years), 100, volatility);
        assertThat(greeks.value()).isEqualTo(value);
        assertThat(greeks.delta()).isEqualTo(delta);
        assertThat(greeks.gamma()).isZero();
        assertThat(greeks.vega()).isZero();
        assertThat(greeks.theta()).isZero();
    }

    @Test
    void withoutTimeAtTheStrikeIsHalfOfEach() {
        assertThat(Black76.greeks(new European(true, 100, 0), 100, .5)).isEqualTo(new Greeks(0, .5, 0, 0, 0));
        assertThat(Black76.greeks(new European(false, 100, 0), 100, .5)).isEqualTo(new Greeks(0, -.5, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"1e-300, 1e300", "1e300, 1e-300", "1e-10, 1e5", "1e5, 1e-10"})
    void staysANumberFarOut(double forward, double strike) {
        for (double volatility : new double[] {0, 1e-9, .5, 30, 1e6}) {
            Greeks greeks = Black76.greeks(new European(true, strike, 1), forward, volatility);
            assertThat(greeks.value()).isBetween(Math.max(forward - strike, 0), forward);
            assertThat(greeks.delta()).isBetween(0.0, 1.0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 100, 1, .5", "100, NaN, 1, .5", "100, 100, NaN, .5", "100, 100, 1, NaN", "0, 100, 1, .5",
        "100, 0, 1, .5", "100, 100, -1, .5", "100, 100, 1, -.5", "Infinity, 100, 1, .5", "100, Infinity, 1, .5",
        "100, 100, Infinity, .5", "100, 100, 1, Infinity", "-1, 100, 1, .5"
    })
    void whatIsNoPriceIsRefused(double forward, double strike, double years, double volatility) {
        assertThatThrownBy(() -> Black76.value(new European(true, strike, years), forward, volatility))
                .isInstanceOf(BrokenInvariant.class);
        assertThatThrownBy(() -> Black76.greeks(new European(true, strike, years), forward, volatility))
                .isInstanceOf(BrokenInvariant.class);
    }

    /** Deltas and gammas are slopes of the values; in coins F·dv/dF and the slope of that. */
    @ParameterizedTest
    @CsvSource({"true, 55000, .7", "true, 66000, .5", "false, 60000, .65", "false, 70000, 1.2"})
    void inverseGreeksAreSlopes(boolean call, double strike, double volatility) {
        European option = new European(call, strike, .1);
        double forward = 65_666.19;
        Greeks coins = Black76.greeks(option, forward, volatility).inverse(forward);
        assertThat(coins.value()).isEqualTo(Black76.inverseValue(option, forward, volatility), within(1e-16));
        assertThat(coins.delta()).isEqualTo(
                forward * slope(f -> Black76.inverseValue(option, f, volatility), forward, 1), within(1e-7));
        assertThat(coins.gamma() * forward).isEqualTo(forward * slope(
                f -> Black76.greeks(option, f, volatility).inverse(f).delta(), forward, 1), within(1e-6));
        assertThat(coins.vega()).isEqualTo(
                slope(v -> Black76.inverseValue(option, forward, v), volatility, 1e-5), within(1e-8));
        assertThat(coins.theta()).isEqualTo(-slope(
                t -> Black76.inverseValue(new European(call, strike, t), forward, volatility), .1, 1e-6), within(1e-6));
    }

    private static double slope(DoubleUnaryOperator function, double at, double step) {
        return (function.applyAsDouble(at + step) - function.applyAsDouble(at - step)) / (2 * step);
    }
}
