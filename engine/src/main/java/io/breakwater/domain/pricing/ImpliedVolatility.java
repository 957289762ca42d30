package io.breakwater.domain.pricing;

import io.breakwater.kernel.Invariants;
import java.util.OptionalDouble;

/**
 * The volatility at which Black's formula gives a price. Newton's steps on the logarithm of the time value, from the
 * point where that bends, inside a bracket that is halved whenever a step would leave it: every price between intrinsic
 * value and bound has one answer, found in at most {@link #MAX_STEPS} steps.
 */
public final class ImpliedVolatility {

    private static final int MAX_STEPS = 100;
    private static final double PRECISION = 4e-16;
    private static final double WIDEST_DEVIATION = 64;

    private ImpliedVolatility() {}

    /**
     * Empty where no volatility gives the price: not above the intrinsic value, not below the bound (the forward of a
     * call, the strike of a put), expired, or not a number.
     *
     * @param value undiscounted, in the quote currency
     */
    public static OptionalDouble of(European option, double forward, double value) {
        Invariants.check(forward > 0 && Double.isFinite(forward), "a forward is positive and finite");
        double timeValue = value - option.intrinsic(forward);
        double bound = Math.min(forward, option.strike());
        if (!(timeValue > 0 && timeValue < bound) || option.years() == 0) {
            return OptionalDouble.empty();
        }
        double moneyness = Math.abs(Elementary.log(forward / option.strike()));
        double deviation = deviation(moneyness, timeValue / Math.sqrt(forward * option.strike()));
        return OptionalDouble.of(deviation / Math.sqrt(option.years()));
    }

    /** @param target time value over √(FK), more than 0 and less than e^(−moneyness/2) */
    private static double deviation(double moneyness, double target) {
        double low = 0;
        double high = WIDEST_DEVIATION;
        double s = Math.max(Math.sqrt(2 * moneyness), 1e-2);
        double bound = Elementary.exp(-0.5 * moneyness);
        boolean near = target > Black76.normalized(moneyness, s);
        for (int i = 0; i < MAX_STEPS; i++) {
            double at = Black76.normalized(moneyness, s);
            if (at < target) {
                low = s;
            } else {
                high = s;
            }
            double step = near ? step(bound - at, bound - target, -slope(moneyness, s))
                    : step(at, target, slope(moneyness, s));
            double next = s + step;
            if (!(next > low && next < high)) {
                next = 0.5 * (low + high);
            }
            if (Math.abs(next - s) <= PRECISION * s) {
                return next;
            }
            s = next;
        }
        return s;
    }

    /** Newton's for ln y(s) = ln target: y·ln(target/y)/y'. */
    private static double step(double y, double target, double slope) {
        return y * Elementary.log(target / y) / slope;
    }

    /** Of the normalized time value by the deviation: φ(h)·e^(−t²/2). */
    private static double slope(double moneyness, double s) {
        double h = moneyness / s;
        double t = 0.5 * s;
        return Gaussian.INVERSE_SQRT_2PI * Elementary.exp(-0.5 * Math.fma(h, h, t * t));
    }
}
