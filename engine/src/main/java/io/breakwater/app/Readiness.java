package io.breakwater.app;

import io.breakwater.actors.board.PublishedView;
import io.breakwater.actors.support.Lasting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** What is to be said of a node to those who ask whether it is alive, has started and is ready. */
final class Readiness {
    private static final Duration BEAT = Duration.ofMillis(500);
    /** How soon a node that does not serve yet looks again. */
    private static final Duration LATER = Duration.ofMillis(100);
    /** Actors that have not run for so long do not run any more. */
    private static final long MOST_SILENT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ActorSystem<?> system;
    private final NodeHealth health;
    private final PublishedView view;
    private final NodeClock clock;
    private volatile long beatNanos = System.nanoTime();

    private enum Beat {
        NOW
    }

    Readiness(ActorSystem<?> system, NodeHealth health, PublishedView view, NodeClock clock) {
        this.system = system;
        this.health = health;
        this.view = view;
        this.clock = clock;
        ActorRef<Beat> beating = Lasting.start(system, beating(), "beat");
        beating.tell(Beat.NOW);
    }

    private Behavior<Beat> beating() {
        return Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Beat.NOW, BEAT);
            return Behaviors.receiveMessage(_ -> {
                beatNanos = System.nanoTime();
                return Behaviors.same();
            });
        });
    }

    /**
     * Tells the health when every lane has answered from wherever it runs and the market is known here. Nobody is asked
     * while the node is not a member: what would wait to be sent then would hold up its stop.
     */
    void watch(Wiring wiring) {
        if (Cluster.get(system).selfMember().status() == MemberStatus.up()) {
            ask(wiring);
        } else {
            watchLater(wiring);
        }
    }

    private void watchLater(Wiring wiring) {
        if (!system.whenTerminated().isCompleted()) {
            system.scheduler().scheduleOnce(LATER, () -> watch(wiring), system.executionContext());
        }
    }

    private void ask(Wiring wiring) {
        List<Asked> asked = Stream.of(
                        wiring.tape(), wiring.scopes(), wiring.instruments(), wiring.counterparties(), wiring.spans())
                .flatMap(door -> IntStream.range(0, door.lanes()).mapToObj(
                        lane -> new Asked(door.log(lane), door.head(lane).toCompletableFuture())))
                .toList();
        CompletableFuture.allOf(asked.stream().map(Asked::head).toArray(CompletableFuture[]::new))
                .whenComplete((_, _) -> heard(asked, wiring));
    }

    private record Asked(String lane, CompletableFuture<?> head) {}

    private void heard(List<Asked> asked, Wiring wiring) {
        List<String> silent =
                asked.stream().filter(each -> each.head().isCompletedExceptionally()).map(Asked::lane).toList();
        health.awaits(silent);
        if (silent.isEmpty() && view.isCurrent()) {
            health.allServe();
        } else {
            watchLater(wiring);
        }
    }

    List<HealthServer.Question> questions() {
        return List.of(
                new HealthServer.Question("/alive", this::notAlive),
                new HealthServer.Question("/startup", this::notStarted),
                new HealthServer.Question("/ready", this::notReady));
    }

    private String notAlive() {
        return System.nanoTime() - beatNanos < MOST_SILENT_NANOS ? "" : "the node's actors do not run";
    }

    private String notStarted() {
        CompletableFuture<Void> ready = health.ready().toCompletableFuture();
        return ready.isDone() && !ready.isCompletedExceptionally() ? "" : "the node has not served yet";
    }

    /** Why the node is not ready, a line each; empty where it is. */
    String notReady() {
        MemberStatus status = Cluster.get(system).selfMember().status();
        String member = status == MemberStatus.up() ? "" : "the node is " + status + " in its cluster";
        String time = clock.isSteady() ? "" : clock.problem();
        String market = view.isCurrent() || !time.isEmpty() ? "" : "the node has no current view of the market";
        return Stream.of(notStarted(), member, time, market, health.problem())
                .filter(problem -> !problem.isEmpty())
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }
}
