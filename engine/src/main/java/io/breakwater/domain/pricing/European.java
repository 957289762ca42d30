package io.breakwater.domain.pricing;

import io.breakwater.kernel.Invariants;

/**
 * The right to buy or sell the underlying at one time, by its forward. Undiscounted: whoever settles in an asset that
 * bears interest discounts the figure once.
 *
 * @param strike in the quote currency, finite and positive
 * @param years to expiry, finite, not negative
 */
public record European(boolean call, double strike, double years) {

    public European {
        Invariants.check(strike > 0 && Double.isFinite(strike), "a strike is positive and finite");
        Invariants.check(years >= 0 && Double.isFinite(years), "time to expiry is finite and not negative");
    }

    /** Standard deviation of the logarithm of the price at expiry: σ√T. */
    double deviation(double volatility) {
        Invariants.check(volatility >= 0 && Double.isFinite(volatility), "volatility is finite and not negative");
        return volatility * Math.sqrt(years);
    }

    /** What it would be worth if the price stayed. */
    public double intrinsic(double forward) {
        return Math.max(call ? forward - strike : strike - forward, 0);
    }
}
