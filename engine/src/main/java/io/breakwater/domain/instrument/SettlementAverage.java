package io.breakwater.domain.instrument;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Rounding;
import io.breakwater.kernel.WideSum;

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
        long fromMicros, long toMicros, long lastTicks, long lastMicros, WideSum tickMillis, long coveredMillis) {

    private static final long MILLI = 1_000;
    /** Of an average. */
    static final long LONGEST_MICROS = 100 * 86_400_000_000L;

    public SettlementAverage {
        Invariants.check(fromMicros < toMicros && toMicros - fromMicros <= LONGEST_MICROS, "an average over some time");
    }

    /** Of what does not settle on an average. */
    static final SettlementAverage NONE = new SettlementAverage(0, 1, 0, 0, WideSum.ZERO, 0);

    /** The average that these terms settle on, nothing of it seen yet. */
    static SettlementAverage of(Terms terms) {
        return terms.expiresAtMicros() == Long.MAX_VALUE || terms.settlementAverageMicros() == 0
                ? NONE : until(terms.expiresAtMicros(), terms.settlementAverageMicros());
    }

    /** The same, or a new one where the terms settle on another. */
    SettlementAverage under(Terms terms) {
        SettlementAverage of = of(terms);
        return of.fromMicros == fromMicros && of.toMicros == toMicros ? this : of;
    }

    /** @param lengthMicros of the average, more than 0 */
    public static SettlementAverage until(long expiresAtMicros, long lengthMicros) {
        return new SettlementAverage(expiresAtMicros - lengthMicros, expiresAtMicros, 0, 0, WideSum.ZERO, 0);
    }

    private boolean isNone() {
        return equals(NONE);
    }

    /** A price of the index; what is not above zero or comes late changes nothing. */
    public SettlementAverage observed(long ticks, long atMicros) {
        if (isNone() || ticks <= 0 || atMicros < lastMicros) {
            return this;
        }
        return upTo(atMicros).holding(ticks, atMicros);
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
                tickMillis.plus(lastTicks, millis), Exact.add(coveredMillis, millis));
    }

    /** The average of what is covered by now, in ticks of the index; 0 while nothing is. */
    public long averageTicks(long nowMicros) {
        SettlementAverage now = upTo(nowMicros);
        return now.coveredMillis == 0 ? 0 : now.tickMillis.dividedBy(now.coveredMillis, Rounding.HALF_EVEN);
    }

    /** How much of the window a price held for, one millionth. */
    public long coveredPpm(long nowMicros) {
        long whole = Math.max(1, (toMicros - fromMicros) / MILLI);
        return Exact.mulDiv(upTo(nowMicros).coveredMillis, 1_000_000, whole, Rounding.FLOOR);
    }
}
