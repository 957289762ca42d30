package io.breakwater.domain.pricing.surface;

/**
 * What quotes say of the total variance at one strike.
 *
 * @param k log-moneyness ln(K/F)
 * @param low variance at the bid; 0 where there is none, and only the offer bounds it
 * @param high variance at the offer, above {@code low}
 */
record SmilePoint(double k, double low, double high) {

    /** Nobody trusts a quote to less than this share of the variance. */
    private static final double LEAST_WIDTH = 2e-3;

    boolean isTwoSided() {
        return low > 0;
    }

    double mid() {
        return 0.5 * (low + high);
    }

    double halfWidth() {
        return Math.max(0.5 * (high - low), LEAST_WIDTH * mid());
    }
}
