package io.breakwater.feed.run;

import io.breakwater.feed.FeedHealth;
import java.util.List;

/**
 * A feed as it is shown.
 *
 * @param unfit marks that did not fit the terms of their instruments
 * @param oldest symbols that were not heard of for longest, oldest first
 * @param symbols that have been heard of
 */
public record FeedStatus(FeedHealth health, String venue, long unfit, int symbols, List<Heard> oldest) {

    /** @param seenAtMicros epoch micros */
    public record Heard(String symbol, long seenAtMicros) {}
}
