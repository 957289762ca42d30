package io.breakwater.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.kernel.Rounding;
import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of venues are read exactly. */
class DecimalTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0", "-0, 0, 0", "0.000, 0, 0", "1, 1, 0", "100, 100, 0", "1.50, 15, 1", "-12.3400, -1234, 2",
        "0.00001, 1, 5", "1e-05, 1, 5", "4.5e-07, 45, 8", "1E+3, 1000, 0", "1.25e2, 125, 0", "10e-1, 1, 0",
        "0.000000000000000001, 1, 18", "0.0000000000000000001, 0, 0", "0e99, 0, 0", "5e-40, 0, 0",
        "0.0285000000000000000001, 285, 4", "0.12345678901234567891, 123456789012345678, 18",
        "90485.70747374246, 9048570747374246, 11", "9223372036854775807, 9223372036854775807, 0"
    })
    void isRead(String text, long unscaled, int scale) {
        assertThat(Decimal.parse(text)).isEqualTo(new Decimal(unscaled, scale));
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NOT_A_NUMBER", "-nan, NOT_A_NUMBER", "Infinity, NOT_A_NUMBER", "-inf, NOT_A_NUMBER", "., MALFORMED",
        "-, MALFORMED", "1., MALFORMED", ".5, MALFORMED", "1.2.3, MALFORMED", "1e, MALFORMED", "1e+, MALFORMED",
        "1e5x, MALFORMED", "--1, MALFORMED", "+1, MALFORMED", "' 1', MALFORMED", "0x10, MALFORMED", "1٢, MALFORMED",
        "9223372036854775808, OVERFLOW", "1e19, OVERFLOW", "1e99, OVERFLOW",
        "0000000000000000000000000000000000000000000000001, MALFORMED"
    })
    void isRefused(String text, Fault fault) {
        assertThatThrownBy(() -> Decimal.parse(text))
                .isInstanceOfSatisfying(FeedFault.class, it -> assertThat(it.fault()).isEqualTo(fault));
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll long unscaled, @ForAll @IntRange(max = 18) int scale) {
        if (unscaled != Long.MIN_VALUE) {
            BigDecimal wanted = BigDecimal.valueOf(unscaled, scale);
            Decimal read = Decimal.parse(wanted.toPlainString());
            boolean fits = wanted.stripTrailingZeros().precision() <= 18;
            assertThat(BigDecimal.valueOf(read.unscaled(), read.scale()))
                    .isEqualByComparingTo(fits ? wanted : cut(wanted, read.scale()));
            assertThat(Decimal.parse(read.toString())).isEqualTo(read);
        }
    }

    private static BigDecimal cut(BigDecimal value, int scale) {
        return value.setScale(scale, java.math.RoundingMode.DOWN);
    }

    @Property
    void isOrderedAsNumbersAre(@ForAll long a, @ForAll @IntRange(max = 18) int i, @ForAll long b,
            @ForAll @IntRange(max = 18) int j) {
        Decimal first = Decimal.of(a, i);
        Decimal second = Decimal.of(b, j);
        assertThat(Integer.signum(first.compareTo(second)))
                .isEqualTo(BigDecimal.valueOf(a, i).compareTo(BigDecimal.valueOf(b, j)));
    }

    @Property
    void isRoundedToTicks(@ForAll @LongRange(min = -1_000_000_000, max = 1_000_000_000) long a,
            @ForAll @IntRange(max = 9) int scale, @ForAll @IntRange(max = 9) int places) {
        BigDecimal wanted = BigDecimal.valueOf(a, scale).setScale(places, java.math.RoundingMode.HALF_EVEN);
        assertThat(Decimal.of(a, scale).at(places, Rounding.HALF_EVEN)).isEqualTo(wanted.unscaledValue().longValue());
    }

    @Property(tries = 2_000)
    void doublesOfJsonAreReadToTheirLastDigit(@ForAll double value) {
        if (Math.abs(value) < 1e15 && Math.abs(value) > 1e-12) {
            Decimal read = Decimal.parse(Double.toString(value));
            assertThat(new BigDecimal(read.toString()).subtract(new BigDecimal(Double.toString(value))).abs())
                    .isLessThan(new BigDecimal(value).abs().multiply(new BigDecimal("1e-16"), MathContext.DECIMAL32)
                            .max(new BigDecimal("1e-18")));
        }
    }
}
