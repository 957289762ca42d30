package io.breakwater.domain.pricing.surface;

import io.breakwater.domain.pricing.Black76;
import io.breakwater.domain.pricing.Elementary;
import io.breakwater.domain.pricing.European;

/**
 * The market of one expiry as fitted: a forward and a smile free of arbitrage.
 *
 * @param years to expiry when it was fitted
 */
public record Smile(double years, double forward, Svi svi) {

    /** Annualised. */
    public double volatility(double strike) {
        return Math.sqrt(svi.variance(Elementary.log(strike / forward)) / years);
    }

    /** Undiscounted, in the quote currency. */
    public double value(boolean call, double strike) {
        return Black76.value(new European(call, strike, years), forward, volatility(strike));
    }
}
