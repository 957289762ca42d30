package io.breakwater.domain.pricing.surface;

/**
 * Looks for static arbitrage on a grid of log-moneyness that is fine where options trade and reaches far beyond. The
 * wings past the grid are judged by their slopes.
 */
public final class NoArbitrage {

    private static final int SIDE = 400;
    /** The grid's last point, in log-moneyness: strikes from a 55th to 55 times the forward. */
    private static final double FARTHEST = 4;
    /** Rounding of g and of w, which are of the order of one. */
    private static final double ROUNDING = 1e-12;

    private NoArbitrage() {}

    /** The i-th point out of 2n + 1; they lie densely about 0 and ever farther apart. */
    static double point(int i, int n) {
        double u = (double) (i - n) / n;
        return FARTHEST * u * Math.abs(u);
    }

    /** No butterfly has a negative price: g ≥ 0 on the grid, wings no steeper than Lee's bound. */
    public static boolean isFreeOfButterflies(Svi smile) {
        if (!(smile.steepestWing() <= Svi.STEEPEST_WING)) {
            return false;
        }
        for (int i = 0; i <= 2 * SIDE; i++) {
            double k = point(i, SIDE);
            if (!(smile.butterfly(k) >= -ROUNDING) || !(smile.variance(k) > 0)) {
                return false;
            }
        }
        return true;
    }

    /** Total variance never falls from the earlier expiry to the later, at any moneyness. */
    public static boolean isFreeOfCalendars(Svi earlier, Svi later) {
        for (int i = 0; i <= 2 * SIDE; i++) {
            double k = point(i, SIDE);
            double least = earlier.variance(k);
            if (!(later.variance(k) >= least - ROUNDING * least)) {
                return false;
            }
        }
        return true;
    }
}
