package io.breakwater.domain.counterparty;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.risk.Exposure;
import io.breakwater.domain.risk.HaircutMargin;
import io.breakwater.domain.risk.UsdRate;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;

/**
 * A counterparty at the marks of one view. Derived, never stored: sums of whole micro-dollars and counts, so that
 * adding one holding's change gives bit for bit what summing all of them would, whatever has happened in between
 * (I-06).
 *
 * @param unpricedHoldings holdings that could not be valued: no mark, no price of an asset, a figure that does not fit
 * @param unpricedBalances balances that could not be valued
 * @param profitUsdMicros of open positions, cash flow plus value
 * @param balancesUsdMicros owned balances at their prices, without what is on its way in or out
 * @param collateralUsdMicros the same after haircuts
 * @param initialMarginUsdMicros of all holdings
 * @param oldestHoldingMicros observation time of the oldest price behind a holding
 * @param oldestHoldings how many holdings have a price as old as that
 * @param oldestBalanceMicros observation time of the oldest price of a balance
 */
public record Valuation(
        int viewEpoch,
        long viewSequence,
        int unpricedHoldings,
        int unpricedBalances,
        long profitUsdMicros,
        long balancesUsdMicros,
        long collateralUsdMicros,
        long initialMarginUsdMicros,
        long oldestHoldingMicros,
        int oldestHoldings,
        long oldestBalanceMicros) {

    private static final long BPS = 10_000;
    private static final int UNSUMMED = Integer.MAX_VALUE;

    /** Of no view: out of date for every one. */
    public static final Valuation NONE =
            new Valuation(-1, -1, 0, 0, 0, 0, 0, 0, Long.MAX_VALUE, 0, Long.MAX_VALUE);

    public boolean isOf(MarketView view) {
        return viewSequence == view.id().sequence() && viewEpoch == view.id().epoch();
    }

    /** False when something could not be valued: then nothing that adds risk may pass (I-02). */
    public boolean isComplete() {
        return unpricedHoldings == 0 && unpricedBalances == 0;
    }

    /** Observation time of the oldest price in it; {@link Long#MAX_VALUE} when it needed none. */
    public long oldestMicros() {
        return Math.min(oldestHoldingMicros, oldestBalanceMicros);
    }

    /** Profit of open positions plus balances, without haircuts. */
    public long equityUsdMicros() {
        return Exact.add(profitUsdMicros, balancesUsdMicros);
    }

    /** What margin may be covered with. */
    public long availableUsdMicros() {
        return Exact.add(profitUsdMicros, collateralUsdMicros);
    }

    /** Never fails: what does not fit is unpriced. */
    public static Valuation of(Counterparty counterparty, MarketView view) {
        Sum sum = new Sum(view);
        counterparty.accounts().forEach((_, account) -> account.holdings().forEach(sum::add));
        sum.add(counterparty.money().ledger());
        try {
            return sum.valuation();
        } catch (Overflow _) {
            return new Valuation(view.id().epoch(), view.id().sequence(), UNSUMMED, 0, 0, 0, 0, 0, 0, 0, 0);
        }
    }

    /** The same view after one holding changed; {@link #NONE} when everything must be valued to tell. */
    public Valuation changed(long instrument, Holding before, Holding after, MarketView view) {
        if (this == NONE || unpricedHoldings == UNSUMMED) {
            return NONE;
        }
        Sum sum = new Sum(view);
        sum.price(instrument);
        boolean was = sum.add(before, -1);
        boolean is = sum.add(after, 1);
        long at = sum.observedMicros;
        int here = (at == oldestHoldingMicros ? oldestHoldings : 0) + (is ? 1 : 0) - (was ? 1 : 0);
        boolean lostTheOldest = at == oldestHoldingMicros && here == 0 && was;
        return lostTheOldest ? NONE : with(sum, is && at < oldestHoldingMicros, here);
    }

    private Valuation with(Sum sum, boolean older, int here) {
        boolean same = sum.observedMicros == oldestHoldingMicros;
        Valuation changed = new Valuation(viewEpoch, viewSequence, unpricedHoldings + sum.unpricedHoldings,
                unpricedBalances, Exact.add(profitUsdMicros, sum.profit.value()), balancesUsdMicros,
                collateralUsdMicros, Exact.add(initialMarginUsdMicros, sum.margin.value()),
                older ? sum.observedMicros : oldestHoldingMicros, older ? 1 : same ? here : oldestHoldings,
                oldestBalanceMicros);
        return changed.fitting();
    }

    /** The same view after balances changed. */
    public Valuation changed(Ledger ledger, MarketView view) {
        if (this == NONE || unpricedHoldings == UNSUMMED) {
            return NONE;
        }
        Sum sum = new Sum(view);
        sum.add(ledger);
        Valuation changed = new Valuation(viewEpoch, viewSequence, unpricedHoldings, sum.unpricedBalances,
                profitUsdMicros, sum.balances.value(), sum.collateral.value(), initialMarginUsdMicros,
                oldestHoldingMicros, oldestHoldings, sum.oldestBalance);
        return changed.fitting();
    }

    /** Itself, where what is derived from it fits as well. */
    private Valuation fitting() {
        equityUsdMicros();
        availableUsdMicros();
        return this;
    }

    /** Adds holdings and balances up. Mutable, lives for one valuation. */
    private static final class Sum {
        private final MarketView view;
        private final Total profit = new Total();
        private final Total margin = new Total();
        private final Total balances = new Total();
        private final Total collateral = new Total();
        private int unpricedHoldings;
        private int unpricedBalances;
        private long oldestHolding = Long.MAX_VALUE;
        private int oldestHoldings;
        private long oldestBalance = Long.MAX_VALUE;
        /** The instrument in hand; null where it cannot be priced. */
        private Quoted quoted;
        private HaircutMargin.Rates rates;
        private long observedMicros;

        Sum(MarketView view) {
            this.view = view;
        }

        void add(long instrument, Holding holding) {
            if (isNothing(holding)) {
                return;
            }
            price(instrument);
            if (add(holding, 1)) {
                boolean older = observedMicros < oldestHolding;
                oldestHoldings = older ? 1 : oldestHoldings + (observedMicros == oldestHolding ? 1 : 0);
                oldestHolding = Math.min(oldestHolding, observedMicros);
            }
        }

        private static boolean isNothing(Holding holding) {
            return holding.longestLots() == 0 && holding.shortestLots() == 0 && holding.position().isFlat();
        }

        /** Takes an instrument in hand. */
        void price(long instrument) {
            quoted = view.instrument(instrument);
            rates = null;
            observedMicros = Long.MAX_VALUE;
            if (quoted != null && Exposure.isMarked(quoted, view)) {
                rates = HaircutMargin.Rates.of(quoted, view);
            }
            if (rates != null && rates.areKnown()) {
                observedMicros = rates.oldestMicros(quoted, view);
            } else {
                quoted = null;
            }
        }

        /** Of the instrument in hand; true when it was valued. @param sign −1 takes the holding out */
        boolean add(Holding holding, int sign) {
            if (isNothing(holding)) {
                return false;
            }
            if (quoted == null) {
                unpricedHoldings += sign;
                return false;
            }
            try {
                long worth = profit(holding.position());
                long required = HaircutMargin.initialUsdMicros(quoted, holding.longestLots(), holding.shortestLots(),
                        rates, view);
                profit.add(sign * worth);
                margin.add(sign * required);
                return true;
            } catch (Overflow _) {
                unpricedHoldings += sign;
                return false;
            }
        }

        private long profit(Position position) {
            long value = Valuer.valueMinor(quoted.terms(), position.lots(), quoted.mark().ticks());
            long minor = Exact.add(position.cashFlowMinor(), value);
            long worth = rates.settlement().micros(minor, Rounding.FLOOR);
            Exact.negate(worth);
            return worth;
        }

        void add(Ledger ledger) {
            ledger.balances().forEach((key, amount) -> add(key, amount, ledger.scales().get(key.asset())));
        }

        private void add(BalanceKey key, long amountMinor, int scale) {
            if (!key.isAvailable() || amountMinor == 0) {
                return;
            }
            try {
                UsdRate rate = UsdRate.of(view, key.asset(), scale);
                if (rate == null) {
                    unpricedBalances++;
                    return;
                }
                long worth = rate.micros(amountMinor, Rounding.FLOOR);
                balances.add(worth);
                collateral.add(haircut(key, worth));
                oldestBalance = Math.min(oldestBalance, rate.observedAtMicros());
            } catch (Overflow _) {
                unpricedBalances++;
            }
        }

        /** Liabilities count in full. */
        private long haircut(BalanceKey key, long worth) {
            boolean isCash = key.asset().equals(Asset.REFERENCE);
            long kept = isCash || worth < 0 ? BPS : BPS - view.policy().collateralHaircutBps();
            return Exact.mulDiv(worth, kept, BPS, Rounding.FLOOR);
        }

        Valuation valuation() {
            return new Valuation(view.id().epoch(), view.id().sequence(), unpricedHoldings, unpricedBalances,
                    profit.value(), balances.value(), collateral.value(), margin.value(), oldestHolding, oldestHoldings,
                    oldestBalance).fitting();
        }
    }

    /** A sum of longs in 128 bits, so that whether it fits does not depend on the order. */
    private static final class Total {
        private long high;
        private long low;

        void add(long value) {
            long sum = low + value;
            boolean carries = Long.compareUnsigned(sum, low) < 0;
            high += (value >> 63) + (carries ? 1 : 0);
            low = sum;
        }

        long value() {
            if (high != low >> 63) {
                throw new Overflow("sum");
            }
            return low;
        }
    }
}
