package io.breakwater.domain.instrument;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;

/**
 * The one place that knows how a payoff turns lots and price into money. {@code value} is such that the profit of
 * holding q from P0 to P1 is value(q, P1) − value(q, P0), for every payoff; what a trade costs is value(q, P).
 */
public final class Valuer {

    private static final long[] POWERS = powers();
    private static final int MAX_POWER = 18;

    private Valuer() {}

    /**
     * Value of signed lots at a price, in minor units of the settlement asset (the quote asset of a spot).
     * Rounded half to even, which is symmetric, so that a trade and its undoing cancel to the last unit.
     *
     * @throws io.breakwater.kernel.Overflow when it does not fit
     */
    public static long valueMinor(Terms terms, long lots, long ticks) {
        return switch (terms.payoff()) {
            case Payoff.Inverse() -> inverseMinor(terms, lots, ticks);
            case Payoff.Spot() -> productMinor(terms, lots, ticks, terms.quote().scale());
            case Payoff.Linear(), Payoff.Quanto(), Payoff.Option _, Payoff.Combo _ ->
                    productMinor(terms, lots, ticks, terms.settlement().scale());
        };
    }

    /** q·m·P */
    private static long productMinor(Terms terms, long lots, long ticks, int assetScale) {
        int exponent = assetScale - terms.multiplierScale() - terms.priceScale();
        return scaled(lots, terms.multiplier(), ticks, exponent, Rounding.HALF_EVEN);
    }

    /** −q·m/P, whose differences are q·m·(1/P0 − 1/P1). */
    private static long inverseMinor(Terms terms, long lots, long ticks) {
        if (lots == 0) {
            return 0;
        }
        if (ticks <= 0) {
            throw new Overflow("the inverse of a price that is not positive");
        }
        int exponent = terms.settlement().scale() - terms.multiplierScale() + terms.priceScale();
        long face = -lots;
        return exponent >= 0
                ? Exact.mulDiv(face, terms.multiplier(), power(exponent), ticks, Rounding.HALF_EVEN)
                : Exact.mulDiv(face, terms.multiplier(), Exact.multiply(ticks, power(-exponent)), Rounding.HALF_EVEN);
    }

    /** What the lots amount to in base units, in its minor units: what a spot trade delivers. */
    public static long baseMinor(Terms terms, long lots) {
        return scaled(lots, terms.multiplier(), 1, terms.base().scale() - terms.multiplierScale(), Rounding.HALF_EVEN);
    }

    /** a·b·c·10^exponent */
    public static long scaled(long a, long b, long c, int exponent, Rounding rounding) {
        return exponent >= 0
                ? Exact.multiply(Exact.mulDiv(a, b, c, 1, rounding), power(exponent))
                : Exact.mulDiv(a, b, c, power(-exponent), rounding);
    }

    /** @param exponent 0…18; beyond it the figure does not fit and the caller's request is refused as an overflow */
    public static long power(int exponent) {
        return exponent <= MAX_POWER ? POWERS[exponent] : Exact.multiply(POWERS[MAX_POWER], 10);
    }

    private static long[] powers() {
        long[] powers = new long[MAX_POWER + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
