package io.breakwater.gateway.edge;

import io.breakwater.actors.lane.LaneRejection;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.kernel.Outcome;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * What one request still waits for: an outcome for each of its items, from as many lanes as it was sent to. Filled by
 * the {@link Reception} it is registered with and by nobody else; read after it was settled.
 */
public final class Awaited {
    /** Codes of refusals of items that are answered without an event each time. */
    private static final Set<String> UNRECORDED =
            Set.of("REQUEST_ID_REUSED", "REQUEST_ID_TOO_OLD", "UNKNOWN_COUNTERPARTY");
    private static final Outcome UNKNOWN = Outcome.of(Outcome.Verdict.UNKNOWN, null);

    private final Outcome[] outcomes;
    private final LaneReply[] replies;
    private final long[] decidedAtMicros;
    private final long expiresAtNanos;
    private final Consumer<Awaited> whenSettled;
    /** Null: what a lane says is final. */
    private final Legs legs;
    private int open;

    /**
     * @param items of the request; ordinals that no lane answers stay without an outcome
     * @param lanes it is sent to, at least 1
     * @param expiresAtNanos by {@link System#nanoTime}: what has not been answered then is UNKNOWN
     * @param whenSettled called once, on the reception's thread; must not block or throw
     */
    public Awaited(int items, int lanes, long expiresAtNanos, Consumer<Awaited> whenSettled) {
        this(items, expiresAtNanos, whenSettled, null);
        this.open = lanes;
    }

    /** @param legs to lanes that may be asked again; null: each is asked once */
    Awaited(int items, long expiresAtNanos, Consumer<Awaited> whenSettled, Legs legs) {
        this.outcomes = new Outcome[items];
        this.replies = new LaneReply[items];
        this.decidedAtMicros = new long[items];
        this.expiresAtNanos = expiresAtNanos;
        this.whenSettled = whenSettled;
        this.legs = legs;
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

    /** Epoch micros; 0 where the answer recorded nothing. */
    public long decidedAtMicros(int item) {
        return decidedAtMicros[item];
    }

    /**
     * Whether an answer was given before and is repeated: it was decided, and nothing was recorded now.
     *
     * @param validateOnly then nothing is ever recorded
     */
    public boolean isReplayed(int item, boolean validateOnly) {
        if (validateOnly || decidedAtMicros[item] != 0) {
            return false;
        }
        Outcome outcome = outcome(item);
        return switch (outcome.verdict()) {
            case ACCEPTED -> true;
            case REFUSED -> !UNRECORDED.contains(outcome.rejection().code())
                    && !(outcome.rejection() instanceof LaneRejection);
            case THROTTLED, DUPLICATE, SUSPENSE, UNKNOWN -> false;
        };
    }

    boolean isExpiredAt(long nowNanos) {
        return nowNanos - expiresAtNanos >= 0;
    }

    /** True when this was the last one. */
    boolean take(LaneReply reply) {
        if (legs != null) {
            legs.take(reply, this, System.nanoTime());
            return legs.areDone();
        }
        int[] items = reply.items();
        for (int i = 0; i < items.length; i++) {
            outcomes[items[i]] = reply.outcomes()[i];
            replies[items[i]] = reply;
            decidedAtMicros[items[i]] = reply.decidedAtMicros()[i];
        }
        open--;
        return open == 0;
    }

    /** @param asking sends a lane its part again; set before the request is sent for the first time */
    void askBy(IntConsumer asking) {
        legs.askBy(asking);
    }

    /** Asks lanes again for which it is time. True where nothing more will come. */
    boolean askAgain(long nowNanos) {
        if (legs == null) {
            return false;
        }
        legs.askAgain(nowNanos);
        return legs.areDone();
    }

    /** Whether a lane has decided on the item. */
    boolean isKnown(int item) {
        Outcome outcome = outcomes[item];
        return outcome != null && !(outcome.rejection() instanceof LaneRejection);
    }

    /** @param outcome null: not known */
    void put(LaneReply reply, int index, Outcome outcome) {
        int item = reply.items()[index];
        outcomes[item] = outcome;
        replies[item] = reply;
        decidedAtMicros[item] = reply.decidedAtMicros()[index];
    }

    void settle() {
        whenSettled.accept(this);
    }
}
