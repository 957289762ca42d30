package io.breakwater.journal.rocksdb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The functional part of JournalPerfSpec in Pekko's persistence TCK: many events through a persistent actor arrive
 * complete and in order, when written and when recovered. How fast is measured by the benches.
 */
class JournalLoadTckTest {

    private static final int EVENTS = 10_000;
    private static final int ROUNDS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @TempDir
    static Path directory;

    private static ActorSystem system;

    private final String pid = "p-" + COUNTER.incrementAndGet();
    private final TestKit probe = new TestKit(system);

    @BeforeAll
    static void start() {
        system = ActorSystem.create("journal-load", StoreConfigs.of(directory, ""));
    }

    @AfterAll
    static void stop() {
        TestKit.shutdownActorSystem(system);
    }

    private ActorRef actor() {
        return system.actorOf(CountingActor.props(pid, probe.getRef(), EVENTS));
    }

    private void feed(ActorRef actor, IntFunction<Object> command) {
        for (int number = 1; number <= EVENTS; number++) {
            actor.tell(command.apply(number), ActorRef.noSender());
        }
        probe.expectMsg(PATIENCE, EVENTS);
        actor.tell(new CountingActor.Reset(), ActorRef.noSender());
    }

    /** TCK: measure: persistAsync()-ing 10000 events. */
    @Test
    void persistsManyAsynchronously() {
        ActorRef actor = actor();
        for (int round = 0; round < ROUNDS; round++) {
            feed(actor, CountingActor.PersistAsync::new);
        }
    }

    /** TCK: measure: persist()-ing 10000 events. */
    @Test
    void persistsManyOneByOne() {
        feed(actor(), CountingActor.Persist::new);
    }

    /** TCK: measure: recovering 10000 events. */
    @Test
    void recoversMany() {
        ActorRef first = actor();
        feed(first, CountingActor.PersistAsync::new);
        probe.watch(first);
        first.tell(PoisonPill.getInstance(), ActorRef.noSender());
        probe.expectTerminated(first);
        for (int round = 0; round < ROUNDS; round++) {
            actor();
            probe.expectMsg(PATIENCE, EVENTS);
        }
    }
}
