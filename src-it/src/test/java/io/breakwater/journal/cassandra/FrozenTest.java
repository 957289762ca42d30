package io.breakwater.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.cassandra.CassandraNode;
import io.breakwater.cassandra.Ring;
import io.breakwater.cassandra.RingOptions;
import io.breakwater.it.MostlyWaits;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.link.record.CassandraRecord;
import io.breakwater.link.record.LeaseRule;
import io.breakwater.link.record.RecordSettings;
import io.breakwater.link.record.RecordUnreachable;
import io.breakwater.link.record.SiteEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes of Cassandra in three racks, of which one freezes or dies. */
@Timeout(120)
@MostlyWaits
@Order(14)
class FrozenTest {

    private static final int LOGS = 12;
    private static final int FRA = 1;
    private static final int AMS = 2;
    private static final String PATIENCE =
            "request-timeout = 2 s, append-patience = 40 s, retry-pause = 50 ms, connect-timeout = 3 s";

    @TempDir
    static Path directory;

    private static Ring ring;

    @BeforeAll
    static void start() {
        ring = RingOptions.of(3).timeout(1_000).start(directory);
    }

    @AfterAll
    static void stop() {
        ring.close();
    }

    /** Whatever a test ended with: the next one begins with three. */
    @AfterEach
    void mend() {
        for (CassandraNode node : ring.nodes()) {
            if (node.isAlive()) {
                node.thaw();
            } else {
                node.start();
            }
        }
        ring.nodes().forEach(CassandraNode::awaitUp);
    }

    private static CassandraSettings made(int replicas) {
        CassandraSettings settings = Keyspaces.settings(ring.node().contactPoint(), Keyspaces.name(),
                PATIENCE + ", replication = [\"dc1 = " + replicas + "\"]");
        CassandraStore.createSchema(settings);
        return settings;
    }

    private static byte[] bytes(String log, long number) {
        return Rows.bytes(log, number, 4_096);
    }

    private static CompletableFuture<Long> append(LogStore store, int log, long number) {
        return Rows.append(store, "log-" + log, number, bytes("log-" + log, number));
    }

    private static boolean isDone(CompletableFuture<Long> append, long millis) {
        try {
            append.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException open) {
            return false;
        } catch (java.util.concurrent.ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void requireRows(LogStore store, int log, long upTo) {
        for (long number = 1; number <= upTo; number++) {
            assertThat(store.logs().rows("log-" + log, RowRange.only(number)).getFirst().bytes())
                    .isEqualTo(bytes("log-" + log, number));
        }
    }

    /** With three replicas nothing is lost and nothing stops when one dies, and when it is back. */
    @Test
    void oneOfThreeMayDie() {
        CassandraSettings settings = made(3);
        try (LogStore store = CassandraStore.open(settings)) {
            for (int log = 0; log < LOGS; log++) {
                Rows.await(append(store, log, 1));
            }
            ring.nodes().get(2).kill();
            IntStream.range(0, LOGS).mapToObj(log -> append(store, log, 2)).toList().forEach(Rows::await);
            IntStream.range(0, LOGS).forEach(log -> requireRows(store, log, 2));
            requireSafety(settings, store);
            requireRecord(settings);
            ring.nodes().get(2).start();
            ring.nodes().get(2).awaitUp();
            IntStream.range(1, LOGS).mapToObj(log -> append(store, log, 3)).toList().forEach(Rows::await);
            IntStream.range(0, LOGS).forEach(log -> requireRows(store, log, 3));
            assertThat(Rows.highest(store, "log-0")).isEqualTo(3);
        }
    }

    /** With one of three down: the store as it is keeps its promises, and who breaks one is caught. */
    private static void requireSafety(CassandraSettings settings, LogStore store) {
        for (Mutant mutant : List.of(Mutant.NONE, Mutant.APPENDS_WITHOUT_CONDITION)) {
            List<String> wrong = SafetyTest.oneNumberIsAcknowledgedOnce(mutant, settings, "safety-" + mutant);
            assertThat(wrong.isEmpty()).as("%s: %s", mutant, wrong).isEqualTo(mutant == Mutant.NONE);
        }
        assertThat(SafetyTest.theFormerOwnerIsRefused(Mutant.NONE, settings, "safety-former")).isEmpty();
        assertThat(SafetyTest.theFormerOwnerIsRefused(
                Mutant.TAKES_OVER_WITHOUT_RAISING_THE_TERM, settings, "safety-silent")).isNotEmpty();
        ring.nodes().get(1).freeze();
        CompletableFuture<Long> ambiguous = append(store, 0, 3);
        boolean settled = isDone(ambiguous, 1_500);
        ring.nodes().get(1).thaw();
        assertThat(settled).as("acknowledged by one replica of three").isFalse();
        Rows.await(ambiguous);
        requireRows(store, 0, 3);
    }

    /** With one of three sites down: the record keeps leases and fences; with two away it keeps what it had. */
    private static void requireRecord(CassandraSettings settings) {
        RecordSettings sites = new RecordSettings(settings, true, new LeaseRule(Duration.ofSeconds(2), 10),
                Duration.ofMillis(300), Duration.ofSeconds(1));
        CassandraRecord.createSchema(sites);
        try (CassandraRecord fra = CassandraRecord.open(sites, "simulation");
                CassandraRecord ams = CassandraRecord.open(sites, "simulation")) {
            assertThat(of(ams.renew(of(ams.site(AMS)))).isOurs()).isTrue();
            SiteEntry first = of(fra.renew(of(fra.site(FRA)))).entry();
            SiteEntry second = of(fra.renew(first)).entry();
            assertThat(of(ams.fence(first, AMS))).as("it was renewed since").isEqualTo(second);
            ring.nodes().get(1).freeze();
            assertThatThrownBy(() -> of(ams.fence(second, AMS))).as("one site of three")
                    .hasCauseInstanceOf(RecordUnreachable.class);
            ring.nodes().get(1).thaw();
            assertThat(fenced(ams)).isTrue();
            assertThat(of(fra.renew(second)).isOurs()).as("fenced").isFalse();
        }
    }

    /** A site that has just come back may need longer than is waited for; who fences asks again, whatever came true. */
    private static boolean fenced(CassandraRecord ams) {
        for (int attempt = 0; attempt < 10; attempt++) {
            try {
                return of(ams.fence(of(ams.site(FRA)), AMS)).isFenced();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(RecordUnreachable.class);
            }
        }
        return false;
    }

    private static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** With one replica each, the partitions of a frozen node wait, and no others; afterwards they go on. */
    @Test
    void aFrozenPartitionDelaysNoOtherLog() {
        try (LogStore store = CassandraStore.open(made(1))) {
            for (int log = 0; log < LOGS; log++) {
                Rows.await(append(store, log, 1));
            }
            ring.nodes().get(1).freeze();
            List<CompletableFuture<Long>> appends = new ArrayList<>();
            for (int log = 0; log < LOGS; log++) {
                appends.add(append(store, log, 2));
            }
            List<Integer> waiting = new ArrayList<>();
            List<Integer> going = new ArrayList<>();
            for (int log = 0; log < LOGS; log++) {
                (isDone(appends.get(log), 400) ? going : waiting).add(log);
            }
            long begun = System.nanoTime();
            for (int number = 3; number <= 10; number++) {
                for (int log : going) {
                    Rows.await(append(store, log, number));
                }
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            ring.nodes().get(1).thaw();
            assertThat(waiting).as("logs of the frozen node").isNotEmpty();
            assertThat(going).as("logs of the others").isNotEmpty();
            assertThat(millis).as("eight more blocks of each other log").isLessThan(going.size() * 8 * 250L);
            waiting.forEach(log -> assertThat(Rows.await(appends.get(log))).isEqualTo(2));
            IntStream.range(0, LOGS).forEach(log -> requireRows(store, log, 2));
        }
    }

    /** Replicas too few for a majority: the append is unknown in the end, and never acknowledged. */
    @Test
    void withoutAMajorityNothingIsAcknowledged() {
        CassandraSettings settings = Keyspaces.settings(ring.node().contactPoint(), made(3).contact().keyspace(),
                PATIENCE + ", replication = [\"dc1 = 3\"], append-patience = 4 s");
        try (LogStore store = CassandraStore.open(settings)) {
            Rows.await(append(store, 0, 1));
            ring.nodes().get(1).freeze();
            ring.nodes().get(2).freeze();
            assertThatThrownBy(() -> Rows.await(append(store, 0, 2)))
                    .hasMessageContaining("not known");
            ring.nodes().get(1).thaw();
            ring.nodes().get(2).thaw();
            // A late write may have come true, or not: whoever recovers now sees one state of it and goes on from there.
            long head = Rows.highest(store, "log-0");
            assertThat(head).isBetween(1L, 2L);
            Rows.await(append(store, 0, head + 1));
            requireRows(store, 0, head + 1);
        }
    }
}
