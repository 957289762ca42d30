package io.breakwater.domain.pricing.surface;

/**
 * Gatheral's raw SVI smile: total variance w(k) = a + b(ρ(k − m) + √((k − m)² + σ²)) at log-moneyness k = ln(K/F).
 *
 * @param a level; a + bσ√(1 − ρ²), the least variance, is positive
 * @param b slope of the wings, not negative
 * @param rho −1…1, tilt
 * @param m where it bends
 * @param sigma how roundly, positive
 */
public record Svi(double a, double b, double rho, double m, double sigma) {

    /** The steepest a wing of variance may rise without arbitrage (Lee). */
    public static final double STEEPEST_WING = 2;

    public double variance(double k) {
        double x = k - m;
        return a + b * Math.fma(rho, x, Math.sqrt(Math.fma(x, x, sigma * sigma)));
    }

    /** dw/dk */
    double slope(double k) {
        double x = k - m;
        return b * (rho + x / Math.sqrt(Math.fma(x, x, sigma * sigma)));
    }

    /** Steepness of the wings, far to the left and to the right; neither is negative. */
    double steepestWing() {
        return b * (1 + Math.abs(rho));
    }

    /**
     * Gatheral and Jacquier's g(k) = (1 − kw'/2w)² − w'²/4·(1/w + 1/4) + w''/2, of which the density of the price at
     * expiry is a positive multiple: butterflies have a price above zero just where it is positive.
     */
    public double butterfly(double k) {
        double x = k - m;
        double root = Math.sqrt(Math.fma(x, x, sigma * sigma));
        double w = a + b * Math.fma(rho, x, root);
        double first = b * (rho + x / root);
        double second = b * sigma * sigma / (root * root * root);
        double bend = 1 - k * first / (2 * w);
        return bend * bend - 0.25 * first * first * (1 / w + 0.25) + 0.5 * second;
    }
}
