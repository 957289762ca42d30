package io.breakwater.domain.marks;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Rounding;
import java.util.ArrayList;
import java.util.List;

/**
 * What a perpetual or a future costs beyond its index, averaged over the last thirty seconds: of each second the last
 * impact price counts, the middle between what a given size could be bought and sold for. A mark made of it follows
 * the index at once and the book only slowly.
 *
 * @param seconds ascending, the last of each second, at most {@value #SECONDS}
 */
public record Premium(List<Sample> seconds) {

    public static final Premium NONE = new Premium(List.of());
    static final int SECONDS = 30;
    private static final long SECOND_MICROS = 1_000_000;
    private static final long PPM = 1_000_000;
    private static final long PPB = 1_000_000_000;

    /** @param ppb of the index, one billionth */
    record Sample(long atMicros, long ppb) {

        long second() {
            return Math.floorDiv(atMicros, SECOND_MICROS);
        }
    }

    public Premium {
        Invariants.check(seconds.size() <= SECONDS, "half a minute");
        seconds = List.copyOf(seconds);
    }

    /** @param bidTicks what the size could be sold for; @param askTicks what it could be bought for */
    public record Impact(long bidTicks, long askTicks) {

        boolean isBelievable() {
            return bidTicks > 0 && askTicks >= bidTicks;
        }
    }

    /** A crossed or empty book, an index that is not above zero and what is older than the last change nothing. */
    public Premium observed(Impact impact, long indexTicks, long atMicros) {
        boolean isNews = seconds.isEmpty() || atMicros >= seconds.getLast().atMicros();
        if (!impact.isBelievable() || indexTicks <= 0 || !isNews) {
            return this;
        }
        long twice = Exact.subtract(Exact.add(impact.bidTicks(), impact.askTicks()), Exact.multiply(2, indexTicks));
        Sample sample = new Sample(atMicros,
                Exact.mulDiv(twice, PPB, Exact.multiply(2, indexTicks), Rounding.HALF_EVEN));
        List<Sample> kept = new ArrayList<>();
        for (Sample each : seconds) {
            if (each.second() > sample.second() - SECONDS && each.second() != sample.second()) {
                kept.add(each);
            }
        }
        kept.add(sample);
        return new Premium(kept);
    }

    /** When the youngest premium was seen, epoch micros; 0 when none was. */
    public long observedAtMicros() {
        return seconds.isEmpty() ? 0 : seconds.getLast().atMicros();
    }

    /**
     * Index plus the average premium within the clamp, in the index' ticks; 0 where there is no young premium.
     *
     * @param nowMicros epoch micros
     */
    public long markTicks(long indexTicks, long nowMicros, PremiumRule rule) {
        if (observedAtMicros() < nowMicros - rule.staleAfterMicros() || seconds.isEmpty()) {
            return 0;
        }
        long sum = 0;
        int counted = 0;
        for (Sample each : seconds) {
            if (each.second() > Math.floorDiv(nowMicros, SECOND_MICROS) - SECONDS) {
                sum = Exact.add(sum, each.ppb());
                counted++;
            }
        }
        if (counted == 0) {
            return 0;
        }
        long most = rule.clampPpm() * (PPB / PPM);
        long average = Math.clamp(Exact.mulDiv(sum, 1, counted, Rounding.HALF_EVEN), -most, most);
        return Exact.add(indexTicks, Exact.mulDiv(indexTicks, average, PPB, Rounding.HALF_EVEN));
    }
}
