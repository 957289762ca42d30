package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.Appraisal.Worth;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.risk.Requirement;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Table;

/**
 * A counterparty at the marks of one view. Derived, never stored: sums of whole units and counts, so that adding one
 * holding's change gives bit for bit what summing all of them would, whatever has happened in between (I-06).
 *
 * @param unpricedHoldings holdings that could not be valued: no mark, no price of an asset, a figure that does not fit
 * @param unpricedBalances balances that could not be valued
 * @param pools by name: {@link Pool#SHARED}, and one for each isolated account
 * @param books risk arrays of accounts in portfolio margin, by account
 * @param oldestHoldingMicros observation time of the oldest price behind a holding
 * @param oldestHoldings how many holdings have a price as old as that
 * @param oldestBalanceMicros observation time of the oldest price of a balance
 */
public record Valuation(
        int viewEpoch,
        long viewSequence,
        int unpricedHoldings,
        int unpricedBalances,
        Table<String, Pool> pools,
        Table<String, MarginBook> books,
        long oldestHoldingMicros,
        int oldestHoldings,
        long oldestBalanceMicros) {

    private static final int UNSUMMED = Integer.MAX_VALUE;
    private static final Table<String, Pool> NO_MONEY = Table.of(Pool.SHARED, Pool.EMPTY);

    /** Of no view: out of date for every one. */
    public static final Valuation NONE =
            new Valuation(-1, -1, 0, 0, NO_MONEY, Table.empty(), Long.MAX_VALUE, 0, Long.MAX_VALUE);

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

    /** Of an account's pool. */
    public Pool pool(Account account) {
        return pools.getOrDefault(Pool.of(account), Pool.EMPTY);
    }

    /** Owned balances at their prices. */
    public long balancesUsdMicros() {
        long sum = 0;
        for (int i = 0; i < pools.size(); i++) {
            sum = Exact.add(sum, pools.valueAt(i).balances());
        }
        return sum;
    }

    /** Profit of open positions plus balances, without haircuts. */
    public long equityUsdMicros() {
        long sum = 0;
        for (int i = 0; i < pools.size(); i++) {
            sum = Exact.add(sum, pools.valueAt(i).equity());
        }
        return sum;
    }

    /** What margin may be covered with, of all pools. */
    public long availableUsdMicros() {
        long sum = 0;
        for (int i = 0; i < pools.size(); i++) {
            sum = Exact.add(sum, pools.valueAt(i).available());
        }
        return sum;
    }

    /** Initial margin of a pool; {@link Long#MAX_VALUE} when it does not fit. */
    long initialUsdMicros(String pool, MarketView view) {
        return initialBesides(pool, "", view);
    }

    /** The same without the arrays of one account. */
    long initialBesides(String pool, String account, MarketView view) {
        long sum = pools.getOrDefault(pool, Pool.EMPTY).initial();
        boolean shared = pool.equals(Pool.SHARED);
        for (int i = 0; shared && i < books.size(); i++) {
            sum = books.keyAt(i).equals(account) ? sum : plus(sum, books.valueAt(i).initial(view));
        }
        return sum;
    }

    /** Of everything the counterparty has; {@link Long#MAX_VALUE} when it does not fit. */
    public long initialMarginUsdMicros(MarketView view) {
        long sum = 0;
        for (int i = 0; i < pools.size(); i++) {
            sum = plus(sum, initialUsdMicros(pools.keyAt(i), view));
        }
        return sum;
    }

    /** Of everything the counterparty has; {@link Long#MAX_VALUE} when it does not fit. */
    public long maintenanceMarginUsdMicros(MarketView view) {
        long sum = 0;
        for (int i = 0; i < pools.size(); i++) {
            sum = plus(sum, maintenanceUsdMicros(pools.keyAt(i), view));
        }
        return sum;
    }

    /** Maintenance margin of a pool; {@link Long#MAX_VALUE} when it does not fit. */
    long maintenanceUsdMicros(String pool, MarketView view) {
        long sum = pools.getOrDefault(pool, Pool.EMPTY).maintenance();
        boolean shared = pool.equals(Pool.SHARED);
        for (int i = 0; shared && i < books.size(); i++) {
            sum = plus(sum, books.valueAt(i).requirement(view).maintenanceUsdMicros());
        }
        return sum;
    }

    /** What an account in portfolio margin needs; nothing for any other. */
    public Requirement requirement(String account, MarketView view) {
        MarginBook book = books.get(account);
        return book == null ? Requirement.NONE : book.requirement(view);
    }

    /** A sum of what is not negative, which stays at the most that there is. */
    static long plus(long a, long b) {
        long sum = a + b;
        return a == Long.MAX_VALUE || b == Long.MAX_VALUE || sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** Never fails: what does not fit is unpriced. */
    public static Valuation of(Counterparty counterparty, MarketView view) {
        try {
            return summed(counterparty, Table.empty(), view);
        } catch (Overflow _) {
            return new Valuation(view.id().epoch(), view.id().sequence(), UNSUMMED, 0, NO_MONEY, Table.empty(), 0, 0,
                    0);
        }
    }

    /** At another view, of a counterparty that this is in step with. */
    Valuation at(MarketView view, Counterparty counterparty) {
        try {
            return summed(counterparty, books, view);
        } catch (Overflow _) {
            // On the way from one book to the next a sum may not fit that fits in the end.
            return of(counterparty, view);
        }
    }

    private static Valuation summed(Counterparty counterparty, Table<String, MarginBook> before, MarketView view) {
        ValuationSum sum = new ValuationSum(counterparty, before, view);
        counterparty.accounts().forEach((_, account) -> sum.add(account));
        sum.addBalances();
        return sum.valuation().fitting();
    }

    /** Itself, where what is derived from it fits as well. */
    private Valuation fitting() {
        equityUsdMicros();
        availableUsdMicros();
        return this;
    }

    /** True when everything must be summed to tell what a change leads to. */
    boolean isUnsummed() {
        return this == NONE || unpricedHoldings == UNSUMMED;
    }

    /** What became of a position of an account: its holding, and the orders in it that are not what they were. */
    record Change(Account account, long position, Holding before, Holding after, LongMap<WorkingOrder> orders) {}

    /** The same view after one holding changed; {@link #NONE} when everything must be valued to tell. */
    Valuation changed(Change change, MarketView view) {
        if (isUnsummed()) {
            return NONE;
        }
        Appraisal appraisal = new Appraisal(view);
        appraisal.price(PositionKey.instrument(change.position()));
        boolean byArrays = change.account().mode() == MarginMode.PORTFOLIO;
        boolean had = !Appraisal.isNothing(change.before());
        boolean has = !Appraisal.isNothing(change.after());
        Worth was = had ? appraisal.worth(change.before(), byArrays) : null;
        Worth is = has ? appraisal.worth(change.after(), byArrays) : null;
        if (byArrays && (had && was == null || has && is == null)) {
            return NONE;
        }
        long at = appraisal.observedMicros();
        int valued = (is != null ? 1 : 0) - (was != null ? 1 : 0);
        int here = (at == oldestHoldingMicros ? oldestHoldings : 0) + valued;
        if (at == oldestHoldingMicros && here == 0 && was != null) {
            return NONE;
        }
        boolean older = is != null && at < oldestHoldingMicros;
        int unpriced = (has && is == null ? 1 : 0) - (had && was == null ? 1 : 0);
        return new Valuation(viewEpoch, viewSequence, unpricedHoldings + unpriced, unpricedBalances,
                pools.put(Pool.of(change.account()), moved(pool(change.account()), was, is)),
                byArrays ? booked(change, appraisal, was, is) : books, older ? at : oldestHoldingMicros,
                older ? 1 : at == oldestHoldingMicros ? here : oldestHoldings, oldestBalanceMicros).fitting();
    }

    private static Pool moved(Pool pool, Worth was, Worth is) {
        PoolSum sum = new PoolSum(pool);
        add(sum, was, -1);
        add(sum, is, 1);
        return sum.pool();
    }

    private static void add(PoolSum sum, Worth worth, int sign) {
        if (worth == null) {
            return;
        }
        sum.profit.add(sign * worth.worthUsdMicros());
        if (worth.required() != null) {
            sum.initial.add(sign * worth.required().initialUsdMicros());
            sum.maintenance.add(sign * worth.required().maintenanceUsdMicros());
        }
    }

    private Table<String, MarginBook> booked(Change change, Appraisal appraisal, Worth was, Worth is) {
        MarginBook book = books.get(change.account().id());
        if (was == null && is == null) {
            return books;
        }
        long made = Exact.subtract(is == null ? 0 : is.worthMinor(), was == null ? 0 : was.worthMinor());
        if (appraisal.basis() == null) {
            return books.put(change.account().id(), book.making(appraisal.settlement(), made));
        }
        MarginLine old = book.lines().get(change.position());
        MarginLine now = new MarginLine(appraisal.basis(), change.after().position().lots(), change.orders());
        return books.put(change.account().id(), book.changed(change.position(), old, now, made));
    }

    /** The line's orders of a position; none where the account has no book. */
    LongMap<WorkingOrder> orders(String account, long position) {
        MarginBook book = books.get(account);
        MarginLine line = book == null ? null : book.lines().get(position);
        return line == null ? LongMap.empty() : line.orders();
    }

    /** The same view after balances changed. */
    Valuation changed(Counterparty counterparty, MarketView view) {
        if (isUnsummed()) {
            return NONE;
        }
        ValuationSum sum = new ValuationSum(counterparty, Table.empty(), view);
        sum.addBalances();
        return sum.onto(this).fitting();
    }
}
