package io.breakwater.domain.counterparty;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.risk.Exposure;
import io.breakwater.domain.risk.HaircutMargin;
import io.breakwater.domain.risk.UsdRate;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;

/**
 * A counterparty at the marks of one view. Derived, never stored: sums of whole micro-dollars, so that adding one
 * holding's change gives bit for bit what summing all of them would.
 *
 * @param unpriced what could not be valued; empty when everything was. Then nothing that adds risk may pass (I-02)
 * @param profitUsdMicros of open positions, cash flow plus value
 * @param balancesUsdMicros owned balances at their prices
 * @param collateralUsdMicros the same after haircuts
 * @param initialMarginUsdMicros of all holdings
 * @param oldestMicros observation time of the oldest mark in it
 */
public record Valuation(
        int viewEpoch,
        long viewSequence,
        String unpriced,
        long profitUsdMicros,
        long balancesUsdMicros,
        long collateralUsdMicros,
        long initialMarginUsdMicros,
        long oldestMicros) {

    private static final long BPS = 10_000;

    /** Of no view: out of date for every one. */
    public static final Valuation NONE = new Valuation(-1, -1, "", 0, 0, 0, 0, Long.MAX_VALUE);

    public boolean isOf(MarketView view) {
        return viewSequence == view.id().sequence() && viewEpoch == view.id().epoch();
    }

    /** Profit of open positions plus balances, without haircuts. */
    public long equityUsdMicros() {
        return Exact.add(profitUsdMicros, balancesUsdMicros);
    }

    /** What margin may be covered with. */
    public long availableUsdMicros() {
        return Exact.add(profitUsdMicros, collateralUsdMicros);
    }

    public static Valuation of(Counterparty counterparty, MarketView view) {
        Sum sum = new Sum(view);
        counterparty.accounts().forEach((_, account) -> account.holdings().forEach(sum::add));
        return sum.with(counterparty.money().ledger());
    }

    /** The same view after one holding changed. */
    public Valuation changed(long instrument, Holding before, Holding after, MarketView view) {
        if (!unpriced.isEmpty()) {
            return this;
        }
        Sum sum = new Sum(view);
        Quoted quoted = sum.priced(instrument);
        if (quoted == null) {
            return NONE;
        }
        sum.add(quoted, after, 1);
        sum.add(quoted, before, -1);
        return new Valuation(viewEpoch, viewSequence, "", Exact.add(profitUsdMicros, sum.profit), balancesUsdMicros,
                collateralUsdMicros, Exact.add(initialMarginUsdMicros, sum.margin), Math.min(oldestMicros, sum.oldest));
    }

    /** The same view after balances changed. */
    public Valuation changed(Ledger ledger, MarketView view) {
        Valuation balances = new Sum(view).with(ledger);
        return new Valuation(viewEpoch, viewSequence, unpriced.isEmpty() ? balances.unpriced : unpriced,
                profitUsdMicros, balances.balancesUsdMicros, balances.collateralUsdMicros, initialMarginUsdMicros,
                Math.min(oldestMicros, balances.oldestMicros));
    }

    /** Null members where the view does not know a price. */
    static HaircutMargin.Rates rates(Quoted quoted, MarketView view) {
        Asset notional = Exposure.notionalAsset(quoted.terms());
        UsdRate settlement = UsdRate.of(view, quoted.terms().settlement());
        boolean same = notional != null && notional.equals(quoted.terms().settlement());
        return new HaircutMargin.Rates(notional == null || same ? settlement : UsdRate.of(view, notional), settlement);
    }

    /** Adds holdings and balances up. Mutable, lives for one valuation. */
    private static final class Sum {
        private final MarketView view;
        private HaircutMargin.Rates rates;
        private String unpriced = "";
        private long profit;
        private long margin;
        private long oldest = Long.MAX_VALUE;
        private long balances;
        private long collateral;

        Sum(MarketView view) {
            this.view = view;
        }

        void add(long instrument, Holding holding) {
            if (!isNothing(holding)) {
                Quoted quoted = priced(instrument);
                if (quoted != null) {
                    add(quoted, holding, 1);
                }
            }
        }

        private static boolean isNothing(Holding holding) {
            return holding.longestLots() == 0 && holding.shortestLots() == 0 && holding.position().isFlat();
        }

        /** Null when the view cannot price it; then it says what is missing. */
        Quoted priced(long instrument) {
            Quoted quoted = view.instrument(instrument);
            if (quoted == null || !quoted.mark().isKnown()) {
                unpriced = quoted == null ? "instrument " + instrument : quoted.name();
                return null;
            }
            rates = rates(quoted, view);
            if (rates.notional() == null || rates.settlement() == null) {
                unpriced = quoted.name();
                return null;
            }
            oldest = Math.min(oldest, Math.min(quoted.mark().observedAtMicros(), rates.settlement().observedAtMicros()));
            return quoted;
        }

        /** @param sign −1 takes the holding out; @param quoted the last one that was priced */
        void add(Quoted quoted, Holding holding, int sign) {
            Position position = holding.position();
            long value = Valuer.valueMinor(quoted.terms(), position.lots(), quoted.mark().ticks());
            long profitMinor = Exact.add(position.cashFlowMinor(), value);
            profit = Exact.add(profit, sign * rates.settlement().micros(profitMinor, Rounding.FLOOR));
            margin = Exact.add(margin, sign * HaircutMargin.initialUsdMicros(quoted, holding.longestLots(),
                    holding.shortestLots(), rates, view));
        }

        private void add(BalanceKey key, long amountMinor, int scale) {
            if (!key.isOwned() || amountMinor == 0) {
                return;
            }
            UsdRate rate = UsdRate.of(view, key.asset(), scale);
            if (rate == null) {
                unpriced = key.asset();
                return;
            }
            long worth = rate.micros(amountMinor, Rounding.FLOOR);
            balances = Exact.add(balances, worth);
            collateral = Exact.add(collateral, haircut(key, worth));
            oldest = Math.min(oldest, rate.observedAtMicros());
        }

        /** Liabilities count in full. */
        private long haircut(BalanceKey key, long worth) {
            boolean isCash = key.asset().equals(Asset.REFERENCE);
            long kept = isCash || worth < 0 ? BPS : BPS - view.policy().collateralHaircutBps();
            return Exact.mulDiv(worth, kept, BPS, Rounding.FLOOR);
        }

        Valuation with(Ledger ledger) {
            ledger.balances().forEach((key, amount) -> add(key, amount, ledger.scales().get(key.asset())));
            return new Valuation(view.id().epoch(), view.id().sequence(), unpriced, profit, balances, collateral,
                    margin, oldest);
        }
    }
}
