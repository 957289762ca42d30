package io.breakwater.gateway.edge;

import io.breakwater.actors.lane.LaneRejection;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.kernel.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The lanes that a request was sent to, and which of them to ask again: one that is on its way to another node turns
 * work away, and a message to a node that is gone is lost. Lanes answer the same request id with the same outcome, so
 * that asking again decides nothing twice. But once an envelope is in doubt, that a later one was turned away no longer
 * means that nothing was decided. Used by one thread at a time: whoever sends, then the reception.
 */
final class Legs {
    /** An answer takes milliseconds; who is silent so long may be gone. Doubled each time, for lanes that are slow. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();
    private static final int MOST_DOUBLINGS = 4;

    /** One lane's part. */
    private static final class Leg {
        private final int lane;
        private final String log;
        private long againAtNanos;
        private int sent = 1;
        /** Envelopes that no answer has come to. */
        private int silent = 1;
        private boolean doubtful;

        Leg(int lane, String log) {
            this.lane = lane;
            this.log = log;
        }
    }

    private final List<Leg> open = new ArrayList<>();
    private final long untilNanos;
    private volatile IntConsumer asking;

    /** @param untilNanos by {@link System#nanoTime}: nobody is asked again after it */
    Legs(long untilNanos) {
        this.untilNanos = untilNanos;
    }

    /** @param log the lane's, as its replies name it */
    void add(int lane, String log, long nowNanos) {
        Leg leg = new Leg(lane, log);
        leg.againAtNanos = nowNanos + SILENCE_NANOS;
        open.add(leg);
    }

    /** @param asking sends a lane its part of the request again */
    void askBy(IntConsumer asking) {
        this.asking = asking;
    }

    boolean areDone() {
        return open.isEmpty();
    }

    /** Takes from the reply what is known for good, and ends the lane's leg where there is nothing to ask again for. */
    void take(LaneReply reply, Awaited request, long nowNanos) {
        Leg leg = open.stream().filter(each -> each.log.equals(reply.lane())).findFirst().orElse(null);
        if (leg == null) {
            return;
        }
        leg.silent--;
        boolean again = false;
        for (int i = 0; i < reply.items().length; i++) {
            again |= !request.isKnown(reply.items()[i]) && !settles(leg, reply, i, request);
        }
        if (!again || nowNanos - untilNanos >= 0) {
            open.remove(leg);
        } else if (leg.silent == 0) {
            leg.againAtNanos = nowNanos + doubled(PAUSE_NANOS, leg.sent);
        }
    }

    /** False where the item should be asked again. */
    private static boolean settles(Leg leg, LaneReply reply, int i, Awaited request) {
        if (reply.isDecided(i)) {
            request.put(reply, i, reply.outcomes()[i]);
            return true;
        }
        leg.doubtful |= reply.outcomes()[i].verdict() == Outcome.Verdict.UNKNOWN;
        request.put(reply, i, leg.doubtful ? null : reply.outcomes()[i]);
        return !leg.doubtful && !isPassing(reply.outcomes()[i]);
    }

    private static boolean isPassing(Outcome outcome) {
        return outcome.rejection() instanceof LaneRejection turnedAway && switch (turnedAway.reason()) {
            case LANE_UNAVAILABLE, VIEW_NOT_CURRENT -> true;
            case LANE_OVERLOADED, LANE_FAILED, ENTITY_NAME_TAKEN, DECIDED_ELSEWHERE -> false;
        };
    }

    /** Asks those again for whom it is time. */
    void askAgain(long nowNanos) {
        for (Leg leg : open) {
            if (nowNanos - leg.againAtNanos >= 0 && nowNanos - untilNanos < 0) {
                leg.doubtful |= leg.silent > 0;
                leg.silent++;
                leg.againAtNanos = nowNanos + doubled(SILENCE_NANOS, leg.sent);
                leg.sent++;
                asking.accept(leg.lane);
            }
        }
        if (nowNanos - untilNanos >= 0) {
            open.removeIf(leg -> leg.silent == 0);
        }
    }

    private static long doubled(long nanos, int times) {
        return nanos << Math.min(times, MOST_DOUBLINGS);
    }
}
