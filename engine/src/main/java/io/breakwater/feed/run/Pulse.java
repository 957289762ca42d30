package io.breakwater.feed.run;

import java.util.HashMap;
import java.util.Map;

/**
 * When each underlying was last heard of. A venue sends an option only when it changes: as long as its underlying
 * lives, what was said last still holds, and is as young as that. All options of a dead underlying grow old.
 */
final class Pulse {
    private final Map<String, Long> heardAtMicros = new HashMap<>();

    void heard(String underlying, long atMicros) {
        heardAtMicros.merge(underlying, atMicros, Math::max);
    }

    /** Epoch micros; 0 for never. */
    long of(String underlying) {
        return heardAtMicros.getOrDefault(underlying, 0L);
    }
}
