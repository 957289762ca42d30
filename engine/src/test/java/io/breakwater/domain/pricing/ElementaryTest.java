package io.breakwater.domain.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against StrictMath, which is within one unit in the last place of the exact value. */
class ElementaryTest {

    private static final int DRAWS = 400_000;

    @Test
    void exponentialsAreWithinTwoUnits() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < DRAWS; i++) {
            double x = i % 2 == 0 ? random.nextDouble(-708, 709) : random.nextDouble(-1, 1);
            assertClose(Elementary.exp(x), StrictMath.exp(x), x);
        }
    }

    @Test
    void logarithmsAreWithinTwoUnits() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < DRAWS; i++) {
            double x = i % 2 == 0 ? Math.scalb(random.nextDouble(1, 2), random.nextInt(-1070, 1023))
                    : random.nextDouble(0.5, 2);
            assertClose(Elementary.log(x), StrictMath.log(x), x);
        }
    }

    private static void assertClose(double actual, double expected, double x) {
        if (Math.abs(actual - expected) > 3 * Math.ulp(expected)) {
            assertThat(actual).as("of " + x).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1", "1e-300, 1", "709.8, Infinity", "Infinity, Infinity", "-745, 4.9e-324", "-745.2, 0", "-Infinity, 0",
        "NaN, NaN"
    })
    void exponentialsAtTheEnds(double x, double expected) {
        assertThat(Elementary.exp(x)).isEqualTo(Double.valueOf(expected));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, -Infinity", "-1, NaN", "NaN, NaN", "Infinity, Infinity", "4.9e-324, -744.4400719213812"})
    void logarithmsAtTheEnds(double x, double expected) {
        assertThat(Elementary.log(x)).isEqualTo(Double.valueOf(expected));
    }
}
