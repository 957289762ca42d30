package io.breakwater.actors.lane;

import io.breakwater.domain.Aggregate;
import io.breakwater.kernel.Hash64;
import java.util.LinkedHashMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * The entities of a lane that have a queue and an actor: those with work and those that wait for some, a bounded number
 * of both. At the bound an idle one is stopped that nobody has looked for since its last turn to be; when none is idle,
 * nobody more is let in.
 */
final class Roster<S, C, E> {
    private final ActorContext<FrontMessage<S, C, E>> context;
    private final Behavior<Batch<S, C>> behavior;
    private final int most;
    /** In the order of their turns to be stopped. */
    private final LinkedHashMap<String, EntityQueue<S, C>> queues = new LinkedHashMap<>();
    private int busy;
    private int incarnations;

    Roster(ActorContext<FrontMessage<S, C, E>> context, Aggregate<S, C, E> aggregate, int most) {
        this.context = context;
        this.behavior = EntityActor.of(aggregate, context.getSelf());
        this.most = most;
    }

    /** The queue of an entity, with work or without; null where it has none. */
    EntityQueue<S, C> find(String entity) {
        EntityQueue<S, C> queue = queues.get(entity);
        if (queue != null) {
            queue.lookedFor();
        }
        return queue;
    }

    /** Whether an entity without work may be given some. */
    boolean hasRoom() {
        return busy < most;
    }

    /** A queue for an entity that has none; ask {@link #hasRoom} before. */
    EntityQueue<S, C> add(String entity) {
        if (queues.size() >= most) {
            retireOne();
        }
        EntityQueue<S, C> queue = new EntityQueue<>(entity, spawn(entity));
        queues.put(entity, queue);
        return queue;
    }

    /** Whoever is spared goes to the end of the row. One is idle, and nobody looks for it meanwhile. */
    private void retireOne() {
        EntityQueue<S, C> queue = queues.pollFirstEntry().getValue();
        while (queue.isBusy() || queue.wasLookedFor()) {
            queues.putLast(queue.entity(), queue);
            queue = queues.pollFirstEntry().getValue();
        }
        context.unwatch(queue.actor());
        context.stop(queue.actor());
    }

    /** The entity has work from now on; ask {@link #hasRoom} before the first of it. */
    void enter(EntityQueue<S, C> queue) {
        if (!queue.isBusy()) {
            queue.setBusy(true);
            busy++;
        }
    }

    /** The entity has no more work for now. */
    void leave(EntityQueue<S, C> queue) {
        queue.setBusy(false);
        busy--;
    }

    private ActorRef<Batch<S, C>> spawn(String entity) {
        int incarnation = ++incarnations;
        String name = Long.toHexString(Hash64.of(entity)) + "-" + incarnation;
        ActorRef<Batch<S, C>> actor = context.spawn(behavior, name);
        context.watchWith(actor, new FrontMessage.Gone<>(entity, actor));
        return actor;
    }

    /** An actor is gone. Answers the queue that it leaves without one, which has a new one by then; null for none. */
    EntityQueue<S, C> replace(FrontMessage.Gone<S, C, E> gone) {
        EntityQueue<S, C> queue = queues.get(gone.entity());
        if (queue == null || !queue.actor().equals(gone.actor())) {
            return null;
        }
        if (queue.isBusy()) {
            queue.isServedBy(spawn(gone.entity()));
            return queue;
        }
        queues.remove(gone.entity());
        return null;
    }
}
