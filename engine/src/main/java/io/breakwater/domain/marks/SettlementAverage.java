package io.breakwater.domain.marks;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Rounding;

/**
 * The index averaged by time over the last half hour of an option or future: each price holds until the next is seen.
 * What was not covered because no price had been seen yet is not made up; it shows in {@link #coveredMillis}.
 *
 * @param fromMicros begin of the average, epoch micros
 * @param toMicros its end, the expiry
 * @param lastTicks price that holds since {@code lastMicros}; 0 before the first
 * @param tickMillis Σ price × time it held
 * @param coveredMillis time within the window for which a price held
 */
public record SettlementAverage(
        long fromMicros, long toMicros, long lastTicks, long lastMicros, long tickMillis, long coveredMillis) {

    private static final long MILLI = 1_000;

    public SettlementAverage {
        Invariants.check(fromMicros < toMicros, "an average over some time");
    }

    /** @param lengthMicros of the average, more than 0 */
    public static SettlementAverage until(long expiresAtMicros, long lengthMicros) {
        return new SettlementAverage(expiresAtMicros - lengthMicros, expiresAtMicros, 0, 0, 0, 0);
    }

    /** A price of the index; what is not above zero or comes late changes nothing. */
    public SettlementAverage observed(long ticks, long atMicros) {
        return ticks <= 0 || atMicros < lastMicros ? this : upTo(atMicros).holding(ticks, atMicros);
    }

    private SettlementAverage holding(long ticks, long atMicros) {
        return new SettlementAverage(fromMicros, toMicros, ticks, atMicros, tickMillis, coveredMillis);
    }

    /** The last price has held until now, epoch micros. */
    private SettlementAverage upTo(long nowMicros) {
        long from = Math.max(lastMicros, fromMicros);
        long to = Math.min(nowMicros, toMicros);
        if (lastTicks == 0 || to <= from) {
            return this;
        }
        long millis = to / MILLI - from / MILLI;
        return new SettlementAverage(fromMicros, toMicros, lastTicks, nowMicros,
                Exact.add(tickMillis, Exact.multiply(lastTicks, millis)), Exact.add(coveredMillis, millis));
    }

    /** The average of what is covered by now, in ticks of the index; 0 while nothing is. */
    public long averageTicks(long nowMicros) {
        SettlementAverage now = upTo(nowMicros);
        return now.coveredMillis == 0 ? 0 : Exact.mulDiv(now.tickMillis, 1, now.coveredMillis, Rounding.HALF_EVEN);
    }

    /** How much of the window a price held for, one millionth. */
    public long coveredPpm(long nowMicros) {
        long whole = Math.max(1, (toMicros - fromMicros) / MILLI);
        return Exact.mulDiv(upTo(nowMicros).coveredMillis, 1_000_000, whole, Rounding.FLOOR);
    }
}
