package io.breakwater.gateway.counterparty;

import io.breakwater.domain.counterparty.Profile;
import io.breakwater.domain.counterparty.Standing;
import io.breakwater.domain.counterparty.Valuation;
import io.breakwater.domain.market.MarketView;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Restricted;
import io.breakwater.kernel.Decimals;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.Exposure;

/**
 * Counterparties as the API shows them, at the marks of one view.
 *
 * @param nowMicros at which restrictions hold or have expired, epoch micros
 */
record ShownCounterparties(MarketView view, DataCenters centers, long nowMicros) {
    private static final int USD_SCALE = 6;

    /** Without limits, balances and exposure. */
    Counterparty.Builder brief(io.breakwater.domain.counterparty.Counterparty counterparty) {
        Profile profile = counterparty.profile();
        Standing standing = counterparty.standing();
        Counterparty.Builder shown = Counterparty.newBuilder()
                .setName(Names.COUNTERPARTIES + profile.id())
                .setDisplayName(profile.displayName())
                .setFirm(profile.firm())
                .setGroup(profile.group())
                .setHomeDataCenter(centers.id(profile.homeDataCenter()))
                .setTradingState(Restricted.state(standing.stateAt(nowMicros)))
                .addAllRestrictions(Restricted.shown(standing.restrictions(), nowMicros))
                .addAllCollateralElsewhere(new CollateralElsewhere(counterparty, centers).parts());
        counterparty.accounts().forEach((_, account) -> shown.addAccounts(ShownAccounts.account(account)));
        return shown;
    }

    Counterparty.Builder whole(io.breakwater.domain.counterparty.Counterparty counterparty) {
        Counterparty.Builder shown = brief(counterparty).clearAccounts().setExposure(exposure(counterparty));
        String scope = counterparty.profile().scope();
        shown.addAllLimits(LimitChanges.shown(scope, counterparty.profile().limits(), counterparty.used()).values());
        counterparty.accounts().forEach((id, account) -> {
            shown.addAccounts(ShownAccounts.withBalances(account, counterparty));
            shown.addAllLimits(
                    LimitChanges.shown(scope + Names.ACCOUNTS + id, account.limits(), account.used()).values());
        });
        return shown;
    }

    /** Equity and margin are left out where something cannot be valued. */
    private Exposure exposure(io.breakwater.domain.counterparty.Counterparty counterparty) {
        long[] sums = new long[3];
        counterparty.accounts().forEach((_, account) -> account.holdings().forEach((_, holding) -> {
            sums[0] += holding.position().notionalUsdMicros();
            sums[1] += holding.buys().notionalUsdMicros() + holding.sells().notionalUsdMicros();
            sums[2] += holding.position().isFlat() ? 0 : 1;
        }));
        Exposure.Builder shown = Exposure.newBuilder()
                .setGrossNotionalUsd(usd(sums[0]))
                .setWorkingNotionalUsd(usd(sums[1]))
                .setPositions((int) sums[2])
                .setWorkingOrders(counterparty.orders().size());
        Valuation valuation = Valuation.of(counterparty, view);
        if (valuation.isComplete()) {
            shown.setEquityUsd(usd(valuation.availableUsdMicros()))
                    .setInitialMarginUsd(usd(valuation.initialMarginUsdMicros(view)))
                    .setMaintenanceMarginUsd(usd(valuation.maintenanceMarginUsdMicros(view)));
        }
        return shown.build();
    }

    static String usd(long micros) {
        return Decimals.format(micros, USD_SCALE);
    }
}
