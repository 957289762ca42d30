package io.breakwater.feed.run;

import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.Observation;
import io.breakwater.feed.fix.FactCounts;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A feed as it is shown.
 *
 * @param unfit marks that did not fit the terms of their instruments
 * @param facts what became of what a drop copy said; null for other feeds, and before it has begun
 */
public record FeedStatus(FeedHealth health, String venue, long unfit, Symbols symbols, FactCounts facts) {

    /** @param seenAtMicros epoch micros */
    public record Heard(String symbol, long seenAtMicros) {}

    /**
     * What has been heard of.
     *
     * @param oldest at most ten that were not heard of for longest, oldest first
     * @param states how many are open, halted and so on, as their venue said last
     */
    public record Symbols(int count, List<Heard> oldest, Map<Observation.State, Integer> states) {
        private static final int MOST_OLDEST = 10;

        static final Symbols NONE = new Symbols(0, List.of(), Map.of());

        static Symbols of(Conflation conflation) {
            List<Conflation.Change> known = conflation.all();
            List<Heard> oldest = known.stream().map(it -> new Heard(it.symbol(), it.latest().seenAtMicros()))
                    .sorted(Comparator.comparingLong(Heard::seenAtMicros)).limit(MOST_OLDEST).toList();
            Map<Observation.State, Integer> states = new EnumMap<>(Observation.State.class);
            conflation.states().values().forEach(told -> states.merge(told.state(), 1, Integer::sum));
            return new Symbols(known.size(), oldest, states);
        }
    }
}
