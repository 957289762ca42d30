package io.breakwater.domain.risk;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;

/**
 * The simple requirement: a share of the notional at the mark of the worst position that the working orders could lead
 * to, instrument by instrument, nothing netted. Not portfolio margin: that sums risk arrays behind the same seam.
 */
public final class HaircutMargin {

    private static final long BPS = 10_000;

    private HaircutMargin() {}

    /**
     * Initial margin of one holding.
     *
     * @param longestLots the position if every buy filled, not negative
     * @param shortestLots minus the position if every sell filled, not negative
     * @param rates prices of the assets that its notional and its premium are counted in
     */
    public static long initialUsdMicros(
            Quoted quoted, long longestLots, long shortestLots, Rates rates, MarketView view) {
        if (longestLots == 0 && shortestLots == 0) {
            return 0;
        }
        if (quoted.terms().payoff() instanceof Payoff.Option) {
            return Math.max(premium(quoted, longestLots, rates), shortOption(quoted, shortestLots, rates, view));
        }
        return haircut(quoted, Math.max(longestLots, shortestLots), rates, view);
    }

    /** The prices of the two assets that a margin needs; null where the view does not know one. */
    public record Rates(UsdRate notional, UsdRate settlement) {

        public static Rates of(Quoted quoted, MarketView view) {
            Asset notional = Exposure.notionalAsset(quoted.terms());
            Asset settlement = quoted.terms().settlement();
            UsdRate rate = UsdRate.of(view, settlement);
            return new Rates(notional == null || notional.equals(settlement) ? rate : UsdRate.of(view, notional), rate);
        }

        public boolean areKnown() {
            return notional != null && settlement != null;
        }

        /** Observation time of the oldest input: its own mark, the prices of its assets, the marks of its legs. */
        public long oldestMicros(Quoted quoted, MarketView view) {
            long own = Math.min(notional.observedAtMicros(), settlement.observedAtMicros());
            return Math.min(own, Exposure.oldestMarkMicros(quoted, view));
        }
    }

    private static long haircut(Quoted quoted, long lots, Rates rates, MarketView view) {
        long notional = Exposure.notionalUsdMicros(quoted, lots, quoted.mark().ticks(), rates.notional(), view);
        return Exact.mulDiv(notional, quoted.terms().haircutBps(), BPS, Rounding.CEILING);
    }

    private static long shortOption(Quoted quoted, long lots, Rates rates, MarketView view) {
        return lots == 0 ? 0 : Exact.add(haircut(quoted, lots, rates, view), premium(quoted, lots, rates));
    }

    private static long premium(Quoted quoted, long lots, Rates rates) {
        Terms terms = quoted.terms();
        long minor = Valuer.valueMinor(terms, lots, quoted.mark().ticks());
        return rates.settlement().micros(minor, Rounding.CEILING);
    }
}
