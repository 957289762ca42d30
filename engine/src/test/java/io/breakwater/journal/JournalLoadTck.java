package io.breakwater.journal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;

/**
 * The functional part of JournalPerfSpec in Pekko's persistence TCK: many events through a persistent actor arrive
 * complete and in order, when written and when recovered. How fast is measured by the benches.
 */
public abstract class JournalLoadTck {

    private static final int ROUNDS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String pid = "p-" + COUNTER.incrementAndGet();
    private TestKit probe;

    /** With the journal. */
    protected abstract ActorSystem system();

    /** The TCK's 10,000, or fewer where each costs a round of consensus. */
    protected abstract int events();

    private ActorRef actor() {
        probe = probe == null ? new TestKit(system()) : probe;
        return system().actorOf(CountingActor.props(pid, probe.getRef(), events()));
    }

    private void feed(ActorRef actor, IntFunction<Object> command) {
        for (int number = 1; number <= events(); number++) {
            actor.tell(command.apply(number), ActorRef.noSender());
        }
        expectAll();
        actor.tell(new CountingActor.Reset(), ActorRef.noSender());
    }

    /** However long a disk takes to sync so many times, some come as long as it does. */
    private void expectAll() {
        for (int number = 1; number <= events(); number++) {
            if (CountingActor.isTold(number, events())) {
                probe.expectMsg(PATIENCE, number);
            }
        }
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
            expectAll();
        }
    }
}
