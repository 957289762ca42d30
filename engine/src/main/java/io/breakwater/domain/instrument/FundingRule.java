package io.breakwater.domain.instrument;

import java.util.List;

/**
 * How a perpetual is held to its index: whoever is on the side that the market prefers pays the other. The average
 * premium is a rate for eight hours; each interval pays its part of it.
 *
 * @param intervalMicros between payments: a minute, which is as good as continuous, or 1, 4 or 8 hours; 0 for none
 * @param clampPpm the most that eight hours may cost, of the notional
 */
public record FundingRule(long intervalMicros, int clampPpm) {

    public static final FundingRule NONE = new FundingRule(0, 0);
    static final long RATE_MICROS = 8 * 3_600_000_000L;
    private static final List<Long> INTERVALS =
            List.of(60_000_000L, RATE_MICROS / 8, RATE_MICROS / 2, RATE_MICROS);
    private static final int MAX_CLAMP_PPM = 100_000;

    boolean isNone() {
        return intervalMicros == 0;
    }

    boolean isKnown() {
        return equals(NONE) || INTERVALS.contains(intervalMicros) && clampPpm > 0 && clampPpm <= MAX_CLAMP_PPM;
    }
}
