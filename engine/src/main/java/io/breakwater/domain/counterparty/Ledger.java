package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Bounds;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Table;
import java.util.List;

/**
 * Every balance of a counterparty and of the ledger accounts that stand against them. Σ = 0 per asset, always (I-11):
 * it only changes by balanced sets of entries.
 *
 * @param balances those that are not 0
 * @param scales of the assets seen, fixed by the first movement
 */
public record Ledger(Table<BalanceKey, Long> balances, Table<String, Integer> scales) {

    /** Balances a counterparty may have; more are not booked but go to suspense. */
    public static final int MAX_BALANCES = 4_096;

    public static final Ledger EMPTY = new Ledger(Table.empty(), Table.empty());

    public long balance(BalanceKey key) {
        Long amount = balances.get(key);
        return amount == null ? 0 : amount;
    }

    /** True when money in this asset may be booked at this scale. */
    public boolean accepts(String asset, int scale) {
        Integer fixed = scales.get(asset);
        return fixed == null || fixed == scale;
    }

    /** True when there is room for one more balance, or it is there already. */
    public boolean hasRoomFor(BalanceKey key) {
        return balances.size() < MAX_BALANCES || balances.containsKey(key);
    }

    /**
     * @param entries balanced per asset, at scales that it accepts
     * @throws io.breakwater.kernel.BoundExceeded when there would be too many balances
     */
    public Ledger post(List<Entry> entries) {
        Invariants.check(isBalanced(entries), "I-11: entries do not sum to zero");
        Table<BalanceKey, Long> posted = balances;
        Table<String, Integer> known = scales;
        for (Entry entry : entries) {
            String asset = entry.key().asset();
            known = known.containsKey(asset) ? known : known.put(asset, entry.scale());
            Invariants.check(known.get(asset) == entry.scale(), "an asset has one scale");
            long amount = Exact.add(balanceIn(posted, entry.key()), entry.amountMinor());
            posted = amount == 0 ? posted.remove(entry.key()) : posted.put(entry.key(), amount);
        }
        Bounds.atMost("balances of a counterparty", posted.size(), MAX_BALANCES);
        return new Ledger(posted, known);
    }

    public static boolean isBalanced(List<Entry> entries) {
        for (Entry entry : entries) {
            String asset = entry.key().asset();
            long sum = 0;
            for (Entry other : entries) {
                sum += other.key().asset().equals(asset) ? other.amountMinor() : 0;
            }
            if (sum != 0) {
                return false;
            }
        }
        return true;
    }

    /** Moves an amount from one balance to another, of the same asset. */
    public static List<Entry> move(BalanceKey from, BalanceKey to, int scale, long amountMinor) {
        return List.of(new Entry(from, scale, Exact.negate(amountMinor)), new Entry(to, scale, amountMinor));
    }

    /** The same movement the other way round. */
    public static List<Entry> reversed(List<Entry> entries) {
        return entries.stream().map(e -> new Entry(e.key(), e.scale(), Exact.negate(e.amountMinor()))).toList();
    }

    private static long balanceIn(Table<BalanceKey, Long> balances, BalanceKey key) {
        Long amount = balances.get(key);
        return amount == null ? 0 : amount;
    }
}
