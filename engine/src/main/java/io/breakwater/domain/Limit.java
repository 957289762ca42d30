package io.breakwater.domain;

import io.breakwater.kernel.Invariants;

/**
 * A cap on a measure.
 *
 * @param dimension the instrument or underlying it is about; empty: every one of them, each on its own
 * @param cap in the measure's unit, not negative
 * @param hard false: exceeding it opens a warning but refuses nothing and restricts nothing
 */
public record Limit(Measure measure, String dimension, long cap, boolean hard) {

    public Limit {
        Invariants.check(cap >= 0, "a cap is not negative");
    }
}
