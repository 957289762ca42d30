package io.breakwater.feed;

import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;

/**
 * A number as a venue wrote it, exactly: unscaled × 10^−scale, with no zeros at the end, so that equal values are equal
 * records. Digits beyond the eighteenth are cut off: no price has so many, only greeks that were doubles have.
 *
 * @param scale 0…18
 */
public record Decimal(long unscaled, int scale) implements Comparable<Decimal> {

    /** The venue says nothing; not zero. */
    public static final Decimal ABSENT = new Decimal(Long.MIN_VALUE, 0);
    public static final Decimal ZERO = new Decimal(0, 0);

    /** The number with zeros at the end taken away. */
    public static Decimal of(long unscaled, int scale) {
        long value = unscaled;
        int digits = scale;
        while (digits > 0 && value % 10 == 0) {
            value /= 10;
            digits--;
        }
        return new Decimal(value, digits);
    }

    /**
     * Reads decimal text, an exponent allowed; {@link #ABSENT} for an empty one.
     *
     * @throws FeedFault MALFORMED, NOT_A_NUMBER or OVERFLOW
     */
    public static Decimal parse(CharSequence text) {
        return parse(text.toString().toCharArray(), 0, text.length());
    }

    /** As {@link #parse(CharSequence)}, without a string in between. */
    public static Decimal parse(char[] text, int from, int length) {
        return length == 0 ? ABSENT : new DecimalText(text, from, length).read();
    }

    public boolean isPresent() {
        return unscaled != Long.MIN_VALUE;
    }

    /** −1, 0 or 1; 0 too where it is absent. */
    public int signum() {
        return isPresent() ? Long.signum(unscaled) : 0;
    }

    public boolean isPositive() {
        return signum() > 0;
    }

    /** This one, or the other where this is absent. */
    public Decimal or(Decimal other) {
        return isPresent() ? this : other;
    }

    /** This one, or nothing where it is zero: venues write zero for a side of the book that is empty. */
    public Decimal orAbsentIfZero() {
        return unscaled == 0 ? ABSENT : this;
    }

    /** A hundredth of it; what lies beyond the eighteenth digit after the point is cut off. */
    public Decimal percent() {
        int places = Math.min(2, Decimals.MAX_SCALE - scale);
        return isPresent() ? of(unscaled / Decimals.powerOfTen(2 - places), scale + places) : this;
    }

    /** A hundred times it. @throws ArithmeticException where it does not fit */
    public Decimal hundredfold() {
        if (!isPresent()) {
            return this;
        }
        return scale >= 2 ? of(unscaled, scale - 2)
                : new Decimal(Math.multiplyExact(unscaled, Decimals.powerOfTen(2 - scale)), 0);
    }

    /**
     * Unscaled value at another scale.
     *
     * @throws io.breakwater.kernel.Overflow where it does not fit
     */
    public long at(int places, Rounding rounding) {
        return places >= scale
                ? Exact.multiply(unscaled, Decimals.powerOfTen(places - scale))
                : Exact.divide(unscaled, Decimals.powerOfTen(scale - places), rounding);
    }

    @Override
    public int compareTo(Decimal that) {
        if (scale == that.scale) {
            return Long.compare(unscaled, that.unscaled);
        }
        return scale > that.scale ? -compareScaled(that, this) : compareScaled(this, that);
    }

    /** @param coarse of the smaller scale */
    private static int compareScaled(Decimal coarse, Decimal fine) {
        long factor = Decimals.powerOfTen(fine.scale - coarse.scale);
        int high = Long.compare(Math.multiplyHigh(coarse.unscaled, factor), fine.unscaled >> 63);
        return high != 0 ? high : Long.compareUnsigned(coarse.unscaled * factor, fine.unscaled);
    }

    /** For measures only; never for money. */
    public double toDouble() {
        return isPresent() ? (double) unscaled / Decimals.powerOfTen(scale) : Double.NaN;
    }

    /** Parses back; empty where it is absent. */
    @Override
    public String toString() {
        return isPresent() ? Decimals.format(unscaled, scale) : "";
    }
}
