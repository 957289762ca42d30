package io.breakwater.domain.instrument;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;

/** What a contract ends at, given a price of its underlying. Rounded half to even to the scale of its price. */
final class SettlementPrice {

    private SettlementPrice() {}

    /**
     * The mark that a position is ended at: an option's intrinsic value, the index itself for what moves with it one
     * for one. A combo ends at its last mark, since its legs end for themselves.
     *
     * @param indexTicks of the underlying, positive
     */
    static Mark mark(Terms terms, long indexTicks, Mark last, long atMicros) {
        try {
            long ticks = ticks(terms, indexTicks, last);
            return new Mark(ticks, ticks, indexTicks, indexTicks, 0, 0, last.openInterestLots(), atMicros);
        } catch (Overflow _) {
            // It has to end somewhere: at the last mark that was believed.
            return last;
        }
    }

    /** The index in ticks of the price; 0 where that does not fit. */
    static long ofIndex(Terms terms, long indexTicks) {
        try {
            return rescaled(indexTicks, terms);
        } catch (Overflow _) {
            return 0;
        }
    }

    private static long ticks(Terms terms, long indexTicks, Mark last) {
        return switch (terms.payoff()) {
            case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto(), Payoff.Spot() ->
                    Math.max(1, rescaled(indexTicks, terms));
            case Payoff.Option option -> option(terms, option, indexTicks);
            case Payoff.Combo _ -> last.ticks();
        };
    }

    /** max(±(S − K), 0), over S where it is paid in coins. */
    private static long option(Terms terms, Payoff.Option option, long indexTicks) {
        long gain = option.call() ? Exact.subtract(indexTicks, option.strikeTicks())
                : Exact.subtract(option.strikeTicks(), indexTicks);
        long intrinsic = Math.max(gain, 0);
        return option.inverse()
                ? Exact.mulDiv(intrinsic, Valuer.power(terms.priceScale()), indexTicks, Rounding.HALF_EVEN)
                : rescaled(intrinsic, terms);
    }

    /** From ticks of the underlying to ticks of the price. */
    private static long rescaled(long ticks, Terms terms) {
        return Valuer.scaled(ticks, 1, 1, terms.priceScale() - terms.underlyingScale(), Rounding.HALF_EVEN);
    }
}
