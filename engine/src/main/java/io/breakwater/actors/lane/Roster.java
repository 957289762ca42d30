package io.breakwater.actors.lane;

import io.breakwater.domain.Aggregate;
import io.breakwater.kernel.Hash64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * The entity actors of a lane: those with work and those that wait for some, a bounded number of both. At the bound the
 * one that has been idle for longest is stopped; when none is idle, nobody more is let in.
 */
final class Roster<S, C, E> {
    private final ActorContext<FrontMessage<S, C, E>> context;
    private final Behavior<Batch<S, C>> behavior;
    private final int most;
    private final Map<String, EntityQueue<S, C>> busy = new HashMap<>();
    /** Those that have been without work for longest first. */
    private final LinkedHashMap<String, EntityQueue<S, C>> idle = new LinkedHashMap<>();
    private int incarnations;

    Roster(ActorContext<FrontMessage<S, C, E>> context, Aggregate<S, C, E> aggregate, int most) {
        this.context = context;
        this.behavior = EntityActor.of(aggregate, context.getSelf());
        this.most = most;
    }

    /** The queue of an entity that has work; null where it has none. */
    EntityQueue<S, C> busy(String entity) {
        return busy.get(entity);
    }

    /** Whether an entity without work may be given some. */
    boolean hasRoom() {
        return busy.size() < most;
    }

    /** The queue of an entity, which has work from now on; ask {@link #hasRoom} before the first of it. */
    EntityQueue<S, C> enter(String entity) {
        EntityQueue<S, C> queue = busy.get(entity);
        if (queue == null) {
            EntityQueue<S, C> waiting = idle.remove(entity);
            queue = waiting == null ? added(entity) : waiting;
            busy.put(entity, queue);
        }
        return queue;
    }

    private EntityQueue<S, C> added(String entity) {
        if (busy.size() + idle.size() >= most) {
            retire(idle.pollFirstEntry().getValue().actor());
        }
        return new EntityQueue<>(entity, spawn(entity));
    }

    private ActorRef<Batch<S, C>> spawn(String entity) {
        int incarnation = ++incarnations;
        String name = Long.toHexString(Hash64.of(entity)) + "-" + incarnation;
        ActorRef<Batch<S, C>> actor = context.spawn(behavior, name);
        context.watchWith(actor, new FrontMessage.Gone<>(entity, actor));
        return actor;
    }

    private void retire(ActorRef<Batch<S, C>> actor) {
        context.unwatch(actor);
        context.stop(actor);
    }

    /** The entity has no more work for now. */
    void leave(EntityQueue<S, C> queue) {
        busy.remove(queue.entity());
        idle.put(queue.entity(), queue);
    }

    /** An actor is gone. Answers the queue that it leaves without one, which has a new one by then; null for none. */
    EntityQueue<S, C> replace(FrontMessage.Gone<S, C, E> gone) {
        if (isOf(idle.get(gone.entity()), gone)) {
            idle.remove(gone.entity());
        }
        EntityQueue<S, C> queue = busy.get(gone.entity());
        if (!isOf(queue, gone)) {
            return null;
        }
        queue.isServedBy(spawn(gone.entity()));
        return queue;
    }

    private static <S, C, E> boolean isOf(EntityQueue<S, C> queue, FrontMessage.Gone<S, C, E> gone) {
        return queue != null && queue.actor().equals(gone.actor());
    }
}
