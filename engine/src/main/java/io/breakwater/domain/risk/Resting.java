package io.breakwater.domain.risk;

import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;

/**
 * One side of a working order as margin sees it: lots that may be traded at a price.
 *
 * @param lots signed, not 0
 * @param ticks its price; of an amend that is not in force yet, the one of both that would lose more
 */
public record Resting(long lots, long ticks) {

    /** What an amend may come to before it is in force: the larger of both quantities at the worse of both prices. */
    public static Resting orReplacedBy(Resting inForce, Resting asked) {
        boolean buys = inForce.lots > 0;
        return new Resting(buys ? Math.max(inForce.lots, asked.lots) : Math.min(inForce.lots, asked.lots),
                buys ? Math.max(inForce.ticks, asked.ticks) : Math.min(inForce.ticks, asked.ticks));
    }

    /** Profit of trading at the price what is worth the mark, in risk units, rounded down. */
    long edge(Terms terms, long markTicks) {
        int digits = ScenarioMatrix.digits(terms.settlement().scale());
        long face = Exact.multiply(lots, terms.multiplier());
        long gap = Exact.subtract(markTicks, ticks);
        if (!(terms.payoff() instanceof Payoff.Inverse)) {
            return ScenarioMatrix.scaled(face, gap, digits - terms.multiplierScale() - terms.priceScale(), 1,
                    Rounding.FLOOR);
        }
        long product = Exact.multiply(markTicks, Math.max(1, ticks));
        return ScenarioMatrix.scaled(face, gap, digits - terms.multiplierScale() + terms.priceScale(), product,
                Rounding.FLOOR);
    }
}
