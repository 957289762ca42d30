package io.breakwater.domain.counterparty;

/** A {@link Pool} while it is summed. Mutable, lives for one valuation. */
final class PoolSum {

    final Total profit = new Total();
    final Total balances = new Total();
    final Total collateral = new Total();
    final Total initial = new Total();
    final Total maintenance = new Total();

    PoolSum() {}

    /** Goes on from a pool. */
    PoolSum(Pool pool) {
        profit.add(pool.profit());
        balances.add(pool.balances());
        collateral.add(pool.collateral());
        initial.add(pool.initial());
        maintenance.add(pool.maintenance());
    }

    /** @throws io.breakwater.kernel.Overflow when a sum, or what is derived from it, does not fit */
    Pool pool() {
        Pool pool = new Pool(profit.value(), balances.value(), collateral.value(), initial.value(),
                maintenance.value());
        pool.equity();
        pool.available();
        return pool;
    }
}
