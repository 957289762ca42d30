package io.breakwater.feed;

import java.util.Map;

/**
 * How a feed is.
 *
 * @param name of the feed in the configuration
 * @param state what it is doing
 * @param connections that were opened since it began; 1 for a file
 * @param lastDataMicros when something about the market came in last, epoch micros; 0 for never
 * @param good observations that were let through
 * @param faults what was not, by kind
 * @param reason why it is not live; empty when it is
 */
public record FeedHealth(String name, State state, long connections, long lastDataMicros, long good,
        Map<Fault, Long> faults, String reason) {

    /** What a feed does. */
    public enum State {
        /** Opening a connection, or connected and not yet told anything. */
        CONNECTING,
        /** Data come in. */
        LIVE,
        /** Connected, but nothing came for too long; the connection is given up. */
        SILENT,
        /** Cut off; tries again after a pause. */
        WAITING,
        /** A recording that has been played to its end. */
        DONE,
        CLOSED
    }

    /** The same at a name. */
    public FeedHealth named(String other) {
        return new FeedHealth(other, state, connections, lastDataMicros, good, faults, reason);
    }
}
