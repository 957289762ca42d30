package io.breakwater.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.journal.StoreBusy;
import io.breakwater.journal.plugin.ScalaReadJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pekko's queries: what is there now, and what is appended while they follow the store. */
class QueryTest {

    @TempDir
    Path directory;

    private ActorSystem system;
    private EmbeddedStore store;
    private RocksReadJournal queries;

    @BeforeEach
    void start() {
        system = ActorSystem.create("query", StoreConfigs.of(directory, "max-live-queries = 2, query-page-rows = 3"));
        store = StoreExtension.get(system).store();
        queries = PersistenceQuery.get(system).getReadJournalFor(RocksReadJournal.class, RocksReadJournal.ID);
    }

    @AfterEach
    void stop() {
        TestKit.shutdownActorSystem(system);
    }

    private <T> List<T> all(Source<T, ?> source) {
        return source.runWith(Sink.seq(), system).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static List<Long> numbers(List<EventEnvelope> events) {
        return events.stream().map(EventEnvelope::sequenceNr).toList();
    }

    @Test
    void currentEventsEndWithWhatIsThere() {
        Rows.fill(store, "a", 10, 20);
        Rows.fill(store, "b", 2, 20);
        List<EventEnvelope> events = all(queries.currentEventsByPersistenceId("a", 0, Long.MAX_VALUE));
        assertThat(numbers(events)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.persistenceId()).isEqualTo("a");
            assertThat(event.offset()).isEqualTo(Offset.sequence(event.sequenceNr()));
            assertThat((byte[]) event.event()).isEqualTo(Rows.bytes("a", event.sequenceNr(), 20));
        });
        assertThat(numbers(all(queries.currentEventsByPersistenceId("a", 4, 6)))).containsExactly(4L, 5L, 6L);
        assertThat(all(queries.currentEventsByPersistenceId("a", 11, Long.MAX_VALUE))).isEmpty();
        assertThat(all(queries.currentEventsByPersistenceId("nobody", 0, Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void liveEventsGoOnWithWhatIsAppendedUntilTheirEnd() {
        Rows.fill(store, "a", 4, 20);
        List<Long> seen = new CopyOnWriteArrayList<>();
        CompletionStage<Done> end = queries.eventsByPersistenceId("a", 2, 12)
                .runForeach(event -> seen.add(event.sequenceNr()), system);
        await().untilAsserted(() -> assertThat(seen).containsExactly(2L, 3L, 4L));
        Rows.fill(store, "b", 3, 20);
        IntStream.range(0, 10).forEach(i -> Rows.fill(store, "a", 1, 20));
        end.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(seen).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    }

    @Test
    void persistenceIdsComeOnceInTheOrderOfTheirFirstEvent() {
        for (String log : List.of("b", "a", "d", "c", "b", "a")) {
            Rows.fill(store, log, 1, 20);
        }
        assertThat(all(queries.currentPersistenceIds())).containsExactly("b", "a", "d", "c");
        List<String> seen = new CopyOnWriteArrayList<>();
        Pair<UniqueKillSwitch, CompletionStage<Done>> running = queries.persistenceIds()
                .viaMat(KillSwitches.single(), Keep.right())
                .toMat(Sink.foreach(seen::add), Keep.both()).run(system);
        await().untilAsserted(() -> assertThat(seen).hasSize(4));
        Rows.fill(store, "e", 2, 20);
        Rows.fill(store, "a", 1, 20);
        await().untilAsserted(() -> assertThat(seen).containsExactly("b", "a", "d", "c", "e"));
        running.first().shutdown();
        running.second().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void moreLiveQueriesThanMayFollowAreRefusedUntilOneEnds() {
        Rows.fill(store, "a", 1, 20);
        List<String> seen = new CopyOnWriteArrayList<>();
        List<UniqueKillSwitch> running = IntStream.range(0, 2).mapToObj(i -> follow(seen).first()).toList();
        await("both follow").untilAsserted(() -> assertThat(seen).containsExactly("a", "a"));
        assertThat(follow(seen).second().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(20)).withThrowableThat().withCauseInstanceOf(StoreBusy.class);
        running.forEach(UniqueKillSwitch::shutdown);
        await("one has ended").untilAsserted(() -> {
            Pair<UniqueKillSwitch, CompletionStage<Done>> next = follow(seen);
            next.first().shutdown();
            assertThat(next.second().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
        });
    }

    private Pair<UniqueKillSwitch, CompletionStage<Done>> follow(List<String> seen) {
        return queries.persistenceIds().viaMat(KillSwitches.single(), Keep.right())
                .toMat(Sink.foreach(seen::add), Keep.both()).run(system);
    }

    @Test
    void theScalaDialectReadsTheSame() {
        Rows.fill(store, "a", 3, 20);
        ScalaReadJournal scala = new RocksReadJournalProvider(
                (org.apache.pekko.actor.ExtendedActorSystem) system,
                system.settings().config().getConfig(RocksReadJournal.ID)).scaladslReadJournal();
        assertThat(numbers(all(scala.currentEventsByPersistenceId("a", 1, 2).asJava()))).containsExactly(1L, 2L);
        assertThat(numbers(all(scala.eventsByPersistenceId("a", 1, 2).asJava()))).containsExactly(1L, 2L);
        assertThat(all(scala.currentPersistenceIds().asJava())).containsExactly("a");
        assertThat(all(scala.persistenceIds().asJava().take(1))).containsExactly("a");
    }
}
