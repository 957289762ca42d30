package io.breakwater.link;

import java.util.List;

/** Whose turn it is among a leader's logs; a round goes once through all of them. Used by one thread. */
final class Rounds {
    private final List<String> logs;
    private int next;
    private boolean more;

    /** @param logs at least one */
    Rounds(List<String> logs) {
        this.logs = logs;
    }

    /** No log of this round has had its turn yet. */
    boolean begins() {
        return next == 0;
    }

    /** The next logs of this round, {@code most} or fewer, at least one. */
    List<String> next(int most) {
        if (next == 0) {
            more = false;
        }
        int from = next;
        next = Math.min(logs.size(), from + Math.max(1, most));
        return logs.subList(from, next);
    }

    /** One of them has more than was read of it. */
    void hasMore() {
        more = true;
    }

    /** Whether all have had their turn; then the next round may begin. */
    boolean ended() {
        boolean ended = next == logs.size();
        next = ended ? 0 : next;
        return ended;
    }

    /** Whether a log of this round, or of the one that has just ended, has more than was read of it. */
    boolean isBehind() {
        return more;
    }
}
