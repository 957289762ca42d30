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
 * The requirement of accounts without portfolio margin: a share of the notional at the mark of the worst position that
 * the working orders could lead to, instrument by instrument, nothing netted. A short option is charged its premium and
 * that share less what it is out of the money, but at least a part of it; a long one its premium, so that nothing is
 * borrowed against it. Not portfolio margin: that sums risk arrays ({@link PortfolioMargin}).
 */
public final class StandardMargin {

    private static final long BPS = 10_000;
    private static final long PPM = 1_000_000;

    private StandardMargin() {}

    /** Of one holding, in micro-dollars, rounded up; maintenance is of the same worst position. */
    public record Required(long initialUsdMicros, long maintenanceUsdMicros) {

        static final Required NOTHING = new Required(0, 0);

        private static long maintained(long share, long maintenanceBps) {
            return Exact.mulDiv(share, maintenanceBps, BPS, Rounding.CEILING);
        }
    }

    /**
     * Of one holding.
     *
     * @param longestLots the position if every buy filled, not negative
     * @param shortestLots minus the position if every sell filled, not negative
     * @param rates prices of the assets that its notional and its premium are counted in
     */
    public static Required of(Quoted quoted, long longestLots, long shortestLots, Rates rates, MarketView view) {
        if (longestLots == 0 && shortestLots == 0) {
            return Required.NOTHING;
        }
        long maintenance = view.policy().margin().standardMaintenanceBps();
        if (quoted.terms().payoff() instanceof Payoff.Option option) {
            long bought = premium(quoted, longestLots, rates);
            long sold = premium(quoted, shortestLots, rates);
            long share = shortShare(quoted, option, shortestLots, rates, view);
            return new Required(Math.max(bought, Exact.add(sold, share)),
                    Math.max(bought, Exact.add(sold, Required.maintained(share, maintenance))));
        }
        long share = haircut(quoted, Math.max(longestLots, shortestLots), rates, view);
        return new Required(share, Required.maintained(share, maintenance));
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

        /** Whose price that is: the instrument's own, or that of the spot instrument that prices an asset of it. */
        public Quoted oldest(Quoted quoted, MarketView view) {
            if (oldestMicros(quoted, view) == Exposure.oldestMarkMicros(quoted, view)) {
                return quoted;
            }
            boolean settles = settlement.observedAtMicros() <= notional.observedAtMicros();
            Asset asset = settles ? quoted.terms().settlement() : Exposure.notionalAsset(quoted.terms());
            Quoted spot = asset == null ? null : view.pricing(asset.id());
            return spot == null ? quoted : spot;
        }
    }

    private static long haircut(Quoted quoted, long lots, Rates rates, MarketView view) {
        long notional = Exposure.notionalUsdMicros(quoted, lots, quoted.mark().ticks(), rates.notional(), view);
        return Exact.mulDiv(notional, quoted.terms().haircutBps(), BPS, Rounding.CEILING);
    }

    /** haircut · notional · max(1 − out of the money / haircut, least part) */
    private static long shortShare(
            Quoted quoted, Payoff.Option option, long lots, Rates rates, MarketView view) {
        if (lots == 0) {
            return 0;
        }
        long whole = haircut(quoted, lots, rates, view);
        long least = Exact.mulDiv(whole, view.policy().margin().optionMinimumPpm(), PPM, Rounding.CEILING);
        long index = quoted.mark().indexTicks();
        long out = Math.max(0, option.call() ? Exact.subtract(option.strikeTicks(), index)
                : Exact.subtract(index, option.strikeTicks()));
        long notional = Exposure.notionalUsdMicros(quoted, lots, quoted.mark().ticks(), rates.notional(), view);
        long credit = Exact.mulDiv(notional, Math.min(out, index), index, Rounding.FLOOR);
        return Math.max(least, Exact.subtract(whole, credit));
    }

    private static long premium(Quoted quoted, long lots, Rates rates) {
        if (lots == 0) {
            return 0;
        }
        Terms terms = quoted.terms();
        long minor = Valuer.valueMinor(terms, lots, quoted.mark().ticks());
        return rates.settlement().micros(minor, Rounding.CEILING);
    }
}
