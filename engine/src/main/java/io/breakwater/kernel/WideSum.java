package io.breakwater.kernel;

/**
 * An exact sum of products of longs: 2³² of the largest fit. A value to add to and to divide, not a number type.
 *
 * @param high of 128 bits, signed
 * @param low of them, unsigned
 */
public record WideSum(long high, long low) {

    public static final WideSum ZERO = new WideSum(0, 0);

    /** The sum + a × b. @throws Overflow when it does not fit */
    public WideSum plus(long a, long b) {
        long product = a * b;
        long sum = low + product;
        long carry = Long.compareUnsigned(sum, product) < 0 ? 1 : 0;
        return new WideSum(Exact.add(Exact.add(high, Math.multiplyHigh(a, b)), carry), sum);
    }

    /** The sum ÷ divisor, rounded once. @throws Overflow when it does not fit, and on a zero divisor */
    public long dividedBy(long divisor, Rounding rounding) {
        return high == low >> 63 ? Exact.divide(low, divisor, rounding) : Wide.divide(high, low, divisor, rounding);
    }
}
