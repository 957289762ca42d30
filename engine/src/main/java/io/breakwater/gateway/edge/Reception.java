package io.breakwater.gateway.edge;

import io.breakwater.actors.lane.LaneReply;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where lanes answer the gateway: matches replies to the requests that await them and gives up on what is overdue. One
 * actor for many requests, so that an answer costs one message a lane and no actor, promise or timer of its own.
 */
public final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final Duration SWEEP = Duration.ofMillis(20);

    private final AtomicLong lastId = new AtomicLong();
    private final ConcurrentMap<Long, Awaited> awaited = new ConcurrentHashMap<>();
    private final int most;
    private final Duration lanePatience;
    private volatile ActorRef<LaneReply> door;

    /** One for whom what a lane says is final. @param most requests that may be awaited at once */
    public Reception(int most) {
        this(most, Duration.ZERO);
    }

    /**
     * @param most requests that may be awaited at once
     * @param lanePatience how long lanes that turn a request away or are silent are asked again; zero: never
     */
    public Reception(int most, Duration lanePatience) {
        this.most = most;
        this.lanePatience = lanePatience;
    }

    /** How long lanes are asked again; zero: never. */
    Duration lanePatience() {
        return lanePatience;
    }

    /** The actor behind it; started once, before the first request. */
    public Behavior<Message> behavior() {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> started(context, timers)));
    }

    private Behavior<Message> started(ActorContext<Message> context, TimerScheduler<Message> timers) {
        door = context.messageAdapter(LaneReply.class, Message.Replied::new);
        timers.startTimerWithFixedDelay(new Message.Sweep(), SWEEP);
        return Behaviors.receive(Message.class)
                .onMessage(Message.Replied.class, replied -> replied(replied.reply()))
                .onMessage(Message.Sweep.class, _ -> sweep())
                .build();
    }

    /**
     * Registers a request; its lanes answer to {@link #door()} with the id that this gives.
     *
     * @throws RequestFault TOO_BUSY at the bound
     */
    public long await(Awaited request) {
        if (awaited.size() >= most) {
            throw RequestFault.of(ErrorReason.TOO_BUSY, "at most " + most + " requests in work");
        }
        long id = lastId.incrementAndGet();
        awaited.put(id, request);
        return id;
    }

    public ActorRef<LaneReply> door() {
        return door;
    }

    /** Requests that wait now. */
    public int waiting() {
        return awaited.size();
    }

    private Behavior<Message> replied(LaneReply reply) {
        Awaited request = awaited.get(reply.packId());
        if (request == null) {
            LOG.debug("{} answered a request that nobody awaits any more", reply.lane());
        } else if (request.take(reply)) {
            awaited.remove(reply.packId());
            settle(request);
        }
        return Behaviors.same();
    }

    private Behavior<Message> sweep() {
        long now = System.nanoTime();
        for (Iterator<Awaited> each = awaited.values().iterator(); each.hasNext();) {
            Awaited request = each.next();
            if (isOver(request, now)) {
                each.remove();
                settle(request);
            }
        }
        return Behaviors.same();
    }

    /** One that cannot be asked again is over; it must not keep those behind it from being looked at. */
    private static boolean isOver(Awaited request, long now) {
        try {
            return request.isExpiredAt(now) || request.askAgain(now);
        } catch (RuntimeException failure) {
            LOG.error("a request could not be asked again", failure);
            return true;
        }
    }

    /** A failure to answer one caller is logged and must not take the other callers' answers with it. */
    private static void settle(Awaited request) {
        try {
            request.settle();
        } catch (RuntimeException failure) {
            LOG.error("an answer could not be given", failure);
        }
    }

    /** What the reception hears. */
    public sealed interface Message {
        /** A lane answered. */
        record Replied(LaneReply reply) implements Message {}

        /** Time to look for what is overdue. */
        record Sweep() implements Message {}
    }
}
