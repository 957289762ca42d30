package io.breakwater.domain.marks;

import io.breakwater.kernel.Invariants;

/**
 * How an index is made.
 *
 * @param staleAfterMicros a constituent that is older is left out
 * @param leastFresh fewer fresh constituents give no index
 * @param capPpm a constituent counts as if it were no further from the median than this share of it
 */
public record IndexRule(long staleAfterMicros, int leastFresh, long capPpm) {

    /** Two of the constituents, ten seconds, half a percent. */
    public static final IndexRule DEFAULT = new IndexRule(10_000_000, 2, 5_000);

    public IndexRule {
        Invariants.check(staleAfterMicros > 0 && leastFresh > 0, "some constituents count for some time");
        Invariants.check(capPpm >= 0 && capPpm <= 1_000_000, "a cap is a share");
    }
}
