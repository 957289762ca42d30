package io.breakwater.domain.counterparty;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.ArrayBasis;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.policy.Policy;
import io.breakwater.domain.risk.Exposure;
import io.breakwater.domain.risk.StandardMargin;
import io.breakwater.domain.risk.UsdRate;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;

/**
 * One instrument in the hand of whoever values a counterparty: its prices at one view, and what a holding in it is
 * worth and needs. Mutable.
 */
final class Appraisal {

    private static final long BPS = 10_000;

    private final MarketView view;
    /** Null where it cannot be priced. */
    private Quoted quoted;
    private StandardMargin.Rates rates;
    private ArrayBasis basis;
    private long observedMicros;
    private StandardMargin.Rates known;
    private Asset knownSettlement;
    private Asset knownNotional;
    /** What was valued last: orders that come and go leave the position as it is. */
    private Position valued;
    private long minor;
    private long usdMicros;

    Appraisal(MarketView view) {
        this.view = view;
    }

    /**
     * A holding, valued.
     *
     * @param worthMinor profit in the settlement asset
     * @param worthUsdMicros the same in micro-dollars
     * @param required in standard mode; null where risk arrays margin it
     */
    record Worth(long worthMinor, long worthUsdMicros, StandardMargin.Required required) {}

    static boolean isNothing(Holding holding) {
        return holding.longestLots() == 0 && holding.shortestLots() == 0 && holding.position().isFlat();
    }

    /** Takes an instrument in hand. */
    void price(long instrument) {
        price(view.instrument(instrument), view.basis(instrument));
    }

    /** @param shown in the view; may be null @param scanned what the view computes its array from; may be null */
    void price(Quoted shown, ArrayBasis scanned) {
        quoted = shown;
        valued = null;
        rates = null;
        observedMicros = Long.MAX_VALUE;
        if (quoted != null && Exposure.isMarked(quoted, view)) {
            rates = rates();
        }
        if (rates != null && rates.areKnown()) {
            observedMicros = rates.oldestMicros(quoted, view);
            basis = scanned;
        } else {
            quoted = null;
            basis = null;
        }
    }

    /** Neighbours mostly settle in the same asset and are counted in the same. */
    private StandardMargin.Rates rates() {
        Asset settlement = quoted.terms().settlement();
        Asset notional = Exposure.notionalAsset(quoted.terms());
        boolean same = known != null && settlement == knownSettlement && notional == knownNotional;
        if (!same) {
            known = StandardMargin.Rates.of(quoted, view);
            knownSettlement = settlement;
            knownNotional = notional;
        }
        return known;
    }

    /** Observation time of the oldest price behind it; {@link Long#MAX_VALUE} where it has none. */
    long observedMicros() {
        return observedMicros;
    }

    /** What its array is computed from; null where it has none. */
    ArrayBasis basis() {
        return basis;
    }

    Asset settlement() {
        return quoted.terms().settlement();
    }

    /** Null when it cannot be valued. */
    Worth worth(Holding holding, boolean byArrays) {
        boolean scanned = byArrays && basis != null;
        if (quoted == null || scanned && !basis.isKnown()) {
            return null;
        }
        try {
            value(holding.position());
            return new Worth(minor, usdMicros, scanned ? null
                    : StandardMargin.of(quoted, holding.longestLots(), holding.shortestLots(), rates, view));
        } catch (Overflow _) {
            return null;
        }
    }

    private void value(Position position) {
        if (position == valued) {
            return;
        }
        valued = null;
        long value = Valuer.valueMinor(quoted.terms(), position.lots(), quoted.mark().ticks());
        minor = Exact.add(position.cashFlowMinor(), value);
        usdMicros = rates.settlement().micros(minor, Rounding.FLOOR);
        Exact.negate(usdMicros);
        valued = position;
    }

    /** Of a balance: liabilities count in full, and what is shocked with the arrays is not cut as well. */
    static long collateral(Account account, String asset, long worth, Policy policy) {
        boolean shocked = account != null && account.mode() == MarginMode.PORTFOLIO
                && (asset.equals(account.baseAsset()) || policy.margin().names(asset));
        boolean whole = shocked || asset.equals(Asset.REFERENCE) || worth < 0;
        return whole ? worth
                : Exact.mulDiv(worth, BPS - policy.collateralHaircutBps(), BPS, Rounding.FLOOR);
    }

    /** Null when the asset has no price. */
    UsdRate rate(String asset, int scale) {
        return UsdRate.of(view, asset, scale);
    }
}
