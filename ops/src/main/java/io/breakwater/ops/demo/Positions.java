package io.breakwater.ops.demo;

import io.breakwater.v1.BlockPosition;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.ItemOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Where everything that was acknowledged stands in the logs, and when it was told. Used by one thread. */
final class Positions {
    private final Map<String, TreeMap<Long, Told>> byLog = new HashMap<>();

    /** @param nanos when the first of them was told, by the clock of {@link System#nanoTime} */
    private record Told(long items, long nanos) {
        Told and(Told more) {
            return new Told(items + more.items, Math.min(nanos, more.nanos));
        }
    }

    /**
     * What somebody else had not got.
     *
     * @param items acknowledged and not copied
     * @param millis how long before the oldest of them was told; 0 where there is none
     */
    record Tail(long items, long millis) {}

    void add(DecideResponse answer) {
        long now = System.nanoTime();
        for (ItemOutcome outcome : answer.getOutcomesList()) {
            if (outcome.hasPosition()) {
                BlockPosition at = outcome.getPosition();
                byLog.computeIfAbsent(at.getLog(), log -> new TreeMap<>())
                        .merge(at.getNumber(), new Told(1, now), Told::and);
            }
        }
    }

    /** @param copied the last block of each log that the other one has */
    Tail behind(Map<String, Long> copied, long nowNanos) {
        Told all = new Told(0, nowNanos);
        for (Map.Entry<String, TreeMap<Long, Told>> log : byLog.entrySet()) {
            for (Told told : log.getValue().tailMap(copied.getOrDefault(log.getKey(), 0L), false).values()) {
                all = all.and(told);
            }
        }
        return new Tail(all.items(), (nowNanos - all.nanos()) / 1_000_000);
    }
}
