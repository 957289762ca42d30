package io.breakwater.domain.pricing;

import io.breakwater.kernel.Invariants;

/**
 * Values many options under many moves of price and volatility. What moves share is worked out once: the logarithm of
 * moneyness an option, σ√T and its inverse a volatility, the logarithm of the move a move; an option and move then cost
 * two of Mills' ratios and one exponential, in loops over plain arrays that the compiler turns into vector
 * instructions. Relative error against {@link Black76} below 1e-11 but where a value is below 1e-300 of the forward.
 *
 * <p>A workspace: mutable, for one thread, filled by {@link #set} and then {@link #volatility}. Not a cache and not a
 * margin rule.
 */
public final class Repricer {

    /** So small that e^−h²/2 of what is divided by it vanishes; so large that its inverse is finite. */
    private static final double LEAST_DEVIATION = 1e-300;

    private final int size;
    private final double[] logMoneyness;
    private final double[] deviation;
    private final double[] forward;
    private final double[] strike;
    private final double[] root;
    private final double[] sign;
    private final double[] linear;
    private final double[] inverse;
    private final double[] half;
    private final double[] reciprocal;
    private final VectorKernels kernels;

    public Repricer(int size) {
        Invariants.check(size > 0, "at least one option");
        this.size = size;
        logMoneyness = new double[size];
        deviation = new double[size];
        forward = new double[size];
        strike = new double[size];
        root = new double[size];
        sign = new double[size];
        linear = new double[size];
        inverse = new double[size];
        half = new double[size];
        reciprocal = new double[size];
        kernels = new VectorKernels(size);
    }

    public int size() {
        return size;
    }

    /**
     * Puts an option in a place, at its forward and volatility.
     *
     * @param inCoins values are wanted in units of the underlying, at its price after the move
     */
    public void set(int place, European option, Market market, boolean inCoins) {
        logMoneyness[place] = Elementary.log(market.forward()) - Elementary.log(option.strike());
        deviation[place] = option.deviation(market.volatility());
        forward[place] = market.forward();
        strike[place] = option.strike();
        root[place] = Math.sqrt(market.forward()) * Math.sqrt(option.strike());
        sign[place] = option.call() ? 1 : -1;
        linear[place] = inCoins ? 0 : 1;
        inverse[place] = inCoins ? 1 / market.forward() : 0;
    }

    /** @param forward finite and positive; @param volatility annualised, finite and not negative */
    public record Market(double forward, double volatility) {

        public Market {
            Invariants.check(forward > 0 && Double.isFinite(forward), "a forward is positive and finite");
        }
    }

    /** All volatilities are multiplied by a factor, finite and not negative. */
    public void volatility(double factor) {
        for (int i = 0; i < size; i++) {
            shock(i, factor);
        }
    }

    /** Each volatility is multiplied by a factor of its own. @param factors one a place, finite and not negative */
    public void volatility(double[] factors) {
        for (int i = 0; i < size; i++) {
            shock(i, factors[i]);
        }
    }

    private void shock(int place, double factor) {
        Invariants.check(factor >= 0 && Double.isFinite(factor), "a factor of volatility is finite and not negative");
        double moved = Math.max(deviation[place] * factor, LEAST_DEVIATION);
        half[place] = 0.5 * moved;
        reciprocal[place] = 1 / moved;
    }

    /**
     * The values after a relative move of every forward, at the volatilities set last.
     *
     * @param move more than −1, finite
     * @param values one a place
     */
    public void values(double move, double[] values) {
        Invariants.check(move > -1 && Double.isFinite(move), "a price stays positive");
        Invariants.check(values.length >= size, "a value a place");
        double up = 1 + move;
        kernels.distances(logMoneyness, Elementary.log(up), reciprocal, half);
        kernels.timeValues(size);
        double rootOfMove = Gaussian.INVERSE_SQRT_2PI * Math.sqrt(up);
        add(up, rootOfMove, values);
    }

    /** V = K or F of the near side − √(FK)·… + intrinsic, in the unit wanted. */
    private void add(double up, double rootOfMove, double[] values) {
        double[] near = kernels.sides();
        double[] far = kernels.weights();
        double down = 1 / up;
        for (int i = 0; i < size; i++) {
            double moved = forward[i] * up;
            double bound = Math.min(moved, strike[i]) * Math.fma(0.5, near[i], 0.5);
            double intrinsic = Math.max(sign[i] * (moved - strike[i]), 0);
            double value = Math.fma(-root[i] * rootOfMove, far[i], bound) + intrinsic;
            values[i] = value * Math.fma(inverse[i], down, linear[i]);
        }
    }
}
