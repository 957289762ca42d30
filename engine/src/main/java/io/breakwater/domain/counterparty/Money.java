package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Table;
import java.util.List;

/**
 * The part of a counterparty that moves with facts.
 *
 * @param withdrawals accepted and neither confirmed nor failed, by id; at most {@link #MAX_WITHDRAWALS}
 * @param netFlowsUsdMicros deposits less withdrawals, each at its value when it was booked
 * @param suspended facts that wait for a person
 */
public record Money(
        Ledger ledger,
        BookedFills fills,
        Table<Long, CounterpartyEvent.WithdrawalRequested> withdrawals,
        long netFlowsUsdMicros,
        long suspended) {

    public static final int MAX_WITHDRAWALS = 1_024;
    public static final Money NONE = new Money(Ledger.EMPTY, BookedFills.NONE, Table.empty(), 0, 0);

    Money posted(List<Entry> entries) {
        return entries.isEmpty() ? this : with(ledger.post(entries));
    }

    Money with(Ledger changed) {
        return new Money(changed, fills, withdrawals, netFlowsUsdMicros, suspended);
    }

    Money with(BookedFills changed) {
        return new Money(ledger, changed, withdrawals, netFlowsUsdMicros, suspended);
    }

    Money with(Table<Long, CounterpartyEvent.WithdrawalRequested> changed) {
        return new Money(ledger, fills, changed, netFlowsUsdMicros, suspended);
    }

    Money flowed(long usdMicros) {
        return new Money(ledger, fills, withdrawals, Exact.add(netFlowsUsdMicros, usdMicros), suspended);
    }

    Money suspending() {
        return new Money(ledger, fills, withdrawals, netFlowsUsdMicros, suspended + 1);
    }
}
