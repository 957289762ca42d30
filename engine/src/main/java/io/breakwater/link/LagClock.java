package io.breakwater.link;

import java.util.Map;

/**
 * Tells how old a follower is: the last moment of which everything is known to be with it. One moment at a time is
 * waited for, so that it costs the same whatever the lag. Used by one thread.
 */
final class LagClock {
    private Map<String, Long> heads;
    private long headsMicros;
    private long caughtUpMicros;

    /** @param now where the leader's logs stand */
    void told(Map<String, Long> now, long atMicros) {
        if (heads == null) {
            heads = Map.copyOf(now);
            headsMicros = atMicros;
        }
    }

    /** @param durable where the follower's copies end */
    void reached(Map<String, Long> durable) {
        if (heads != null && heads.entrySet().stream().allMatch(
                head -> durable.getOrDefault(head.getKey(), 0L) >= head.getValue())) {
            caughtUpMicros = headsMicros;
            heads = null;
        }
    }

    /** What was waited for belongs to a connection that has ended. */
    void forget() {
        heads = null;
    }

    /** Epoch micros; 0 where it is not known yet. */
    long caughtUpMicros() {
        return caughtUpMicros;
    }
}
