package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.rpc.RetryInfo;
import com.typesafe.config.Config;
import io.breakwater.audit.DataDirectory;
import io.breakwater.gateway.Venue;
import io.breakwater.it.MostlyWaits;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoreMisconfigured;
import io.breakwater.journal.StoreMoved;
import io.breakwater.journal.StoreUnfinished;
import io.breakwater.journal.cassandra.OneCassandra;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.BackupRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.Verdict;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real node on real Cassandra: it serves, proves itself, outlives Cassandra, is backed up, restored and moved. */
@ExtendWith(OneCassandra.class)
@Timeout(120)
@MostlyWaits
@Order(7)
class NodeOnCassandraTest {

    private static final AtomicInteger KEYSPACES = new AtomicInteger();

    @TempDir
    Path directory;

    private final String keyspace = "node_" + KEYSPACES.incrementAndGet();

    /** How old a mark and a view may be is no part of this: a machine that is busy lets none of them go stale. */
    private static final Map<String, String> PATIENT = Map.of(
            "breakwater.policy.version", "2",
            "breakwater.policy.mark-max-age", "1 h",
            "breakwater.policy.reducing-mark-max-age", "1 h",
            "breakwater.cluster.stale-view", "1 m");

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(PATIENT);
        settings.putAll(Map.of(
                "breakwater.journal.kind", "cassandra",
                "breakwater.journal.cassandra.contact-points.0", OneCassandra.node().contactPoint(),
                "breakwater.journal.cassandra.keyspace", keyspace,
                "breakwater.journal.cassandra.replication.0", "dc1 = 1",
                "breakwater.lane.max-backoff", "1 s"));
        settings.putAll(more);
        return settings;
    }

    /** The same settings as a file. */
    private Path file() throws IOException {
        StringBuilder text = new StringBuilder();
        settings(Map.of("breakwater.lanes.counterparty", "4", "breakwater.lanes.instrument", "2"))
                .forEach((key, value) -> text.append(key).append(" = \"").append(value).append("\"\n"));
        return Files.writeString(directory.resolve("cassandra.conf"), text);
    }

    private static String printed(java.util.function.ToIntFunction<PrintStream> program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = program.applyAsInt(out);
        return bytes.toString(StandardCharsets.UTF_8) + code;
    }

    private String schema() throws IOException {
        String config = file().toString();
        return printed(out -> CassandraTool.run(new String[] {"schema", "--config", config, "--apply"}, out, out));
    }

    private String audited() throws IOException {
        return audited(data(), "--config", file().toString());
    }

    private static String audited(Path directory, String... more) {
        List<String> args = new ArrayList<>(List.of("verify", directory.toString()));
        args.addAll(List.of(more));
        return printed(out -> Audit.run(args.toArray(String[]::new), out, out));
    }

    /** The hash of the state that each log comes to, as an audit has printed it. */
    private static Map<String, String> states(String audit) {
        Map<String, String> states = new TreeMap<>();
        audit.lines().filter(line -> line.contains(" digest "))
                .forEach(line -> states.put(line.split(" ")[0], line.substring(line.indexOf(" state "))));
        return states;
    }

    private Path data() {
        return directory.resolve("data");
    }

    private RunningNode node() throws IOException {
        return RunningNode.start(data(), settings(Map.of()));
    }

    private static DecideResponse bought(Venue venue, String id) {
        DecideResponse response = venue.decide("alpha", Venue.buy(id, "59990", "0.1"));
        assertThat(response.getOutcomes(0).getVerdict()).as("%s", response).isEqualTo(Verdict.VERDICT_ACCEPTED);
        return response;
    }

    private static ServingStatus health(RunningNode node) {
        return HealthGrpc.newBlockingStub(node.channel()).withDeadlineAfter(20, TimeUnit.SECONDS)
                .check(HealthCheckRequest.getDefaultInstance()).getStatus();
    }

    /** From an empty keyspace through a restart, a backup, a restore elsewhere and the way back to one machine. */
    @Test
    void servesAndIsProvedBackedUpRestoredAndMoved() throws IOException {
        assertThat(schema()).endsWith("0");
        try (RunningNode node = node()) {
            Venue venue = new Venue(node).opened();
            venue.onboard("alpha");
            bought(venue, "first");
        }
        try (RunningNode node = node()) {
            Venue venue = new Venue(node);
            venue.mark("60000");
            bought(venue, "second");
            assertThat(AdminServiceGrpc.newBlockingStub(node.channel())
                    .withDeadlineAfter(60, TimeUnit.SECONDS).backup(BackupRequest.newBuilder()
                    .setRequestId(RunningNode.requestId())
                    .setDirectory(directory.resolve("backup").toString()).build()).getBytes()).isPositive();
            bought(venue, "lost");
        }
        String whole = audited();
        assertThat(whole).contains("sound: 11 logs", " 0 differ").endsWith("\n0");

        String config = file().toString();
        String backup = directory.resolve("backup").toString();
        assertThat(printed(out -> Restore.run(
                new String[] {backup, "--into", data().toString(), "--config", config}, out, out)))
                .contains("not empty").endsWith("1");
        Path other = schemaOf(keyspace + "_restored");
        assertThat(printed(out -> Restore.run(
                new String[] {backup, "--into", data().toString(), "--config", other.toString()}, out, out)))
                .contains("restored 11 logs", "now in term 1026", "lost, as checkpoints say",
                        "before another node starts").endsWith("\n0");
        assertThat(states(audited(data(), "--config", other.toString()))).hasSize(11)
                .as("what is restored comes to the same states").isEqualTo(states(audited(Path.of(backup))));

        Map<String, String> restored = Map.of("breakwater.journal.cassandra.keyspace", keyspace + "_restored");
        try (RunningNode node = RunningNode.start(data(), settings(restored))) {
            Venue venue = new Venue(node);
            venue.mark("60000");
            bought(venue, "third");
        }
        String[] move = {"copy", "--data", data().toString(), "--from", "cassandra", "--to", "embedded",
            "--config", other.toString()};
        assertThat(printed(out -> JournalTool.run(move, out, out))).contains("moved 11 logs").endsWith("\n0");
        assertThatThrownBy(() -> RunningNode.start(data(), settings(restored))).isInstanceOf(StoreMoved.class);
        try (RunningNode node = RunningNode.start(data(), PATIENT)) {
            Venue venue = new Venue(node);
            venue.mark("60000");
            bought(venue, "fourth");
        }
        assertThat(printed(out -> Audit.run(new String[] {"verify", data().toString()}, out, out)))
                .contains("sound: 11 logs", " 0 differ").endsWith("\n0");
    }

    /** The file of a node on another keyspace, which is made. */
    private Path schemaOf(String another) throws IOException {
        Path config = directory.resolve(another + ".conf");
        Files.writeString(config, Files.readString(file()).replace(keyspace, another));
        printed(out -> CassandraTool.run(new String[] {"schema", "--config", config.toString(), "--apply"}, out, out));
        return config;
    }

    /** A peer that never answers ends it between its rows and its terms, where a kill might end it too. */
    @Test
    void aKeyspaceWhoseRestoreDidNotEndIsNoJournal() throws IOException {
        assertThat(schema()).endsWith("0");
        try (RunningNode node = node()) {
            new Venue(node).opened().onboard("alpha");
            assertThat(AdminServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(60, TimeUnit.SECONDS)
                    .backup(BackupRequest.newBuilder().setRequestId(RunningNode.requestId())
                            .setDirectory(directory.resolve("backup").toString()).build()).getBytes()).isPositive();
        }
        Path cut = schemaOf(keyspace + "_cut");
        Path silent = Files.writeString(directory.resolve("silent.conf"), Files.readString(cut) + """

                breakwater.links.peers = [ { id = fra, number = 2, addresses = ["127.0.0.1:1"] } ]
                """);
        Path fresh = directory.resolve("fresh");
        String[] restore = {directory.resolve("backup").toString(), "--into", fresh.toString(), "--config",
            silent.toString(), "--from-peers", "--patience", "1"};
        assertThat(printed(out -> Restore.run(restore, out, out))).contains("fra").endsWith("\n1");
        assertThatThrownBy(() -> RunningNode.start(fresh,
                settings(Map.of("breakwater.journal.cassandra.keyspace", keyspace + "_cut"))))
                .isInstanceOf(StoreUnfinished.class).hasMessageContaining("cut short").hasMessageContaining("drop");
        assertThat(printed(out -> Restore.run(restore, out, out))).contains("cut short").endsWith("\n1");
    }

    /** Cassandra stands still under the node, is killed then, and comes back. */
    @Test
    void staysAliveAndNotReadyWhileCassandraIsSlowOrAwayAndRecoversUnaided() throws IOException {
        assertThat(schema()).endsWith("0");
        Map<String, String> impatient = Map.of("breakwater.journal.cassandra.request-timeout", "2 s",
                "breakwater.journal.cassandra.append-patience", "4 s");
        try (RunningNode node = RunningNode.start(data(), settings(impatient))) {
            Venue venue = new Venue(node).opened();
            venue.onboard("alpha");
            DecideResponse first = bought(venue, "first");
            OneCassandra.node().freeze();
            assertThat(venue.decide("alpha", Venue.buy("away", "59990", "0.1")).getOutcomes(0).getVerdict())
                    .as("what may be stored is neither accepted nor refused").isEqualTo(Verdict.VERDICT_UNKNOWN);
            Awaitility.await().atMost(Duration.ofSeconds(30))
                    .until(() -> health(node) == ServingStatus.NOT_SERVING);
            requireUnavailable(venue);
            OneCassandra.node().kill();
            requireUnavailable(venue);
            OneCassandra.node().start();
            OneCassandra.node().awaitUp();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> health(node) == ServingStatus.SERVING);
            venue.mark("60000");
            DecideResponse next = bought(venue, "back");
            assertThat(next.getOutcomes(0).getHoldId()).isNotEqualTo(first.getOutcomes(0).getHoldId());
        }
        assertThat(audited()).contains("sound: 11 logs", " 0 differ").endsWith("\n0");
    }

    /** With a word on when to ask again. */
    private static void requireUnavailable(Venue venue) {
        assertThatThrownBy(() -> venue.counterparties().getCounterparty(
                GetCounterpartyRequest.newBuilder().setName("counterparties/alpha").build()))
                .isInstanceOfSatisfying(StatusRuntimeException.class, NodeOnCassandraTest::requireUnavailable);
    }

    private static void requireUnavailable(StatusRuntimeException failure) {
        assertThat(failure.getStatus().getCode()).as("%s", failure).isEqualTo(Status.Code.UNAVAILABLE);
        com.google.rpc.Status status = StatusProto.fromThrowable(failure);
        assertThat(status.getDetailsList()).anyMatch(detail -> detail.is(RetryInfo.class));
    }

    @Test
    void whatDoesNotFitIsRefusedAtTheStart() throws IOException {
        refused(Map.of(), "keyspace", keyspace, "does not exist", "cassandra schema");
        assertThat(schema()).endsWith("0");
        refused(Map.of("contact-points.0", "127.0.0.1:1"), "contact-points", "127.0.0.1:1", "host:port");
        refused(Map.of("local-data-center", "dc9"), "local-data-center", "dc9", "dc1");
        refused(Map.of("replication.0", "dc1 = 3"), "replication", "dc1=3", "alter");
        try (RunningNode node = node()) {
            assertThat(health(node)).isEqualTo(ServingStatus.SERVING);
        }
        assertThatThrownBy(() -> RunningNode.start(directory.resolve("uat"),
                settings(Map.of("breakwater.environment", "uat")))).isInstanceOf(StoreMisconfigured.class)
                .hasMessageContaining("environment simulation").hasMessageContaining("environment uat");
    }

    @Test
    void aKeyspaceOfALaterReleaseIsRefused() throws IOException {
        assertThat(schema()).endsWith("0");
        cql("UPDATE " + keyspace + ".about SET value = '2' WHERE what = 'schema' IF EXISTS");
        refused(Map.of(), "keyspace", "schema version 2", "knows version 1", "start the release that wrote it");
        assertThat(schema()).as("nor is it made older").endsWith("0");
        refused(Map.of(), "keyspace", "schema version 2");
    }

    private static void cql(String statement) {
        try (CqlSession session = CqlSession.builder().withLocalDatacenter("dc1").addContactPoint(
                new InetSocketAddress(OneCassandra.node().address(), OneCassandra.node().clientPort())).build()) {
            session.execute(statement);
        }
    }

    /** Rows of every log, in order. */
    private static Map<String, List<String>> rows(Path data) {
        Map<String, List<String>> rows = new TreeMap<>();
        Config config = Node.config(new Arguments(null, Map.of(), false));
        try (EmbeddedStore store = EmbeddedStore.open(
                NodeJournal.embedded(config, DataDirectory.of(data).journal()))) {
            for (String log : store.logs().persistenceIds()) {
                rows.put(log, store.logs().rows(log, RowRange.all()).stream()
                        .map(row -> HexFormat.of().formatHex(row.bytes())).toList());
            }
        }
        return rows;
    }

    private String moved(Path data, String from, String to) throws IOException {
        String[] move = {"copy", "--data", data.toString(), "--from", from, "--to", to, "--config", file().toString()};
        return printed(out -> JournalTool.run(move, out, out));
    }

    /** From one machine to Cassandra and back to another; a source that is in use is refused, or left behind fenced. */
    @Test
    void logsGoToCassandraAndBackByteForByte() throws IOException {
        assertThat(schema()).endsWith("0");
        try (RunningNode node = RunningNode.start(data(), PATIENT)) {
            Venue venue = new Venue(node).opened();
            venue.onboard("alpha");
            bought(venue, "first");
            assertThat(moved(data(), "embedded", "cassandra")).contains("stop it first").endsWith("\n1");
        }
        Map<String, List<String>> before = rows(data());
        assertThat(moved(data(), "embedded", "cassandra")).contains("moved 11 logs").endsWith("\n0");
        assertThatThrownBy(() -> RunningNode.start(data(), PATIENT)).isInstanceOf(StoreMoved.class);
        endsWhatWasCutShort();

        Path other = directory.resolve("other");
        Files.createDirectories(other);
        Files.copy(DataDirectory.of(data()).identity(), DataDirectory.of(other).identity());
        try (RunningNode node = node()) {
            Venue venue = new Venue(node);
            venue.mark("60000");
            bought(venue, "second");
            assertThat(moved(other, "cassandra", "embedded")).contains("moved 11 logs").endsWith("\n0");
            assertThat(venue.decide("alpha", Venue.buy("late", "59990", "0.1")).getOutcomes(0).getVerdict())
                    .as("who still runs on what was moved is acknowledged nothing").isEqualTo(Verdict.VERDICT_UNKNOWN);
        }
        Path third = Files.createDirectories(directory.resolve("third"));
        Files.copy(DataDirectory.of(data()).identity(), DataDirectory.of(third).identity());
        assertThat(moved(third, "cassandra", "embedded")).as("there would be two").contains("have moved to "
                + DataDirectory.of(other).journal()).endsWith("\n1");
        Map<String, List<String>> after = rows(other);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((log, blocks) -> assertThat(after.get(log)).as(log)
                .startsWith(blocks.toArray(String[]::new)).hasSizeGreaterThan(blocks.size()));
        try (RunningNode node = RunningNode.start(other, PATIENT)) {
            Venue venue = new Venue(node);
            venue.mark("60000");
            bought(venue, "third");
        }
        assertThat(printed(out -> Audit.run(new String[] {"verify", other.toString()}, out, out)))
                .contains("sound: 11 logs", " 0 differ").endsWith("\n0");
    }

    /** As where the process has ended before it said that the target is whole. */
    private void endsWhatWasCutShort() throws IOException {
        Path journal = DataDirectory.of(data()).journal();
        Files.move(journal.resolve("moved-to"), journal.resolve("moving-to"));
        cql("INSERT INTO " + keyspace + ".about (what, value) VALUES ('filling', 'a copy') IF NOT EXISTS");
        assertThatThrownBy(() -> RunningNode.start(data(), PATIENT)).isInstanceOf(StoreUnfinished.class);
        assertThatThrownBy(this::node).isInstanceOf(StoreUnfinished.class);
        assertThat(moved(data(), "embedded", "cassandra")).contains("moved 11 logs").endsWith("\n0");
        assertThatThrownBy(() -> RunningNode.start(data(), PATIENT)).isInstanceOf(StoreMoved.class);
    }

    private void refused(Map<String, String> wrong, String... said) {
        Map<String, String> more = new HashMap<>();
        wrong.forEach((key, value) -> more.put("breakwater.journal.cassandra." + key, value));
        assertThatThrownBy(() -> RunningNode.start(directory.resolve("never"), settings(more)))
                .isInstanceOf(StoreMisconfigured.class)
                .hasMessageContaining("breakwater.journal.cassandra." + said[0])
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(said));
    }
}
