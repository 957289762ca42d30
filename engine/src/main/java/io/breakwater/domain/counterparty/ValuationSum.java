package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.Appraisal.Worth;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.risk.UsdRate;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;
import io.breakwater.kernel.Table;
import java.util.Map;
import java.util.TreeMap;

/** A {@link Valuation} of everything a counterparty has, while it is summed. Mutable, lives for one valuation. */
final class ValuationSum {

    private final Counterparty counterparty;
    private final MarketView view;
    private final Appraisal appraisal;
    /** Most have one pool and no book. */
    private Table<String, PoolSum> pools = Table.of(Pool.SHARED, new PoolSum());
    private Table<String, BookSum> books = Table.empty();
    /** Working orders of accounts in portfolio margin, by account and position; made when it is first needed. */
    private Map<String, LongMap<LongMap<WorkingOrder>>> working;
    private int unpricedHoldings;
    private int unpricedBalances;
    private long oldestHolding = Long.MAX_VALUE;
    private int oldestHoldings;
    private long oldestBalance = Long.MAX_VALUE;

    /** @param before books of an earlier view, in step with the counterparty; empty for none */
    ValuationSum(Counterparty counterparty, Table<String, MarginBook> before, MarketView view) {
        this.counterparty = counterparty;
        this.view = view;
        appraisal = new Appraisal(view);
        counterparty.accounts().forEach((id, account) -> {
            if (!pools.containsKey(Pool.of(account))) {
                pools = pools.put(Pool.of(account), new PoolSum());
            }
            if (account.mode() == MarginMode.PORTFOLIO) {
                books = books.put(id, new BookSum(account.baseAsset(), before.get(id), view));
            }
        });
    }

    /** Where an account is summed into. @param book null where it is not margined by arrays */
    private record Into(String account, PoolSum pool, BookSum book) {}

    void add(Account account) {
        Into into = new Into(account.id(), pools.get(Pool.of(account)), books.get(account.id()));
        account.holdings().forEachBeside(view.instruments(), (position, holding, quoted) -> {
            if (!Appraisal.isNothing(holding)) {
                add(position, holding, PositionKey.isShort(position)
                        ? view.instrument(PositionKey.instrument(position)) : quoted, into);
            }
        });
    }

    private void add(long position, Holding holding, Quoted quoted, Into into) {
        BookSum book = into.book();
        MarginLine line = book == null ? null : book.line(position);
        appraisal.price(quoted, line != null ? line.basis()
                : book == null ? null : view.basis(PositionKey.instrument(position)));
        Worth worth = appraisal.worth(holding, book != null);
        if (worth == null) {
            unpricedHoldings++;
            if (book != null) {
                book.drop(position);
            }
            return;
        }
        into.pool().profit.add(worth.worthUsdMicros());
        if (book != null) {
            book.made(appraisal.settlement(), worth.worthMinor());
        }
        if (worth.required() != null) {
            into.pool().initial.add(worth.required().initialUsdMicros());
            into.pool().maintenance.add(worth.required().maintenanceUsdMicros());
        } else if (line == null) {
            book.add(position, appraisal.basis(), holding.position().lots(), working(into.account(), position));
        }
        observed(appraisal.observedMicros());
    }

    private void observed(long atMicros) {
        oldestHoldings = atMicros < oldestHolding ? 1 : oldestHoldings + (atMicros == oldestHolding ? 1 : 0);
        oldestHolding = Math.min(oldestHolding, atMicros);
    }

    private LongMap<WorkingOrder> working(String account, long position) {
        if (working == null) {
            working = new TreeMap<>();
            counterparty.orders().forEach((_, order) -> {
                if (books.containsKey(order.account())) {
                    LongMap<LongMap<WorkingOrder>> of = working.getOrDefault(order.account(), LongMap.empty());
                    working.put(order.account(), of.update(order.position(), known ->
                            (known == null ? LongMap.<WorkingOrder>empty() : known).put(order.key(), order)));
                }
            });
        }
        return working.getOrDefault(account, LongMap.empty()).getOrDefault(position, LongMap.empty());
    }

    /** All balances. */
    void addBalances() {
        Ledger ledger = counterparty.money().ledger();
        ledger.balances().forEach((key, amount) -> add(key, amount, ledger.scales().get(key.asset())));
    }

    private void add(BalanceKey key, long amountMinor, int scale) {
        if (!key.isAvailable() || amountMinor == 0) {
            return;
        }
        try {
            UsdRate rate = appraisal.rate(key.asset(), scale);
            if (rate == null) {
                unpricedBalances++;
                return;
            }
            Account account = counterparty.account(key.account());
            PoolSum pool = pools.get(account == null ? Pool.SHARED : Pool.of(account));
            long worth = rate.micros(amountMinor, Rounding.FLOOR);
            long kept = Appraisal.collateral(account, key.asset(), worth, view.policy());
            Exact.negate(worth);
            pool.balances.add(worth);
            pool.collateral.add(kept);
            if (books.containsKey(key.account())) {
                books.get(key.account()).owned(key.asset(), scale, amountMinor);
            }
            oldestBalance = Math.min(oldestBalance, rate.observedAtMicros());
        } catch (Overflow _) {
            unpricedBalances++;
        }
    }

    /** @throws Overflow when a sum does not fit */
    Valuation valuation() {
        return new Valuation(view.id().epoch(), view.id().sequence(), unpricedHoldings, unpricedBalances,
                pools.mapped(PoolSum::pool), books.mapped(BookSum::book), oldestHolding, oldestHoldings, oldestBalance);
    }

    /** The valuation with its balances replaced by those summed here, and nothing else. */
    Valuation onto(Valuation kept) {
        Table<String, Pool> changed = kept.pools();
        for (String name : pools.keys()) {
            Pool now = pools.get(name).pool();
            Pool was = changed.getOrDefault(name, Pool.EMPTY);
            Pool next = new Pool(was.profit(), now.balances(), now.collateral(), was.initial(), was.maintenance());
            next.equity();
            next.available();
            changed = changed.put(name, next);
        }
        Table<String, MarginBook> held = kept.books();
        for (String id : books.keys()) {
            MarginBook was = held.get(id);
            held = held.put(id, was.withOwned(books.get(id).ownings()));
        }
        return new Valuation(kept.viewEpoch(), kept.viewSequence(), kept.unpricedHoldings(), unpricedBalances, changed,
                held, kept.oldestHoldingMicros(), kept.oldestHoldings(), oldestBalance);
    }
}
