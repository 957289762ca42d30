package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Table;

/**
 * All that is known of a counterparty: an immutable value, a pure function of its events (I-06). It has no rules: those
 * are {@link CounterpartyRules}; {@link Decisions} asks them and {@link Application} turns events into the next value.
 *
 * @param accounts by id, at most {@link #MAX_ACCOUNTS}
 * @param orders what works, by {@link WorkingOrder#key}
 * @param otherIds by the key of each further id that an order is known by: its own
 * @param used of its additive limits
 * @param allowances of the caps above it, by {@link Allowance#key}; at most {@link #MAX_ALLOWANCES}
 * @param sequence the last id it made
 */
public record Counterparty(
        Profile profile,
        Table<String, Account> accounts,
        LongMap<WorkingOrder> orders,
        LongMap<String> otherIds,
        Used used,
        Table<String, Allowance> allowances,
        Rates rates,
        RequestWindow window,
        Money money,
        Standing standing,
        long sequence) {

    public static final int MAX_ACCOUNTS = 256;
    /** Caps above it: of its firm and of its groups, for each measure that is shared. */
    public static final int MAX_ALLOWANCES = 16;
    /** Orders and quotes that may work at once, whatever the limits say. */
    public static final int MAX_WORKING_ORDERS = 65_536;

    public static Counterparty absent(String id) {
        return new Counterparty(Profile.absent(id), Table.empty(), LongMap.empty(), LongMap.empty(), Used.NOTHING,
                Table.empty(), Rates.NONE, RequestWindow.EMPTY, Money.NONE, Standing.GOOD, 0);
    }

    /** Null when there is none. */
    public Account account(String id) {
        return accounts.get(id);
    }

    /** Null when it does not work: never seen or done. An order is known by its id before and after a replacement. */
    public WorkingOrder order(String clientOrderId) {
        long key = WorkingOrder.key(clientOrderId);
        WorkingOrder order = orders.get(key);
        String own = order == null && !otherIds.isEmpty() ? otherIds.get(key) : null;
        order = own == null ? order : orders.get(WorkingOrder.key(own));
        return order != null && order.isKnownAs(clientOrderId) ? order : null;
    }

    /** Whether an order could be placed under this id: none is known by it. */
    boolean isFree(String clientOrderId) {
        long key = WorkingOrder.key(clientOrderId);
        return !orders.containsKey(key) && !otherIds.containsKey(key);
    }

    Counterparty withOtherIds(LongMap<String> changed) {
        return new Counterparty(profile, accounts, orders, changed, used, allowances, rates, window, money, standing,
                sequence);
    }

    /** Headroom of the tightest cap above it for a measure; {@link Long#MAX_VALUE} when there is none. */
    public long allowanceHeadroom(Measure measure) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < allowances.size(); i++) {
            Allowance allowance = allowances.valueAt(i);
            if (allowance.measure() == measure) {
                least = Math.min(least, allowance.headroom(used.of(measure, "")));
            }
        }
        return least;
    }

    /** Whether a firm or a group above it has granted a part of a cap on a measure. */
    boolean hasAllowance(Measure measure) {
        return allowances.values().stream().anyMatch(allowance -> allowance.measure() == measure);
    }

    Counterparty with(Profile changed) {
        return new Counterparty(changed, accounts, orders, otherIds, used, allowances, rates, window, money,
                standing, sequence);
    }

    Counterparty with(Account changed) {
        return new Counterparty(profile, accounts.put(changed.id(), changed), orders, otherIds, used, allowances,
                rates, window, money, standing, sequence);
    }

    Counterparty with(LongMap<WorkingOrder> changed) {
        return new Counterparty(profile, accounts, changed, otherIds, used, allowances, rates, window, money,
                standing, sequence);
    }

    Counterparty with(Money changed) {
        return new Counterparty(profile, accounts, orders, otherIds, used, allowances, rates, window, changed, standing,
                sequence);
    }

    Counterparty with(Standing changed) {
        return new Counterparty(profile, accounts, orders, otherIds, used, allowances, rates, window, money, changed,
                sequence);
    }

    Counterparty with(Rates changed) {
        return new Counterparty(profile, accounts, orders, otherIds, used, allowances, changed, window, money, standing,
                sequence);
    }

    Counterparty with(RequestWindow changed) {
        return new Counterparty(profile, accounts, orders, otherIds, used, allowances, rates, changed, money,
                standing, sequence);
    }

    Counterparty withAllowances(Table<String, Allowance> changed) {
        return new Counterparty(profile, accounts, orders, otherIds, used, changed, rates, window, money, standing,
                sequence);
    }

    Counterparty withSequence(long last) {
        return new Counterparty(profile, accounts, orders, otherIds, used, allowances, rates, window, money,
                standing, last);
    }

    /** A message was counted and took so many ids. */
    Counterparty counted(Rates changed, int ids) {
        return new Counterparty(profile, accounts, orders, otherIds, used, allowances, changed, window, money, standing,
                sequence + ids);
    }

    /** An account's holding and what works on it change together. */
    Counterparty with(Account account, LongMap<WorkingOrder> working, Used nowUsed) {
        return new Counterparty(profile, accounts.put(account.id(), account), working, otherIds, nowUsed,
                allowances, rates, window, money, standing, sequence);
    }

    /**
     * Gives back what caps above have recalled, as far as it is free, and asks for more ahead of need. Only once an
     * event is applied as a whole: between a fill's hold going and its position coming, what it uses looks free.
     */
    Counterparty settled() {
        Table<String, Allowance> changed = allowances;
        for (int i = 0; i < allowances.size(); i++) {
            Allowance allowance = allowances.valueAt(i);
            long usedNow = used.of(allowance.measure(), "");
            Allowance settled = allowance.settled(usedNow).demanding(usedNow, 0);
            changed = settled == allowance ? changed : changed.put(allowances.keyAt(i), settled);
        }
        return changed == allowances ? this : withAllowances(changed);
    }
}
