package io.breakwater.domain.risk;

import io.breakwater.domain.policy.MarginParameters;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;

/**
 * One underlying's figures in the currency that margin is counted in: its cells, before the rules on gains and extended
 * moves, and its add-ons. Units are 10^-8 of a dollar.
 *
 * @param cells profit in each cell
 * @param roll Σ over expiries of the roll shock
 * @param delta size of the net delta
 */
record UnderlyingRisk(MarginParameters parameters, long[] cells, long roll, long delta) {

    private static final long ONE = ScenarioMatrix.ONE;
    /** Units in a micro-dollar. */
    static final long UNITS = 100;

    /** What counts of a cell beside other underlyings: losses, dampened far out, and the offset share of gains. */
    long counted(int cell) {
        long profit = cells[cell];
        if (cell >= ScenarioMatrix.MAIN) {
            long share = parameters.extendedFactorPpm() == ONE ? profit
                    : Exact.mulDiv(profit, parameters.extendedFactorPpm(), ONE, Rounding.FLOOR);
            profit = share < 0
                    ? Math.min(0, Exact.add(share, Exact.multiply(parameters.dampenerUsdMicros(), UNITS))) : share;
        }
        if (profit <= 0 || parameters.gainOffsetPpm() == 0) {
            return Math.min(0, profit);
        }
        long cap = Exact.multiply(parameters.gainCapUsdMicros(), UNITS);
        return Math.min(cap, Exact.mulDiv(profit, parameters.gainOffsetPpm(), ONE, Rounding.FLOOR));
    }

    /** The delta shock grows from nothing at the threshold to its most at twice the threshold, of the whole delta. */
    long deltaShock() {
        long threshold = Exact.multiply(parameters.deltaThresholdUsdMicros(), UNITS);
        if (delta <= threshold) {
            return 0;
        }
        long over = Math.min(threshold, Exact.subtract(delta, threshold));
        long most = parameters.deltaShockPpm();
        long shock = threshold == 0 ? most : Exact.mulDiv(over, most, threshold, Rounding.CEILING);
        return Exact.mulDiv(delta, shock, ONE, Rounding.CEILING);
    }

    /** Market-maker protection lets trades through before it pulls the quotes. */
    long reserve() {
        long quantity = Exact.multiply(parameters.quoteQuantityUsdMicros(), UNITS);
        return Exact.mulDiv(quantity, parameters.reservePpm(), ONE, Rounding.CEILING);
    }
}
