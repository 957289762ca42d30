package io.breakwater.domain.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values computed with forty digits. */
class GaussianTest {

    @ParameterizedTest
    @CsvSource({
        "-30, 4.9067139271481870595e-198", "-20, 2.7536241186062336951e-89", "-10, 7.619853024160526066e-24",
        "-5, 2.8665157187919391167e-7", "-2, 0.0227501319481792072", "-1, 0.15865525393145705141",
        "-0.5, 0.30853753872598689636", "0, 0.5", "0.5, 0.69146246127401310364", "1, 0.84134474606854294859",
        "3, 0.99865010196836990547", "6, 0.99999999901341235496", "39, 1", "-39, 0"
    })
    void distribution(double z, double expected) {
        assertThat(Gaussian.cdf(z)).isEqualTo(expected, within(4e-15 * (1 + z * z) * expected));
    }

    @Test
    void ofNothingIsNothing() {
        assertThat(Gaussian.cdf(Double.NaN)).isNaN();
        assertThat(Gaussian.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Gaussian.cdf(Double.NEGATIVE_INFINITY)).isZero();
    }

    @Test
    void neverFalls() {
        double last = 0;
        for (int i = -39_000; i <= 39_000; i++) {
            double next = Gaussian.cdf(i / 1_000.0);
            assertThat(next).isGreaterThanOrEqualTo(last);
            last = next;
        }
    }
}
