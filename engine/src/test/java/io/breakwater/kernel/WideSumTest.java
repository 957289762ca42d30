package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WideSumTest {

    private static long any(SplittableRandom random) {
        return random.nextLong() >> random.nextInt(64);
    }

    @Test
    void isWhatUnboundedArithmeticSays() {
        var random = new SplittableRandom(11);
        int fitted = 0;
        for (int round = 0; round < 2_000; round++) {
            WideSum sum = WideSum.ZERO;
            BigInteger naive = BigInteger.ZERO;
            for (int i = 0; i <= random.nextInt(20); i++) {
                long a = any(random);
                long b = any(random) >> 8;
                sum = sum.plus(a, b);
                naive = naive.add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
            }
            assertThat(BigInteger.valueOf(sum.high()).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(sum.low()))))
                    .isEqualTo(naive);
            long divisor = Math.max(1, any(random) & Long.MAX_VALUE);
            BigInteger quotient = new BigDecimal(naive).divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN)
                    .toBigInteger();
            if (quotient.bitLength() <= 63) {
                fitted++;
                assertThat(sum.dividedBy(divisor, Rounding.HALF_EVEN)).isEqualTo(quotient.longValue());
            } else {
                WideSum tooLarge = sum;
                assertThatExceptionOfType(Overflow.class)
                        .isThrownBy(() -> tooLarge.dividedBy(divisor, Rounding.HALF_EVEN));
            }
        }
        assertThat(fitted).as("both are tried").isBetween(200, 1_800);
    }

    @Test
    void refusesWhatDoesNotFit() {
        WideSum most = new WideSum(Long.MAX_VALUE, -1);
        assertThatExceptionOfType(Overflow.class).isThrownBy(() -> most.plus(1, 1));
        assertThatExceptionOfType(Overflow.class).isThrownBy(() -> most.dividedBy(0, Rounding.FLOOR));
        assertThat(most.plus(0, 1)).isEqualTo(most);
    }
}
