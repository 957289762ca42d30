package io.breakwater.link.record;

import io.breakwater.kernel.Invariants;
import java.time.Duration;

/**
 * How long a lease is for who has it and for who waits for its end. No clock is compared with another one: each end
 * measures a span by its own, and their rates may differ.
 *
 * @param length of a lease, by a clock that is right
 * @param driftPercent by how much a clock may be too fast or too slow, 1…50
 */
public record LeaseRule(Duration length, int driftPercent) {

    private static final int WHOLE = 100;

    public LeaseRule {
        Invariants.check(driftPercent >= 1 && driftPercent <= WHOLE / 2, "a drift that no margin covers");
    }

    /** A holder stops after so long by its own clock, counted from before it asked. */
    long holdsNanos() {
        return length.toNanos() / WHOLE * (WHOLE - driftPercent);
    }

    /** Anybody else waits so long by its own clock, counted from when it had read the last renewal. */
    long endsNanos() {
        return length.toNanos() / WHOLE * (WHOLE + driftPercent);
    }
}
