package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Exact;

/**
 * Money that stands in for each other's losses: that of all accounts together, but for isolated ones, each of which
 * stands alone. In micro-dollars at the marks of one view.
 *
 * @param profit of open positions, cash flow plus value
 * @param balances owned balances at their prices, without what is on its way in or out
 * @param collateral the same after haircuts
 * @param initial margin of the holdings that have no risk array or whose account does not use them
 * @param maintenance the same
 */
public record Pool(long profit, long balances, long collateral, long initial, long maintenance) {

    /** Of all accounts that are not isolated. */
    static final String SHARED = "";
    static final Pool EMPTY = new Pool(0, 0, 0, 0, 0);

    /** The pool that an account's money is in. */
    static String of(Account account) {
        return account.mode() == MarginMode.ISOLATED ? account.id() : SHARED;
    }

    /** Profit of open positions plus balances, without haircuts. */
    public long equity() {
        return Exact.add(profit, balances);
    }

    /** What margin may be covered with. */
    public long available() {
        return Exact.add(profit, collateral);
    }
}
