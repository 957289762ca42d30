package io.breakwater.domain.pricing;

/**
 * A value and how it changes.
 *
 * @param value of one contract on one unit of the underlying
 * @param delta units of the underlying that it moves like
 * @param gamma change of delta per unit of the forward
 * @param vega change of value per 1.00 of volatility
 * @param theta change of value a year, nothing else changing; not positive
 */
public record Greeks(double value, double delta, double gamma, double vega, double theta) {

    /**
     * The same contract counted in the underlying itself: value, vega and theta in coins; delta is premium-adjusted,
     * F·d(V/F)/dF = Δ − V/F, which is what must be held against it by one who counts in coins.
     *
     * @param forward at which these were taken
     */
    public Greeks inverse(double forward) {
        double adjusted = delta - value / forward;
        return new Greeks(value / forward, adjusted, gamma - adjusted / forward, vega / forward, theta / forward);
    }
}
