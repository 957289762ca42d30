package io.breakwater.domain.pricing;

import io.breakwater.kernel.Invariants;

/**
 * Black's formula of 1976 for options on a forward, undiscounted. V = intrinsic + time value, where the time value is
 * the same for call and put: with h = |ln(F/K)|/s, t = s/2, s = σ√T and Mills' ratio M it is
 * √(FK)·φ(h)·e^(−t²/2)·(M(h−t) − M(h+t)), or from the other side for t &gt; h. Nothing in it cancels in the wings.
 */
public final class Black76 {

    private Black76() {}

    /**
     * Undiscounted, in the quote currency.
     *
     * @param forward finite and positive
     * @param volatility annualised, 0.65 for 65 %; finite, not negative
     */
    public static double value(European option, double forward, double volatility) {
        check(forward);
        return option.intrinsic(forward) + timeValue(forward, option.strike(), option.deviation(volatility));
    }

    /** The same in coins of the underlying. */
    public static double inverseValue(European option, double forward, double volatility) {
        return value(option, forward, volatility) / forward;
    }

    /** What is paid beyond the intrinsic value, in the quote currency. @param deviation σ√T */
    static double timeValue(double forward, double strike, double deviation) {
        double x = Math.abs(Elementary.log(forward / strike));
        return Math.min(Math.sqrt(forward) * Math.sqrt(strike) * normalized(x, deviation), Math.min(forward, strike));
    }

    /** Time value over √(FK). @param moneyness |ln(F/K)| */
    static double normalized(double moneyness, double deviation) {
        double h = moneyness / deviation;
        if (!(h <= Gaussian.FAR)) {
            return 0;
        }
        double t = 0.5 * deviation;
        double density = Gaussian.INVERSE_SQRT_2PI * Elementary.exp(-0.5 * Math.fma(h, h, t * t));
        double far = Gaussian.mills(h + t);
        return t <= h
                ? density * (Gaussian.mills(h - t) - far)
                : Elementary.exp(-0.5 * moneyness) - density * (Gaussian.mills(t - h) + far);
    }

    /**
     * Derivatives in the quote currency. Without time or volatility delta is 0, ½ at the strike itself, or 1, and the
     * others are 0.
     */
    public static Greeks greeks(European option, double forward, double volatility) {
        check(forward);
        double s = option.deviation(volatility);
        double value = option.intrinsic(forward) + timeValue(forward, option.strike(), s);
        double x = Elementary.log(forward / option.strike());
        double put = option.call() ? 0 : 1;
        if (s == 0) {
            return new Greeks(value, (x > 0 ? 1 : x < 0 ? 0 : 0.5) - put, 0, 0, 0);
        }
        double d1 = x / s + 0.5 * s;
        double density = forward * Gaussian.density(d1);
        double vega = density * Math.sqrt(option.years());
        double theta = -0.5 * vega * volatility / option.years();
        double delta = option.call() ? Gaussian.cdf(d1) : -Gaussian.cdf(-d1);
        return new Greeks(value, delta, density / (forward * forward * s), vega, theta);
    }

    private static void check(double forward) {
        Invariants.check(forward > 0 && Double.isFinite(forward), "a forward is positive and finite");
    }
}
