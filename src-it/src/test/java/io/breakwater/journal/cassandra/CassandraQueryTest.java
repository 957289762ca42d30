package io.breakwater.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.it.MostlyWaits;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.plugin.ScalaReadJournal;
import io.breakwater.journal.rocksdb.Rows;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pekko's queries on Cassandra: what is there now, over pages and parts, and what is appended while they follow. */
@ExtendWith(OneCassandra.class)
@Timeout(120)
@MostlyWaits
@Order(6)
class CassandraQueryTest {
    private static final int MORE_THAN_A_PART = Schema.ROWS_A_PART + 3;
    /** The last of them go over from one part to the next. */
    private static final int ROWS_TOGETHER = 50;

    private ActorSystem system;
    private CassandraStore store;
    private CassandraReadJournal queries;

    @BeforeEach
    void start() {
        String keyspace = Keyspaces.made("").contact().keyspace();
        system = ActorSystem.create("cassandra-query", Keyspaces.config(
                OneCassandra.node().contactPoint(), keyspace, "page-rows = 3, query-poll = 50 ms\n"));
        store = CassandraExtension.get(system).store();
        queries = PersistenceQuery.get(system).getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.ID);
    }

    @AfterEach
    void stop() {
        TestKit.shutdownActorSystem(system);
    }

    private <T> List<T> all(Source<T, ?> source) {
        return source.runWith(Sink.seq(), system).toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
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
    void eventsGoOnOverThePartsOfALog() {
        List<StoredRow> rows = LongStream.rangeClosed(1, MORE_THAN_A_PART)
                .mapToObj(number -> Rows.row("long", number, Rows.bytes("long", number, 20))).toList();
        for (int from = 0; from < rows.size(); from += ROWS_TOGETHER) {
            Rows.await(Rows.append(store, rows.subList(from, Math.min(rows.size(), from + ROWS_TOGETHER))));
        }
        assertThat(numbers(all(queries.currentEventsByPersistenceId("long", Schema.ROWS_A_PART - 1, Long.MAX_VALUE))))
                .containsExactly(511L, 512L, 513L, 514L, 515L);
        assertThat(numbers(all(queries.eventsByPersistenceId("long", 511, 514))))
                .containsExactly(511L, 512L, 513L, 514L);
    }

    @Test
    void liveEventsGoOnWithWhatIsAppendedUntilTheirEnd() {
        Rows.fill(store, "a", 4, 20);
        List<Long> seen = new CopyOnWriteArrayList<>();
        CompletionStage<Done> end = queries.eventsByPersistenceId("a", 2, 8)
                .runForeach(event -> seen.add(event.sequenceNr()), system);
        await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertThat(seen).containsExactly(2L, 3L, 4L));
        Rows.fill(store, "b", 3, 20);
        Rows.fill(store, "a", 6, 20);
        end.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(seen).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void persistenceIdsComeOnce() {
        for (String log : List.of("b", "a", "b")) {
            Rows.fill(store, log, 1, 20);
        }
        assertThat(all(queries.currentPersistenceIds())).containsExactlyInAnyOrder("a", "b");
        List<String> seen = new CopyOnWriteArrayList<>();
        CompletionStage<Done> end = queries.persistenceIds().take(3).runForeach(seen::add, system);
        await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertThat(seen).hasSize(2));
        Rows.fill(store, "c", 1, 20);
        end.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(seen).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void theScalaDialectReadsTheSame() {
        Rows.fill(store, "a", 3, 20);
        ScalaReadJournal scala = new CassandraReadJournalProvider(
                (org.apache.pekko.actor.ExtendedActorSystem) system,
                system.settings().config().getConfig(CassandraReadJournal.ID)).scaladslReadJournal();
        assertThat(numbers(all(scala.currentEventsByPersistenceId("a", 1, 2).asJava()))).containsExactly(1L, 2L);
        assertThat(numbers(all(scala.eventsByPersistenceId("a", 1, 2).asJava()))).containsExactly(1L, 2L);
        assertThat(all(scala.currentPersistenceIds().asJava())).containsExactly("a");
        assertThat(all(scala.persistenceIds().asJava().take(1))).containsExactly("a");
    }
}
