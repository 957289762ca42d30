package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExactTest {
    private static final long[] EDGES = {
        0, 1, -1, 2, -2, 3, 10, -10, 1L << 31, 1L << 32, (1L << 32) - 1, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE,
        Long.MAX_VALUE - 1, Long.MIN_VALUE + 1, 3_037_000_500L, -3_037_000_500L
    };

    @ParameterizedTest
    @EnumSource(Rounding.class)
    void agreesWithBigIntegersOnAllEdges(Rounding rounding) {
        for (long a : EDGES) {
            for (long b : EDGES) {
                for (long d : EDGES) {
                    assertTwin(a, b, 1, d, rounding, () -> Exact.mulDiv(a, b, d, rounding));
                    assertTwin(a, b, b, d, rounding, () -> Exact.mulDiv(a, b, b, d, rounding));
                    assertTwin(a, 1, 1, d, rounding, () -> Exact.divide(a, d, rounding));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Rounding.class)
    void agreesWithBigIntegersOnRandomNumbers(Rounding rounding) {
        var random = new SplittableRandom(rounding.ordinal());
        for (int i = 0; i < 200_000; i++) {
            long a = anyWidth(random);
            long b = anyWidth(random);
            long c = anyWidth(random);
            long d = anyWidth(random);
            assertTwin(a, b, 1, d, rounding, () -> Exact.mulDiv(a, b, d, rounding));
            assertTwin(a, b, c, d, rounding, () -> Exact.mulDiv(a, b, c, d, rounding));
        }
    }

    private static long anyWidth(SplittableRandom random) {
        return random.nextLong() >> random.nextInt(64);
    }

    private static void assertTwin(long a, long b, long c, long d, Rounding rounding, LongSupplier fast) {
        BigInteger exact = naive(a, b, c, d, rounding);
        if (exact == null || exact.bitLength() > 63) {
            assertThatThrownBy(fast::getAsLong).isInstanceOf(Overflow.class);
        } else if (fast.getAsLong() != exact.longValue()) {
            assertThat(fast.getAsLong()).as("%d·%d·%d/%d %s", a, b, c, d, rounding).isEqualTo(exact.longValue());
        }
    }

    private static BigInteger naive(long a, long b, long c, long d, Rounding rounding) {
        BigDecimal product = BigDecimal.valueOf(a).multiply(BigDecimal.valueOf(b)).multiply(BigDecimal.valueOf(c));
        return d == 0 ? null : product.divide(BigDecimal.valueOf(d), 0, mode(rounding)).toBigIntegerExact();
    }

    private static RoundingMode mode(Rounding rounding) {
        return switch (rounding) {
            case FLOOR -> RoundingMode.FLOOR;
            case CEILING -> RoundingMode.CEILING;
            case TOWARD_ZERO -> RoundingMode.DOWN;
            case AWAY_FROM_ZERO -> RoundingMode.UP;
            case HALF_EVEN -> RoundingMode.HALF_EVEN;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "FLOOR, -4, 3", "CEILING, -3, 4", "TOWARD_ZERO, -3, 3", "AWAY_FROM_ZERO, -4, 4", "HALF_EVEN, -4, 4"
    })
    void roundsThreeAndAHalfAsNamed(Rounding rounding, long ofMinus, long ofPlus) {
        assertThat(Exact.mulDiv(-7, 1, 2, rounding)).isEqualTo(ofMinus);
        assertThat(Exact.mulDiv(7, 1, 2, rounding)).isEqualTo(ofPlus);
    }

    @Test
    void sumsAreExactOrRefused() {
        for (long a : EDGES) {
            for (long b : EDGES) {
                BigInteger x = BigInteger.valueOf(a);
                BigInteger y = BigInteger.valueOf(b);
                assertFits(x.add(y), () -> Exact.add(a, b));
                assertFits(x.subtract(y), () -> Exact.subtract(a, b));
                assertFits(x.multiply(y), () -> Exact.multiply(a, b));
            }
            assertFits(BigInteger.valueOf(a).negate(), () -> Exact.negate(a));
            assertFits(BigInteger.valueOf(a).abs(), () -> Exact.abs(a));
        }
    }

    private static void assertFits(BigInteger exact, LongSupplier fast) {
        if (exact.bitLength() > 63) {
            assertThatThrownBy(fast::getAsLong).isInstanceOf(Overflow.class);
        } else {
            assertThat(fast.getAsLong()).isEqualTo(exact.longValue());
        }
    }

    @Test
    void overflowCostsNoStackTrace() {
        assertThat(new Overflow("x").getStackTrace()).isEmpty();
    }
}
