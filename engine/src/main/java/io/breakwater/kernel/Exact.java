package io.breakwater.kernel;

import java.math.BigInteger;

/**
 * Arithmetic on longs that is exact or refused: nothing wraps. Products run through 128 bits; rounding is named by the
 * caller. Every method throws {@link Overflow} where the result does not fit, and on a zero divisor.
 */
public final class Exact {
    private Exact() {}

    /** a + b. */
    public static long add(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            throw new Overflow("add");
        }
        return sum;
    }

    /** a − b. */
    public static long subtract(long a, long b) {
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) {
            throw new Overflow("subtract");
        }
        return difference;
    }

    /** a × b. */
    public static long multiply(long a, long b) {
        long low = a * b;
        if (Math.multiplyHigh(a, b) != low >> 63) {
            throw new Overflow("multiply");
        }
        return low;
    }

    /** −a. */
    public static long negate(long a) {
        if (a == Long.MIN_VALUE) {
            throw new Overflow("negate");
        }
        return -a;
    }

    /** |a|. */
    public static long abs(long a) {
        return a < 0 ? negate(a) : a;
    }

    /** a ÷ divisor, rounded. */
    public static long divide(long a, long divisor, Rounding rounding) {
        if (divisor == 0) {
            throw new Overflow("divide by zero");
        }
        long quotient = a / divisor;
        long rest = a % divisor;
        if (rest == 0) {
            return a == Long.MIN_VALUE && divisor == -1 ? negate(a) : quotient;
        }
        boolean negative = (a ^ divisor) < 0;
        boolean grows = rounding.grows(negative, half(Math.abs(rest), Math.abs(divisor)), (quotient & 1) != 0);
        return !grows ? quotient : negative ? quotient - 1 : quotient + 1;
    }

    /** a × b ÷ divisor, rounded once; the product may need up to 128 bits. */
    public static long mulDiv(long a, long b, long divisor, Rounding rounding) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return high == low >> 63 ? divide(low, divisor, rounding) : Wide.divide(high, low, divisor, rounding);
    }

    /** a × b × c ÷ divisor, rounded once; the product may need up to 192 bits. */
    public static long mulDiv(long a, long b, long c, long divisor, Rounding rounding) {
        if (fits(a, b)) {
            return mulDiv(a * b, c, divisor, rounding);
        }
        if (fits(b, c)) {
            return mulDiv(a, b * c, divisor, rounding);
        }
        return fits(a, c) ? mulDiv(a * c, b, divisor, rounding) : mulDivSlowly(a, b, c, divisor, rounding);
    }

    private static boolean fits(long a, long b) {
        return Math.multiplyHigh(a, b) == (a * b) >> 63;
    }

    private static long mulDivSlowly(long a, long b, long c, long divisor, Rounding rounding) {
        if (divisor == 0) {
            throw new Overflow("divide by zero");
        }
        BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).multiply(BigInteger.valueOf(c));
        BigInteger by = BigInteger.valueOf(divisor);
        BigInteger[] parts = product.divideAndRemainder(by);
        if (parts[1].signum() == 0) {
            return longOf(parts[0]);
        }
        boolean negative = product.signum() != by.signum();
        int half = parts[1].abs().shiftLeft(1).compareTo(by.abs());
        boolean grows = rounding.grows(negative, half, parts[0].testBit(0));
        return longOf(grows ? parts[0].add(BigInteger.valueOf(negative ? -1 : 1)) : parts[0]);
    }

    private static long longOf(BigInteger value) {
        if (value.bitLength() > 63) {
            throw new Overflow("mulDiv");
        }
        return value.longValue();
    }

    /** Sign of (rest ÷ divisor − ½) for unsigned 0 &lt; rest &lt; divisor. */
    static int half(long rest, long divisor) {
        return Long.compareUnsigned(rest, divisor - rest);
    }
}
