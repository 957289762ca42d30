package io.breakwater.architecture.planted.app;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Planted: what a node never rests on, a class each. */
final class Violations {
    private Violations() {}

    static final class EndsWithAThrow {
        void every(ScheduledExecutorService executor, Runnable work) {
            executor.scheduleWithFixedDelay(work, 1, 1, TimeUnit.SECONDS);
        }
    }

    static final class StopsWithAThrow {
        <T> ActorRef<T> start(ActorSystem<?> system, Behavior<T> behavior) {
            return system.systemActorOf(behavior, "mortal", Props.empty());
        }

        <T> ActorRef<T> start(ActorContext<?> context, Behavior<T> behavior) {
            return context.spawn(behavior, "mortal");
        }
    }
}
