package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.kernel.MalformedDecimal.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0", "-0, 2, 0", "-0.00, 2, 0", "1, 0, 1", "-12.3400, 2, -1234", "-12.3400, 4, -123400", "007.5, 1, 75",
        "0.000000000000000001, 18, 1", "9223372036854775807, 0, 9223372036854775807",
        "-9223372036854775808, 0, -9223372036854775808", "-9.223372036854775808, 18, -9223372036854775808",
        "92233720368547758.07, 2, 9223372036854775807", "1.50000000000000000000000000000000000000, 1, 15"
    })
    void parsesExactly(String text, int scale, long unscaled) {
        assertThat(Decimals.parse(text, scale)).isEqualTo(unscaled);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "-", ".", "-.", "1.", ".5", "-.5", "+1", " 1", "1 ", "1e3", "1E3", "NaN", "Infinity", "-Infinity", "0x1",
        "1,000", "1_000", "--1", "1-", "1.2.3", "1..2", "١", "1\n", "\u00001", "1.2e5", "∞", "1/2", "1:2"
    })
    void refusesWhatIsNoDecimal(String text) {
        assertThat(reasonOf(text, 4)).isEqualTo(Reason.SYNTAX);
    }

    @ParameterizedTest
    @CsvSource({
        "1.001, 2, TOO_PRECISE", "0.5, 0, TOO_PRECISE", "9223372036854775808, 0, OVERFLOW",
        "-9223372036854775809, 0, OVERFLOW", "92233720368547758.08, 2, OVERFLOW", "10, 18, OVERFLOW",
        "99999999999999999999999999999999999999, 0, OVERFLOW", "18446744073709551616, 0, OVERFLOW",
        "1.0000000000000000000000000000000000000000, 2, TOO_LONG"
    })
    void refusesWhatDoesNotFit(String text, int scale, Reason reason) {
        assertThat(reasonOf(text, scale)).isEqualTo(reason);
    }

    private static Reason reasonOf(String text, int scale) {
        return catchThrowableOfType(MalformedDecimal.class, () -> Decimals.parse(text, scale)).reason();
    }

    @Test
    void agreesWithBigDecimal() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 200_000; i++) {
            int places = random.nextInt(19);
            int scale = random.nextInt(19);
            BigDecimal decimal = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), places);
            assertSame(decimal, scale);
        }
    }

    private static void assertSame(BigDecimal decimal, int scale) {
        String text = decimal.toPlainString();
        BigInteger unscaled = decimal.movePointRight(scale).stripTrailingZeros().scale() > 0
                ? null
                : decimal.movePointRight(scale).toBigIntegerExact();
        if (unscaled == null || unscaled.bitLength() > 63) {
            assertThat(reasonOf(text, scale)).as(text).isIn(Reason.TOO_PRECISE, Reason.OVERFLOW);
        } else if (Decimals.parse(text, scale) != unscaled.longValue()) {
            assertThat(Decimals.parse(text, scale)).as(text).isEqualTo(unscaled.longValue());
        }
    }

    @Test
    void formatsTheShortestTextThatParsesBack() {
        var random = new SplittableRandom(4);
        for (int i = 0; i < 200_000; i++) {
            int scale = random.nextInt(19);
            long unscaled = random.nextLong() >> random.nextInt(64);
            BigDecimal twin = BigDecimal.valueOf(unscaled, scale).stripTrailingZeros();
            String text = Decimals.format(unscaled, scale);
            assertThat(text).isEqualTo(twin.toPlainString());
            assertThat(Decimals.parse(text, scale)).isEqualTo(unscaled);
        }
        assertThat(Decimals.format(Long.MIN_VALUE, 18)).isEqualTo("-9.223372036854775808");
        assertThat(Decimals.format(-5, 1)).isEqualTo("-0.5");
    }
}
