package io.breakwater.feed.run;

import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.fix.FactCounts;
import java.util.List;

/**
 * A feed as it is shown.
 *
 * @param unfit marks that did not fit the terms of their instruments
 * @param oldest symbols that were not heard of for longest, oldest first
 * @param symbols that have been heard of
 * @param facts what became of what a drop copy said; null for other feeds, and before it has begun
 */
public record FeedStatus(FeedHealth health, String venue, long unfit, int symbols, List<Heard> oldest,
        FactCounts facts) {

    /** @param seenAtMicros epoch micros */
    public record Heard(String symbol, long seenAtMicros) {}
}
