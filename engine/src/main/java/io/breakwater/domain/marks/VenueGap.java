package io.breakwater.domain.marks;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;

/**
 * How far the venue's mark, which liquidates there, is from ours, which decides here: a measure for people. Nothing is
 * refused by it.
 */
public final class VenueGap {
    private static final int PPM_SCALE = 6;

    private VenueGap() {}

    /**
     * (venue's − ours) ÷ price of the underlying, one millionth; of what is priced like its underlying ÷ our mark. 0
     * for a combination, which has no such price. What does not fit is {@link Integer#MAX_VALUE}, or its negative.
     *
     * @param mark one that is known
     */
    public static int ppm(Terms terms, Mark mark) {
        long gap = mark.venueGapTicks();
        try {
            long ppm = switch (terms.payoff()) {
                case Payoff.Combo _ -> 0;
                case Payoff.Option(boolean _, long _, Payoff.Option.Style style) ->
                        style == Payoff.Option.Style.INVERSE ? ofOne(gap, terms) : ofForward(gap, terms, mark);
                case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto(), Payoff.Spot() ->
                        Exact.mulDiv(gap, Decimals.powerOfTen(PPM_SCALE), mark.ticks(), Rounding.HALF_EVEN);
            };
            return Math.clamp(ppm, -Integer.MAX_VALUE, Integer.MAX_VALUE);
        } catch (Overflow beyond) {
            return gap > 0 ? Integer.MAX_VALUE : -Integer.MAX_VALUE;
        }
    }

    /** Priced in the underlying itself. */
    private static long ofOne(long gap, Terms terms) {
        return Exact.mulDiv(gap, Decimals.powerOfTen(PPM_SCALE), Decimals.powerOfTen(terms.priceScale()),
                Rounding.HALF_EVEN);
    }

    private static long ofForward(long gap, Terms terms, Mark mark) {
        int finer = terms.underlyingScale() - terms.priceScale();
        long forward = finer >= 0 ? mark.forwardTicks()
                : Exact.multiply(mark.forwardTicks(), Decimals.powerOfTen(-finer));
        return Exact.mulDiv(gap, Decimals.powerOfTen(PPM_SCALE), Decimals.powerOfTen(Math.max(finer, 0)), forward,
                Rounding.HALF_EVEN);
    }
}
