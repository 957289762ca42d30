package io.breakwater.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import com.datastax.oss.driver.api.core.metadata.token.Token;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
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
import io.breakwater.link.record.SiteRecord;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes of Cassandra in three racks, of which one freezes or dies. */
@Timeout(600)
@MostlyWaits
@Order(14)
class FrozenTest {

    private static final int LOGS = 12;
    private static final String FIRST = "log-0";
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

    private static CompletableFuture<Long> append(LogStore store, String log, long number) {
        return Rows.append(store, log, number, bytes(log, number));
    }

    private static List<CompletableFuture<Long>> appendToEach(LogStore store, List<String> logs, long number) {
        return logs.stream().map(log -> append(store, log, number)).toList();
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

    private static void requireRows(LogStore store, String log, long upTo) {
        for (long number = 1; number <= upTo; number++) {
            assertThat(store.logs().rows(log, RowRange.only(number)).getFirst().bytes())
                    .isEqualTo(bytes(log, number));
        }
    }

    /** With three replicas nothing is lost and nothing stops when one dies, and when it is back. */
    @Test
    void oneOfThreeMayDie() {
        CassandraSettings settings = made(3);
        List<String> logs = IntStream.range(0, LOGS).mapToObj(log -> "log-" + log).toList();
        try (LogStore store = CassandraStore.open(settings)) {
            logs.forEach(log -> Rows.await(append(store, log, 1)));
            ring.nodes().get(2).kill();
            appendToEach(store, logs, 2).forEach(Rows::await);
            logs.forEach(log -> requireRows(store, log, 2));
            requireSafety(settings, store);
            requireRecord(settings);
            ring.nodes().get(2).start();
            ring.nodes().get(2).awaitUp();
            appendToEach(store, logs.subList(1, LOGS), 3).forEach(Rows::await);
            logs.forEach(log -> requireRows(store, log, 3));
            assertThat(Rows.highest(store, FIRST)).isEqualTo(3);
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
        CompletableFuture<Long> ambiguous = append(store, FIRST, 3);
        boolean settled = isDone(ambiguous, 1_500);
        ring.nodes().get(1).thaw();
        assertThat(settled).as("acknowledged by one replica of three").isFalse();
        Rows.await(ambiguous);
        requireRows(store, FIRST, 3);
    }

    /** With one of three sites down: the record keeps leases and fences; with two away it keeps what it had. */
    private static void requireRecord(CassandraSettings settings) {
        RecordSettings sites = new RecordSettings(settings, true, new LeaseRule(Duration.ofSeconds(2), 10),
                Duration.ofMillis(300), Duration.ofSeconds(1));
        CassandraRecord.createSchema(sites);
        try (CassandraRecord fra = CassandraRecord.open(sites, "simulation");
                CassandraRecord ams = CassandraRecord.open(sites, "simulation")) {
            renewed(ams, AMS);
            SiteEntry first = renewed(fra, FRA);
            SiteEntry second = renewed(fra, FRA);
            assertThat(of(ams.fence(first, AMS))).as("it was renewed since").isEqualTo(second);
            ring.nodes().get(1).freeze();
            assertThatThrownBy(() -> of(ams.fence(second, AMS))).as("one site of three")
                    .hasCauseInstanceOf(RecordUnreachable.class);
            ring.nodes().get(1).thaw();
            assertThat(fenced(ams)).isTrue();
            assertThat(answered(() -> fra.renew(second)).isOurs()).as("fenced").isFalse();
        }
    }

    /** Who renews does so again where it does not know whether that came true. */
    private static SiteEntry renewed(CassandraRecord record, int center) {
        return await().atMost(60, TimeUnit.SECONDS).until(() -> answered(() -> record.site(center)
                .thenCompose(record::renew)), SiteRecord.Renewal::isOurs).entry();
    }

    /** As is who fences, whatever came true. */
    private static boolean fenced(CassandraRecord ams) {
        return answered(() -> ams.site(FRA).thenCompose(seen -> ams.fence(seen, AMS))).isFenced();
    }

    /** Sites that have just come back, or stand still for a while, may need longer than is waited for: asked again. */
    private static <T> T answered(Supplier<CompletionStage<T>> question) {
        for (int attempt = 0; attempt < 10; attempt++) {
            try {
                return of(question.get());
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(RecordUnreachable.class);
            }
        }
        throw new AssertionError("the record does not answer");
    }

    private static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** With one replica each, the partitions of a frozen node wait while it is, and no others; then all go on. */
    @Test
    void aFrozenPartitionDelaysNoOtherLog() {
        CassandraNode frozen = ring.nodes().get(1);
        CassandraSettings settings = made(1);
        Map<Boolean, List<String>> logs = logsByWhetherOn(frozen, settings.contact().keyspace());
        List<String> others = logs.get(false);
        try (LogStore store = CassandraStore.open(Keyspaces.settings(ring.node().contactPoint(),
                settings.contact().keyspace(), PATIENCE + ", append-patience = 10 m"))) {
            logs.values().forEach(each -> appendToEach(store, each, 1).forEach(Rows::await));
            frozen.freeze();
            List<CompletableFuture<Long>> waiting = appendToEach(store, logs.get(true), 2);
            for (int number = 2; number <= 10; number++) {
                appendToEach(store, others, number).forEach(Rows::await);
            }
            assertThat(waiting).as("its own logs, all the while").noneMatch(CompletableFuture::isDone);
            frozen.thaw();
            waiting.forEach(append -> assertThat(Rows.await(append)).isEqualTo(2));
            logs.get(true).forEach(log -> requireRows(store, log, 2));
            others.forEach(log -> requireRows(store, log, 10));
        }
    }

    /** With one replica each, so that whoever takes an append that is not its own hands it on. */
    @Test
    void anAppendIsSentToWhoKeepsIt() {
        CassandraSettings settings = made(1);
        CqlIdentifier keyspace = CqlIdentifier.fromCql(settings.contact().keyspace());
        try (CqlSession session = Sessions.open(settings)) {
            await("all can be asked").atMost(60, TimeUnit.SECONDS).until(() -> session.getMetadata().getNodes().values()
                    .stream().allMatch(node -> node.getOpenConnections() > 0));
            Statements statements = Sessions.knowing(session,
                    () -> new Statements(session, settings.contact().keyspace(), "IF NOT EXISTS"));
            TokenMap tokens = session.getMetadata().getTokenMap().orElseThrow();
            for (int log = 0; log < LOGS; log++) {
                BoundStatement append = statements.append(
                        new EncodedRow("log-" + log, 0, 1, ByteBuffer.wrap(new byte[] {1})));
                assertThat(append.getRoutingKeyspace()).isEqualTo(keyspace);
                Set<Node> replicas = tokens.getReplicas(keyspace, append.getRoutingKey());
                assertThat(replicas).as("of log-%s", log).hasSize(1)
                        .containsOnly(session.execute(append).getExecutionInfo().getCoordinator());
            }
        }
    }

    /** So many that the node keeps, and as many that it does not. */
    private static Map<Boolean, List<String>> logsByWhetherOn(CassandraNode node, String keyspace) {
        Map<Boolean, List<String>> logs = Map.of(true, new ArrayList<>(), false, new ArrayList<>());
        try (CqlSession session = CqlSession.builder().withLocalDatacenter(ring.dataCenter()).addContactPoint(
                new InetSocketAddress(ring.node().address(), ring.node().clientPort())).build()) {
            TokenMap tokens = session.getMetadata().getTokenMap().orElseThrow();
            for (int i = 0; logs.values().stream().anyMatch(each -> each.size() < LOGS); i++) {
                String log = "log-" + i;
                List<String> alike = logs.get(isOn(node, tokens, keyspace, log));
                if (alike.size() < LOGS) {
                    alike.add(log);
                }
            }
        }
        return logs;
    }

    /** Whether the rows of the log's first part are there. */
    private static boolean isOn(CassandraNode node, TokenMap tokens, String keyspace, String log) {
        Token place = tokens.newToken(TypeCodecs.TEXT.encode(log, ProtocolVersion.V4),
                TypeCodecs.BIGINT.encode(0L, ProtocolVersion.V4));
        Set<Node> replicas = tokens.getReplicas(CqlIdentifier.fromCql(keyspace), place);
        assertThat(replicas).as("of %s in %s", log, keyspace).hasSize(1);
        return replicas.iterator().next().getBroadcastRpcAddress().orElseThrow().getAddress().getHostAddress()
                .equals(node.address());
    }

    /** Replicas too few for a majority: the append is unknown in the end, and never acknowledged. */
    @Test
    void withoutAMajorityNothingIsAcknowledged() {
        CassandraSettings settings = Keyspaces.settings(ring.node().contactPoint(), made(3).contact().keyspace(),
                PATIENCE + ", replication = [\"dc1 = 3\"], append-patience = 4 s");
        try (LogStore store = CassandraStore.open(settings)) {
            Rows.await(append(store, FIRST, 1));
            ring.nodes().get(1).freeze();
            ring.nodes().get(2).freeze();
            assertThatThrownBy(() -> Rows.await(append(store, FIRST, 2)))
                    .hasMessageContaining("not known");
            ring.nodes().get(1).thaw();
            ring.nodes().get(2).thaw();
            // A late write may have come true, or not: whoever recovers now sees one state and goes on from there.
            long head = Rows.highest(store, FIRST);
            assertThat(head).isBetween(1L, 2L);
            Rows.await(append(store, FIRST, head + 1));
            requireRows(store, FIRST, head + 1);
        }
    }
}
