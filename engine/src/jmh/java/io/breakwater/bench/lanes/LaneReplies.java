package io.breakwater.bench.lanes;

import io.breakwater.actors.lane.LaneReply;
import io.breakwater.bench.decisions.Tally;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Counts what lanes answer and knows when all lanes of a pack have. */
final class LaneReplies {

    private record Awaited(int[] lanes, Runnable answered) {}

    private final Tally tally;
    private final Map<Long, Awaited> awaited = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    LaneReplies(Tally tally) {
        this.tally = tally;
    }

    /** @return the id under which that many lanes are to answer */
    long await(int lanes, Runnable answered) {
        long id = ids.incrementAndGet();
        awaited.put(id, new Awaited(new int[] {lanes}, answered));
        return id;
    }

    Behavior<LaneReply> behavior() {
        return Behaviors.receiveMessage(this::take);
    }

    private Behavior<LaneReply> take(LaneReply reply) {
        for (int i = 0; i < reply.outcomes().length; i++) {
            if (reply.isDecided(i)) {
                tally.count(reply.outcomes()[i]);
            } else {
                tally.undecided(reply.lane() + ": " + reply.outcomes()[i]);
            }
        }
        Awaited pack = awaited.get(reply.packId());
        if (--pack.lanes()[0] == 0) {
            awaited.remove(reply.packId());
            pack.answered().run();
        }
        return Behaviors.same();
    }
}
