package io.breakwater.domain.pricing.surface;

import io.breakwater.domain.pricing.Elementary;
import io.breakwater.domain.pricing.Gaussian;

/**
 * Looks for arbitrage in another way than the fit does: by prices of calls on strikes 0.2 % apart from an e³-th to e³
 * times the forward, of which butterflies and spreads are differences.
 */
final class FineGrid {

    private static final double STEP = 0.002;
    private static final int SIDE = 1_500;
    /** Of the forward: rounding of three prices. */
    private static final double ROUNDING = 1e-14;

    private FineGrid() {}

    /** Grid points at which a butterfly, a call spread or, against the later smile if there is one, a calendar is. */
    static int arbitrages(Svi smile, Svi later) {
        int found = 0;
        for (int i = -SIDE; i <= SIDE; i++) {
            double k = STEP * i;
            double low = Elementary.exp(k - STEP);
            double strike = Elementary.exp(k);
            double high = Elementary.exp(k + STEP);
            double weight = (high - strike) / (high - low);
            double butterfly = weight * call(smile, k - STEP) + (1 - weight) * call(smile, k + STEP) - call(smile, k);
            boolean spread = call(smile, k + STEP) > call(smile, k) + ROUNDING;
            boolean calendar = later != null && later.variance(k) < smile.variance(k);
            found += butterfly < -ROUNDING || spread || calendar ? 1 : 0;
        }
        return found;
    }

    /** N(d1) − e^k N(d2), written out as in a textbook. */
    private static double call(Svi smile, double k) {
        double deviation = Math.sqrt(smile.variance(k));
        double d1 = -k / deviation + 0.5 * deviation;
        return Gaussian.cdf(d1) - Elementary.exp(k) * Gaussian.cdf(d1 - deviation);
    }
}
