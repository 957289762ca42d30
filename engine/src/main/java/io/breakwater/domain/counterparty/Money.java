package io.breakwater.domain.counterparty;

import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.risk.UsdRate;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;
import io.breakwater.kernel.Table;
import java.util.List;

/**
 * The part of a counterparty that moves with facts.
 *
 * @param withdrawals accepted and neither confirmed nor failed, by id; at most {@link #MAX_WITHDRAWALS}
 * @param pricedFlowsUsdMicros deposits less withdrawals, each at its value when it was booked
 * @param unpricedFlows deposits that had no price when they were booked, in minor units by asset
 * @param suspended facts that wait for a person
 * @param reconciled with the venues of its accounts
 */
public record Money(
        Ledger ledger,
        BookedFills fills,
        Table<Long, CounterpartyEvent.WithdrawalRequested> withdrawals,
        long pricedFlowsUsdMicros,
        Table<String, Long> unpricedFlows,
        long suspended,
        Reconciliation reconciled) {

    public static final int MAX_WITHDRAWALS = 1_024;
    public static final Money NONE = new Money(Ledger.EMPTY, BookedFills.NONE, Table.empty(), 0, Table.empty(), 0,
            Reconciliation.NONE);

    Money posted(List<Entry> entries) {
        return entries.isEmpty() ? this : with(ledger.post(entries));
    }

    Money with(Ledger changed) {
        return new Money(changed, fills, withdrawals, pricedFlowsUsdMicros, unpricedFlows, suspended, reconciled);
    }

    Money with(BookedFills changed) {
        return new Money(ledger, changed, withdrawals, pricedFlowsUsdMicros, unpricedFlows, suspended, reconciled);
    }

    Money with(Table<Long, CounterpartyEvent.WithdrawalRequested> changed) {
        return new Money(ledger, fills, changed, pricedFlowsUsdMicros, unpricedFlows, suspended, reconciled);
    }

    Money flowed(long usdMicros) {
        return new Money(ledger, fills, withdrawals, Exact.add(pricedFlowsUsdMicros, usdMicros), unpricedFlows,
                suspended, reconciled);
    }

    /** With what came in, at its value or, where that is {@link CounterpartyEvent.Deposited#UNPRICED}, without one. */
    Money broughtIn(List<Entry> entries, String asset, long minor, long valueUsdMicros) {
        Money posted = posted(entries);
        return valueUsdMicros == CounterpartyEvent.Deposited.UNPRICED ? posted.flowedUnpriced(asset, minor)
                : posted.flowed(valueUsdMicros);
    }

    /** So much came in that nobody could price: else it would count as profit once it has a price. */
    private Money flowedUnpriced(String asset, long minor) {
        long all = Exact.add(unpricedFlows.getOrDefault(asset, 0L), minor);
        return new Money(ledger, fills, withdrawals, pricedFlowsUsdMicros, unpricedFlows.put(asset, all), suspended,
                reconciled);
    }

    /** Deposits less withdrawals; what had no price when it came in at the price that it has now, if it has one. */
    public long netFlowsUsdMicros(MarketView view) {
        long sum = pricedFlowsUsdMicros;
        for (int i = 0; i < unpricedFlows.size(); i++) {
            String asset = unpricedFlows.keyAt(i);
            UsdRate rate = UsdRate.of(view, asset, ledger.scales().get(asset));
            sum = rate == null ? sum : Exact.add(sum, rate.micros(unpricedFlows.valueAt(i), Rounding.CEILING));
        }
        return sum;
    }

    Money suspending() {
        return new Money(ledger, fills, withdrawals, pricedFlowsUsdMicros, unpricedFlows, suspended + 1, reconciled);
    }

    Money with(Reconciliation changed) {
        return new Money(ledger, fills, withdrawals, pricedFlowsUsdMicros, unpricedFlows, suspended, changed);
    }
}
