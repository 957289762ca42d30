package io.breakwater.actors.support;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Actors that a node has for as long as it runs. Where one of them throws, the message it was at is lost, which is
 * logged, and the actor goes on with what it holds; by default it would stop, and the node run on without it. It must
 * be one that its own rhythm, or who told it, brings back to what was left undone, as where a message is lost on its
 * way.
 */
public final class Lasting {
    private Lasting() {}

    public static <T> Behavior<T> of(Behavior<T> behavior) {
        return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.resume());
    }

    /** @param name unique on the node */
    public static <T> ActorRef<T> start(ActorSystem<?> system, Behavior<T> behavior, String name) {
        return start(system, behavior, name, Props.empty());
    }

    /** The same where it is to run on other threads than most. */
    public static <T> ActorRef<T> start(ActorSystem<?> system, Behavior<T> behavior, String name, Props where) {
        return system.systemActorOf(of(behavior), name, where);
    }
}
