package io.breakwater.kernel;

/**
 * Division of a signed 128-bit value by a long. Not a number type: {@link Exact} uses it where a product does not fit
 * 64 bits, and {@link WideSum} where a sum of products does not.
 */
final class Wide {
    private static final long DIGIT = 1L << 32;
    private static final long DIGIT_MASK = DIGIT - 1;

    private Wide() {}

    /** (high·2⁶⁴ + unsigned low) ÷ divisor, rounded. */
    static long divide(long high, long low, long divisor, Rounding rounding) {
        boolean negative = (high ^ divisor) < 0;
        long magnitudeLow = high < 0 ? -low : low;
        long magnitudeHigh = high >= 0 ? high : low == 0 ? -high : ~high;
        long by = Math.abs(divisor);
        if (by == 0 || Long.compareUnsigned(magnitudeHigh, by) >= 0) {
            throw new Overflow(by == 0 ? "divide by zero" : "mulDiv");
        }
        long quotient = quotient(magnitudeHigh, magnitudeLow, by);
        long rest = magnitudeLow - quotient * by;
        boolean grows = rest != 0 && rounding.grows(negative, Exact.half(rest, by), (quotient & 1) != 0);
        return signed(quotient, grows, negative);
    }

    private static long signed(long quotient, boolean grows, boolean negative) {
        if (quotient < 0 && (grows || quotient != Long.MIN_VALUE)) {
            throw new Overflow("mulDiv");
        }
        long magnitude = grows ? quotient + 1 : quotient;
        if (magnitude < 0 && !negative) {
            throw new Overflow("mulDiv");
        }
        return negative ? -magnitude : magnitude;
    }

    /** Knuth's long division (TAOCP 2, 4.3.1 D) in base 2³², unsigned; needs high &lt; divisor, so the result fits. */
    private static long quotient(long high, long low, long divisor) {
        int shift = Long.numberOfLeadingZeros(divisor);
        long by = divisor << shift;
        long top = shift == 0 ? high : (high << shift) | (low >>> (64 - shift));
        long bottom = low << shift;
        long first = digit(top, bottom >>> 32, by);
        long carried = top * DIGIT + (bottom >>> 32) - first * by;
        long second = digit(carried, bottom & DIGIT_MASK, by);
        return first * DIGIT + second;
    }

    /** One digit of the quotient of (rest·2³² + next) ÷ by, where by is normalised and rest &lt; by. */
    private static long digit(long rest, long next, long by) {
        long leading = by >>> 32;
        long guess = Long.divideUnsigned(rest, leading);
        long left = rest - guess * leading;
        while (guess >= DIGIT || Long.compareUnsigned(guess * (by & DIGIT_MASK), left * DIGIT + next) > 0) {
            guess--;
            left += leading;
            if (left >= DIGIT) {
                break;
            }
        }
        return guess;
    }
}
