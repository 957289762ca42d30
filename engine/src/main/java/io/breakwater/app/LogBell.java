package io.breakwater.app;

import io.breakwater.actors.support.Lasting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/**
 * Tells all nodes of the data center, this one among them, which logs have new durable blocks, so that who reads them
 * need not ask the journal over and over. What was rung for meanwhile goes out together. A word may be lost, as while a
 * node joins: readers look by themselves as well, less often. One that was sent for nothing costs them a look.
 */
final class LogBell implements Consumer<String> {
    private static final ServiceKey<byte[]> HEARING = ServiceKey.create(byte[].class, "log-bell");
    /** What is rung for within it goes out together. */
    private static final Duration GAP = Duration.ofMillis(5);
    private static final String BETWEEN = "\n";

    private final Set<String> rung = ConcurrentHashMap.newKeySet();
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile ActorRef<Message> bell;

    private sealed interface Message {}

    private record Found(Set<ActorRef<byte[]>> nodes) implements Message {}

    private record Rung() implements Message {}

    private LogBell() {}

    /** One that nobody hears, where no other data center is linked. */
    static LogBell silent() {
        return new LogBell();
    }

    static LogBell start(ActorSystem<?> system) {
        LogBell bell = new LogBell();
        bell.bell = Lasting.start(system, bell.ringing(), "log-bell");
        return bell;
    }

    /** A log has a new durable block. From any thread; does not wait. */
    @Override
    public void accept(String log) {
        ActorRef<Message> ringer = bell;
        if (ringer != null && rung.add(log) && asked.compareAndSet(false, true)) {
            ringer.tell(new Rung());
        }
    }

    /** @param listener is told names of logs that may have new blocks; must not wait */
    void listen(Consumer<Set<String>> listener) {
        listeners.add(listener);
    }

    private Behavior<Message> ringing() {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            ActorRef<byte[]> inbox = context.spawn(Lasting.of(hearing()), "hearing");
            context.getSystem().receptionist().tell(Receptionist.register(HEARING, inbox));
            context.getSystem().receptionist().tell(Receptionist.subscribe(HEARING, context.messageAdapter(
                    Receptionist.Listing.class, listing -> new Found(listing.getServiceInstances(HEARING)))));
            asked.set(false);
            return ringing(Set.of(inbox), later -> timers.startSingleTimer(later, GAP),
                    System.nanoTime() - GAP.toNanos());
        }));
    }

    private Behavior<Message> ringing(Set<ActorRef<byte[]>> nodes, Consumer<Message> later, long lastNanos) {
        return Behaviors.receive(Message.class)
                .onMessage(Found.class, found -> ringing(found.nodes(), later, lastNanos))
                .onMessage(Rung.class, told -> {
                    if (System.nanoTime() - lastNanos < GAP.toNanos()) {
                        later.accept(told);
                        return Behaviors.same();
                    }
                    ring(nodes);
                    return ringing(nodes, later, System.nanoTime());
                })
                .build();
    }

    private void ring(Set<ActorRef<byte[]>> nodes) {
        asked.set(false);
        Set<String> logs = new TreeSet<>(rung);
        rung.removeAll(logs);
        byte[] word = String.join(BETWEEN, logs).getBytes(StandardCharsets.UTF_8);
        nodes.forEach(node -> node.tell(word));
    }

    private Behavior<byte[]> hearing() {
        return Behaviors.receiveMessage(word -> {
            Set<String> logs = Set.of(new String(word, StandardCharsets.UTF_8).split(BETWEEN));
            listeners.forEach(listener -> listener.accept(logs));
            return Behaviors.same();
        });
    }
}
