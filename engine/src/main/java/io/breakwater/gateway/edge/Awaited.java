package io.breakwater.gateway.edge;

import io.breakwater.actors.lane.LaneReply;
import io.breakwater.kernel.Outcome;
import java.util.function.Consumer;

/**
 * What one request still waits for: an outcome for each of its items, from as many lanes as it was sent to. Filled by
 * the {@link Reception} it is registered with and by nobody else; read after it was settled.
 */
public final class Awaited {
    private static final Outcome UNKNOWN = Outcome.of(Outcome.Verdict.UNKNOWN, null);

    private final Outcome[] outcomes;
    private final LaneReply[] replies;
    private final long expiresAtNanos;
    private final Consumer<Awaited> whenSettled;
    private int open;

    /**
     * @param items of the request; ordinals that no lane answers stay without an outcome
     * @param lanes it is sent to, at least 1
     * @param expiresAtNanos by {@link System#nanoTime}: what has not been answered then is UNKNOWN
     * @param whenSettled called once, on the reception's thread; must not block or throw
     */
    public Awaited(int items, int lanes, long expiresAtNanos, Consumer<Awaited> whenSettled) {
        this.outcomes = new Outcome[items];
        this.replies = new LaneReply[items];
        this.open = lanes;
        this.expiresAtNanos = expiresAtNanos;
        this.whenSettled = whenSettled;
    }

    /** UNKNOWN where no lane has answered for the item in time. */
    public Outcome outcome(int item) {
        Outcome outcome = outcomes[item];
        return outcome == null ? UNKNOWN : outcome;
    }

    /** The reply that the item's outcome came with; null where there was none. */
    public LaneReply reply(int item) {
        return replies[item];
    }

    boolean isExpiredAt(long nowNanos) {
        return nowNanos - expiresAtNanos >= 0;
    }

    /** True when this was the last one. */
    boolean take(LaneReply reply) {
        int[] items = reply.items();
        for (int i = 0; i < items.length; i++) {
            outcomes[items[i]] = reply.outcomes()[i];
            replies[items[i]] = reply;
        }
        open--;
        return open == 0;
    }

    void settle() {
        whenSettled.accept(this);
    }
}
