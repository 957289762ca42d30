package io.breakwater.domain.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpliedVolatilityTest {

    private static final int DRAWS = 200_000;

    /** Out of the money every digit of the price counts, so the volatility comes back as it went in. */
    @Test
    void findsWhatWasPutIn() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < DRAWS; i++) {
            double forward = random.nextDouble(.01, 1e5);
            double distance = random.nextDouble(-3, 3);
            double years = StrictMath.exp(random.nextDouble(-9, 1.5));
            double volatility = StrictMath.exp(random.nextDouble(-4, 1.8));
            double strike = forward * StrictMath.exp(distance);
            European option = new European(distance >= 0, strike, years);
            double value = Black76.value(option, forward, volatility);
            double deviation = volatility * Math.sqrt(years);
            if (value > 1e-290 && deviation > 1e-4 && deviation < 8) {
                assertThat(ImpliedVolatility.of(option, forward, value).orElseThrow())
                        .as("%s at %s, %s", option, forward, volatility)
                        .isEqualTo(volatility, within(volatility * 1e-9));
            }
        }
    }

    /** In the money the intrinsic value drowns the rest; what comes back still gives the price. */
    @Test
    void givesThePriceBack() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < DRAWS; i++) {
            double forward = random.nextDouble(1, 1e5);
            European option = new European(random.nextBoolean(), forward * random.nextDouble(.2, 5), random.nextDouble());
            double bound = option.call() ? forward : option.strike();
            double value = random.nextDouble(option.intrinsic(forward), bound);
            double volatility = ImpliedVolatility.of(option, forward, value).orElseThrow();
            assertThat(Black76.value(option, forward, volatility)).isEqualTo(value, within(1e-12 * bound));
        }
    }

    @Test
    void agreesWithStrata() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            double strike = 100 * StrictMath.exp(random.nextDouble(-.5, .5));
            European option = new European(strike >= 100, strike, random.nextDouble(.05, 2));
            double value = Black76.value(option, 100, random.nextDouble(.3, 2));
            double theirs = BlackFormulaRepository.impliedVolatility(
                    value, 100, strike, option.years(), option.call());
            assertThat(ImpliedVolatility.of(option, 100, value).orElseThrow()).isEqualTo(theirs, within(1e-8));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, 90, 1, 10", "true, 90, 1, 9.99", "true, 90, 1, 100", "true, 90, 1, 101", "true, 110, 1, 0",
        "false, 90, 1, 90", "false, 110, 1, 10", "true, 90, 0, 11", "true, 90, 1, NaN", "true, 90, 1, Infinity",
        "true, 110, 1, -1"
    })
    void noVolatilityGivesAnImpossiblePrice(boolean call, double strike, double years, double value) {
        assertThat(ImpliedVolatility.of(new European(call, strike, years), 100, value)).isEmpty();
    }
}
