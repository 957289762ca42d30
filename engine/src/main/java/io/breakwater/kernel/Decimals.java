package io.breakwater.kernel;

import io.breakwater.kernel.MalformedDecimal.Reason;

/**
 * Decimal text to a long of a fixed scale and back, exactly: value = unscaled × 10^−scale. No exponent, no plus, no
 * white space, no NaN or infinity; nothing is rounded.
 */
public final class Decimals {
    /** Longest text looked at, in characters. */
    public static final int MAX_LENGTH = 40;
    /** Largest scale, in digits after the point: 10¹⁸ is the largest power of ten in a long. */
    public static final int MAX_SCALE = 18;

    private static final long SHIFTABLE = Long.MIN_VALUE / 10;
    private static final long[] POWERS = powers();

    private Decimals() {}

    /** 10^exponent, 0 ≤ exponent ≤ {@link #MAX_SCALE}. */
    public static long powerOfTen(int exponent) {
        Invariants.check(exponent >= 0 && exponent <= MAX_SCALE, "a scale is between 0 and 18");
        return POWERS[exponent];
    }

    /**
     * The unscaled value of the text, such as −1234 for "-12.3400" at scale 2.
     *
     * @throws MalformedDecimal with the reason, if the text is no decimal or does not fit exactly
     */
    public static long parse(CharSequence text, int scale) {
        Invariants.check(scale >= 0 && scale <= MAX_SCALE, "a scale is between 0 and 18");
        int length = text.length();
        if (length > MAX_LENGTH) {
            throw new MalformedDecimal(Reason.TOO_LONG);
        }
        boolean negative = length > 0 && text.charAt(0) == '-';
        int start = negative ? 1 : 0;
        int point = checkedPoint(text, start, length);
        long whole = digits(text, start, point, 0);
        int kept = Math.min(length, point + 1 + scale);
        long unscaled = point == length ? whole : digits(text, point + 1, kept, whole);
        checkZeros(text, kept, length);
        unscaled = shifted(unscaled, scale - Math.max(0, kept - point - 1));
        return negative ? unscaled : positive(unscaled);
    }

    /** Where the point is, or the length. Checks all the syntax before any value: reasons do not depend on scale. */
    private static int checkedPoint(CharSequence text, int start, int length) {
        int point = length;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && point == length) {
                point = i;
            } else if (c < '0' || c > '9') {
                throw new MalformedDecimal(Reason.SYNTAX);
            }
        }
        if (point == start || point == length - 1) {
            throw new MalformedDecimal(Reason.SYNTAX);
        }
        return point;
    }

    /** Gathers digits into a negative number, because −2⁶³ has no positive. */
    private static long digits(CharSequence text, int from, int to, long start) {
        long negated = start;
        for (int i = from; i < to; i++) {
            negated = minusDigit(negated, text.charAt(i) - '0');
        }
        return negated;
    }

    private static long minusDigit(long negated, int digit) {
        if (negated < SHIFTABLE) {
            throw new MalformedDecimal(Reason.OVERFLOW);
        }
        long next = negated * 10 - digit;
        if (next > 0) {
            throw new MalformedDecimal(Reason.OVERFLOW);
        }
        return next;
    }

    private static void checkZeros(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                throw new MalformedDecimal(Reason.TOO_PRECISE);
            }
        }
    }

    private static long shifted(long negated, int places) {
        long next = negated;
        for (int i = 0; i < places; i++) {
            next = minusDigit(next, 0);
        }
        return next;
    }

    private static long positive(long negated) {
        if (negated == Long.MIN_VALUE) {
            throw new MalformedDecimal(Reason.OVERFLOW);
        }
        return -negated;
    }

    /** The shortest text that parses back: no exponent, no trailing zeros, no "-0". */
    public static String format(long unscaled, int scale) {
        long power = powerOfTen(scale);
        long whole = unscaled / power;
        long fraction = Math.abs(unscaled % power);
        if (fraction == 0) {
            return Long.toString(whole);
        }
        var text = new StringBuilder(24);
        text.append(unscaled < 0 && whole == 0 ? "-" : "").append(whole).append('.');
        return appendFraction(text, fraction, scale).toString();
    }

    private static StringBuilder appendFraction(StringBuilder text, long fraction, int scale) {
        long left = fraction;
        for (int place = scale - 1; left != 0; place--) {
            text.append((char) ('0' + left / POWERS[place]));
            left %= POWERS[place];
        }
        return text;
    }

    private static long[] powers() {
        long[] powers = new long[MAX_SCALE + 1];
        powers[0] = 1;
        for (int i = 1; i <= MAX_SCALE; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
