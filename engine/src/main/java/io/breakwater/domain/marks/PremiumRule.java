package io.breakwater.domain.marks;

import io.breakwater.kernel.Invariants;

/**
 * How far a perpetual or a future may be marked from its index.
 *
 * @param clampPpm share of the index
 * @param staleAfterMicros without a premium younger than this there is no mark
 */
public record PremiumRule(long clampPpm, long staleAfterMicros) {

    /** Half a percent, as perpetuals are kept to their index by funding. */
    public static final PremiumRule PERPETUAL = new PremiumRule(5_000, 30_000_000);
    /** A tenth, as much as a year's basis. */
    public static final PremiumRule FUTURE = new PremiumRule(100_000, 30_000_000);

    public PremiumRule {
        Invariants.check(clampPpm >= 0 && clampPpm < 1_000_000, "a clamp is a share");
        Invariants.check(staleAfterMicros > 0, "a premium counts for some time");
    }
}
