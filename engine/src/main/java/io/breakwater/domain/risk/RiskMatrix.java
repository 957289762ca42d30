package io.breakwater.domain.risk;

import io.breakwater.kernel.Exact;
import java.util.List;

/**
 * The risk matrix of all underlyings of one account: they are stressed together, cell by cell, each at its own range,
 * so that a gain in one meets a loss in another only as far as its offset allows. In units of 10^-8 of a dollar.
 *
 * @param worstCell −1 where nothing loses
 * @param loss in the worst cell, not negative
 * @param roll Σ of the roll shocks
 * @param deltaShock Σ of the delta shocks
 */
record RiskMatrix(int worstCell, long loss, long roll, long deltaShock) {

    static RiskMatrix of(List<UnderlyingRisk> underlyings) {
        int worst = -1;
        long least = 0;
        for (int cell = 0; cell < ScenarioMatrix.CELLS; cell++) {
            long sum = 0;
            for (UnderlyingRisk each : underlyings) {
                sum = Exact.add(sum, each.counted(cell));
            }
            if (sum < least) {
                least = sum;
                worst = cell;
            }
        }
        long roll = 0;
        long shock = 0;
        for (UnderlyingRisk each : underlyings) {
            roll = Exact.add(roll, each.roll());
            shock = Exact.add(shock, each.deltaShock());
        }
        return new RiskMatrix(worst, Exact.negate(least), roll, shock);
    }

    long total() {
        return Exact.add(loss, Exact.add(roll, deltaShock));
    }
}
