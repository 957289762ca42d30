package io.breakwater.domain.marks;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Rounding;
import io.breakwater.kernel.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The price of an underlying from several venues: the mean of the fresh ones, none further from their median than a
 * cap. One venue that is off moves it by its share of the cap and no more; one that falls silent drops out.
 *
 * @param constituents the last believable price by venue
 */
public record IndexPrice(Table<String, Seen> constituents) {

    public static final IndexPrice NONE = new IndexPrice(Table.empty());
    static final int MAX_CONSTITUENTS = 32;
    private static final long PPM = 1_000_000;

    /** @param ticks positive; @param observedAtMicros epoch micros */
    public record Seen(long ticks, long observedAtMicros) {}

    /** @param observedAtMicros of the oldest constituent in it; @param fresh how many are */
    public record Value(long ticks, long observedAtMicros, int fresh) {}

    /** A price that is not above zero, or older than what is known of that venue, changes nothing. */
    public IndexPrice observed(String venue, Seen seen) {
        Seen before = constituents.get(venue);
        boolean isNews = before == null || seen.observedAtMicros() > before.observedAtMicros();
        if (seen.ticks() <= 0 || !isNews) {
            return this;
        }
        Invariants.check(before != null || constituents.size() < MAX_CONSTITUENTS, "a bounded index");
        return new IndexPrice(constituents.put(venue, seen));
    }

    /** Null when too few constituents are fresh. @param nowMicros epoch micros */
    public Value at(long nowMicros, IndexRule rule) {
        List<Seen> fresh = new ArrayList<>();
        constituents.forEach((_, seen) -> {
            if (seen.observedAtMicros() >= nowMicros - rule.staleAfterMicros()) {
                fresh.add(seen);
            }
        });
        if (fresh.size() < rule.leastFresh()) {
            return null;
        }
        long oldest = fresh.stream().mapToLong(Seen::observedAtMicros).min().getAsLong();
        return new Value(mean(fresh, rule), oldest, fresh.size());
    }

    private static long mean(List<Seen> fresh, IndexRule rule) {
        long median = median(fresh);
        long cap = Exact.mulDiv(median, rule.capPpm(), PPM, Rounding.FLOOR);
        long sum = 0;
        for (Seen seen : fresh) {
            sum = Exact.add(sum, Math.clamp(seen.ticks(), median - cap, Exact.add(median, cap)));
        }
        return Exact.mulDiv(sum, 1, fresh.size(), Rounding.HALF_EVEN);
    }

    private static long median(List<Seen> fresh) {
        long[] sorted = fresh.stream().mapToLong(Seen::ticks).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half]
                : Exact.mulDiv(Exact.add(sorted[half - 1], sorted[half]), 1, 2, Rounding.HALF_EVEN);
    }
}
