package io.breakwater.domain.escrow;

import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Table;

/** How an amount is split among those who lack. */
public final class Sharing {

    private Sharing() {}

    /**
     * Max-min fair: everyone gets the same until they have what they lack, so that whoever lacks most cannot starve
     * the others. What does not divide goes to the lowest numbers. Never more than is lacking.
     *
     * @param lacking by data center, each more than 0
     * @param amount to be split, not negative
     */
    public static Table<Integer, Long> fairly(Table<Integer, Long> lacking, long amount) {
        Invariants.check(amount >= 0, "nobody shares less than nothing");
        Table<Integer, Long> parts = Table.empty();
        long left = amount;
        Table<Integer, Long> open = lacking;
        while (left > 0 && !open.isEmpty()) {
            long even = Math.max(1, left / open.size());
            Table<Integer, Long> still = open;
            for (int i = 0; i < open.size() && left > 0; i++) {
                int to = open.keyAt(i);
                long before = parts.getOrDefault(to, 0L);
                long part = Math.min(Math.min(even, open.valueAt(i) - before), left);
                parts = parts.put(to, before + part);
                left -= part;
                still = before + part == open.valueAt(i) ? still.remove(to) : still;
            }
            open = still;
        }
        return parts;
    }
}
