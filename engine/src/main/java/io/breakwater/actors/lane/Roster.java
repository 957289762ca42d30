package io.breakwater.actors.lane;

import io.breakwater.domain.Aggregate;
import io.breakwater.kernel.Hash64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * The entity actors of a lane: those with work and those that wait for some, a bounded number of both. At the bound the
 * idle one that was asked for longest ago is stopped; when none is idle, nobody more is let in.
 */
final class Roster<S, C, E> {
    private static final int FEW = 64;
    private static final float LOAD = 0.75f;

    private final ActorContext<FrontMessage<S, C, E>> context;
    private final Behavior<Batch<S, C>> behavior;
    private final int most;
    /** Those asked for longest ago first. */
    private final LinkedHashMap<String, EntityQueue<S, C>> queues = new LinkedHashMap<>(FEW, LOAD, true);
    private int busy;
    private int incarnations;

    Roster(ActorContext<FrontMessage<S, C, E>> context, Aggregate<S, C, E> aggregate, int most) {
        this.context = context;
        this.behavior = EntityActor.of(aggregate, context.getSelf());
        this.most = most;
    }

    /** The queue of an entity that has work; null where it has none. */
    EntityQueue<S, C> busy(String entity) {
        EntityQueue<S, C> queue = queues.get(entity);
        return queue != null && queue.isBusy() ? queue : null;
    }

    /** Whether an entity without work may be given some. */
    boolean hasRoom() {
        return busy < most;
    }

    /** The queue of an entity, which has work from now on; ask {@link #hasRoom} before the first of it. */
    EntityQueue<S, C> enter(String entity) {
        EntityQueue<S, C> queue = queues.get(entity);
        if (queue == null) {
            queue = added(entity);
        }
        if (!queue.isBusy()) {
            queue.setBusy(true);
            busy++;
        }
        return queue;
    }

    private EntityQueue<S, C> added(String entity) {
        if (queues.size() >= most) {
            retireOne();
        }
        EntityQueue<S, C> queue = new EntityQueue<>(entity, spawn(entity));
        queues.put(entity, queue);
        return queue;
    }

    private void retireOne() {
        Iterator<EntityQueue<S, C>> all = queues.values().iterator();
        EntityQueue<S, C> eldest = all.next();
        while (eldest.isBusy()) {
            eldest = all.next();
        }
        all.remove();
        retire(eldest.actor());
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
        queue.setBusy(false);
        busy--;
    }

    /** An actor is gone. Answers the queue that it leaves without one, which has a new one by then; null for none. */
    EntityQueue<S, C> replace(FrontMessage.Gone<S, C, E> gone) {
        EntityQueue<S, C> queue = queues.get(gone.entity());
        if (!isOf(queue, gone)) {
            return null;
        }
        if (!queue.isBusy()) {
            queues.remove(gone.entity());
            return null;
        }
        queue.isServedBy(spawn(gone.entity()));
        return queue;
    }

    private static <S, C, E> boolean isOf(EntityQueue<S, C> queue, FrontMessage.Gone<S, C, E> gone) {
        return queue != null && queue.actor().equals(gone.actor());
    }
}
