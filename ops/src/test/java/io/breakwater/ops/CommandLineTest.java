package io.breakwater.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import com.sun.net.httpserver.HttpServer;
import io.breakwater.cassandra.FreePorts;
import io.breakwater.ops.command.EngineProgram;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.BackupRequest;
import io.breakwater.v1.BackupResponse;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.Disposition;
import io.breakwater.v1.FactOutcome;
import io.breakwater.v1.FactServiceGrpc;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.GetNodeStatusResponse;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.LogHead;
import io.breakwater.v1.OrderStatus;
import io.breakwater.v1.OrderStatusKind;
import io.breakwater.v1.Refusal;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.ReportFactsResponse;
import io.breakwater.v1.Verdict;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flags, answers and exit codes, against a server on a loopback port whose answer the order's id chooses. */
class CommandLineTest {
    private static Served served;

    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void serve() throws IOException {
        served = Served.by(new Scripted(), new Identity(), new Told());
    }

    @AfterAll
    static void end() {
        served.close();
    }

    @ParameterizedTest
    @CsvSource({
        "accepted,0", "refused,1", "invalid,2", "throttled,1", "unknown,3", "status-INVALID_ARGUMENT,2",
        "status-NOT_FOUND,1", "status-ABORTED,1", "status-RESOURCE_EXHAUSTED,1", "status-UNAVAILABLE,3",
        "status-INTERNAL,4"
    })
    void endsWithTheDocumentedCode(String answer, int code) {
        assertThat(decide(served.address(), answer)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"booked,0", "duplicate,1", "suspense,1", "unknown,3", "invalid,2"})
    void tellsTheEndOfAnOrderAndEndsWithTheDocumentedCode(String answer, int code) {
        assertThat(terminal.run("--address", served.address(), "counterparty", "report-order", "acme", answer,
                "--status", "cancelled")).isEqualTo(code);
        assertThat(terminal.out()).contains(answer.toUpperCase(Locale.ROOT));
    }

    /** Which data center is asked first is to be said with every request: without it nothing is asked. */
    @Test
    void asksNothingOfANodeThatDoesNotSayWhereItIs() throws IOException {
        try (Served silent = Served.by(new Scripted(), new Mute())) {
            assertThat(decide(silent.address(), "accepted")).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(terminal.err()).contains(silent.address());
            assertThat(terminal.out()).isEmpty();
        }
    }

    @Test
    void showsWhyAnOrderWasRefusedAndByWhatIdItIsExplained() {
        decide(served.address(), "refused");
        assertThat(terminal.out()).contains("REFUSED", "ORDER_SIZE", "100", "250", "lots");
        assertThat(terminal.err()).containsPattern("audit explain [0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/INDEX");
    }

    /** There is no event that an audit could show. */
    @ParameterizedTest
    @CsvSource({"nobody, UNKNOWN_COUNTERPARTY", "invalid, INVALID", "throttled, THROTTLED"})
    void saysOfWhatNothingWasRecorded(String answer, String why) {
        decide(served.address(), answer);
        assertThat(terminal.err()).contains("nothing was recorded of item 0 (" + why + ")")
                .doesNotContain("audit explain");
        terminal.clear();
        decide(served.address(), "unknown");
        assertThat(terminal.err()).contains("audit explain").doesNotContain("nothing was recorded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status-DEADLINE_EXCEEDED", "status-UNAVAILABLE", "lane-away"})
    void saysHowTheSameIsAskedAgainWhereNoAnswerCame(String answer) {
        decide(served.address(), answer);
        assertThat(terminal.err())
                .containsPattern("--request-id [0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21} --asked-first data-centers/fra ");
        terminal.clear();
        decide(served.address(), "refused");
        decide(served.address(), "status-NOT_FOUND");
        assertThat(terminal.err()).doesNotContain("--request-id");
    }

    @Test
    void takesANodesOwnWordForNoSilence() {
        assertThat(decide(served.address(), "lane-away")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(terminal.err()).contains("LANE_UNAVAILABLE").doesNotContain("no node answers");
    }

    @Test
    void endsWithThreeWhenNoNodeAnswersAndSaysWhatToDo() throws IOException {
        int closed = FreePorts.one();
        assertThat(decide("127.0.0.1:" + closed, "accepted")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(terminal.err()).contains("127.0.0.1:" + closed, "breakwater node", "--address");
    }

    @Test
    void saysOfWhoAnswersOtherwiseThatItIsNoNode() throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        web.start();
        try {
            String address = "127.0.0.1:" + web.getAddress().getPort();
            assertThat(terminal.run("--address", address, "instrument", "list")).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(terminal.err()).contains("what listens at " + address + " is no node");
        } finally {
            web.stop(0);
        }
    }

    @Test
    void saysWhatIsWrongWithALineBesideHowItIsWrittenAndWhereHelpIs() {
        assertThat(terminal.run("counterparty", "create", "acme", "--firm=f")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).startsWith("error: Missing required option: '--group=<group>'")
                .contains("Usage: breakwater counterparty create").endsWith("see breakwater counterparty create --help"
                        + System.lineSeparator()).doesNotContain("Onboards a counterparty");
        terminal.clear();
        assertThat(terminal.run("frobnicate")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("frobnicate", "see breakwater --help");
    }

    @Test
    void namesFlagValueAndRemedyOfAUsageFault() {
        assertThat(terminal.run("decide", "order", "acme", "upwards", "1", "btc", "7353", "--id", "o1")).isEqualTo(2);
        assertThat(terminal.err()).contains("SIDE", "upwards", "buy, sell");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "--address=nowhere instrument list", "--address=a:0 instrument list",
        "--address=127.0.0.1:65536 instrument list", "--deadline=61 instrument list",
        "-o=xml instrument list", "counterparty", "demo --seconds=0", "audit replay acme --as-of=yesterday",
        "demo --market=/absent/file.csv", "demo --data-centers 2", "demo --cluster --data-centers 3",
        "cluster", "cluster up --data-centers 6", "cluster up --nodes 0", "cluster up --data-centers 2 --nodes 10",
        "cluster up --data-centers 2 --nodes 2 --journal embedded", "cluster up --journal paper", "cluster cut a",
        "cluster cut a x", "cluster fence", "cluster fence fra", "cluster switch-over a",
        "counterparty lift acme 0000001000000002 --reason=x --approve=ada", "audit doubled --from=yesterday"})
    void endsWithTwoOnAUsageFault(String line) {
        assertThat(terminal.run(line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster status", "cluster add", "cluster cut a b", "cluster heal", "cluster fence a",
        "cluster reinstate a", "cluster switch-over a b", "cluster down"})
    void saysHowToStartAClusterWhereThereIsNone(String line, @TempDir Path nothing) {
        assertThat(terminal.run((line + " --data " + nothing).split(" "))).isEqualTo(ExitCode.REFUSED);
        assertThat(terminal.err()).contains(nothing.toString(), "breakwater cluster up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"node 127.0.0.1:7400 1 - - node-1", "node 127.0.0.1:7400 1 - a data-center-a/node-1"})
    void addsNoNodeWhereItCouldNotTakePart(String running, @TempDir Path cluster) throws IOException {
        Files.writeString(cluster.resolve("processes"), running + System.lineSeparator());
        assertThat(terminal.run(("cluster add --data " + cluster).split(" "))).isEqualTo(ExitCode.REFUSED);
        assertThat(terminal.err()).contains("breakwater cluster up");
    }

    @Test
    void playsNoDemonstrationOnWhatIsStoredAlready(@TempDir Path used) throws IOException {
        Path file = Files.createFile(used.resolve("file"));
        assertThat(terminal.run("demo", "--data", used.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--data " + used + " is not empty");
        assertThat(terminal.run("demo", "--data", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--data " + file + " is no directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "cluster up"})
    void aDirectoryThatCannotBeMadeIsNoFaultOfOurs(String line, @TempDir Path directory) throws IOException {
        Path below = Files.createFile(directory.resolve("file")).resolve("below");
        String[] words = (line + " --data " + below).split(" ");
        assertThat(terminal.run(words)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("cannot be used", below.getParent().toString()).doesNotContain("\tat ");
    }

    /** The launcher looks at the first word; options before it come here, the program's went before its arguments. */
    @Test
    void handsAProgramItsArgumentsInOrderAndAnswersWithItsCode(@TempDir Path empty) throws IOException {
        Path engine = Path.of(System.getProperty("breakwater.root", "..")).toAbsolutePath().resolve("engine/target");
        System.setProperty(EngineProgram.CLASS_PATH_PROPERTY, engine.resolve("classes") + File.pathSeparator
                + Files.readString(engine.resolve("classpath.txt")).strip());
        try {
            assertThat(terminal.run("-o", "json", "journal", "trim", "--data", empty.toString(), "--keep", "90d"))
                    .as("there are no logs").isEqualTo(ExitCode.REFUSED);
            assertThat(terminal.run("journal", "trim", "--keep", "90d")).as("no --data").isEqualTo(ExitCode.USAGE);
        } finally {
            System.clearProperty(EngineProgram.CLASS_PATH_PROPERTY);
        }
    }

    @Test
    void listsEverySubcommand() {
        assertThat(terminal.run("--help")).isZero();
        assertThat(terminal.out()).contains("demo", "node", "counterparty", "instrument", "decide", "audit", "backup",
                "restore", "cassandra", "journal", "trim", "bench", "generate-completion", "Exit codes");
    }

    @Test
    void aBackupThatIsOnlyJudgedIsNotSaidToBeThere() {
        assertThat(terminal.run("--address", served.address(), "backup", "/backups/monday", "--validate-only")).isZero();
        assertThat(terminal.err()).contains("a backup can be written to /backups/monday").doesNotContain("bytes");
        assertThat(terminal.run("--address", served.address(), "backup", "/backups/monday")).isZero();
        assertThat(terminal.err()).contains("1,024 bytes in /backups/monday");
    }

    @Test
    void writesACompletionScript() {
        assertThat(terminal.run("generate-completion")).isZero();
        assertThat(terminal.out()).contains("_complete_breakwater", "counterparty");
    }

    private int decide(String address, String id) {
        return terminal.run("--address", address, "decide", "order", "acme", "buy", "250", "btc", "7353", "--id", id);
    }

    /** A node that is asked no more than what it is, or for a backup. */
    private static class Identity extends AdminServiceGrpc.AdminServiceImplBase {
        @Override
        public void backup(BackupRequest request, StreamObserver<BackupResponse> answers) {
            BackupResponse.Builder answer = BackupResponse.newBuilder().setDirectory(request.getDirectory());
            if (!request.getValidateOnly()) {
                answer.setBytes(1_024).addHeads(LogHead.newBuilder().setLog("tape").setNumber(1));
            }
            answers.onNext(answer.build());
            answers.onCompleted();
        }

        @Override
        public void getNodeStatus(GetNodeStatusRequest request, StreamObserver<GetNodeStatusResponse> answers) {
            if (request.getIdentityOnly()) {
                answers.onNext(GetNodeStatusResponse.newBuilder().setDataCenter("fra").build());
                answers.onCompleted();
            } else {
                answers.onError(Status.INTERNAL.withDescription("asked for more").asRuntimeException());
            }
        }
    }

    /** Books the end of an order as its id says. */
    private static final class Told extends FactServiceGrpc.FactServiceImplBase {
        @Override
        public void reportFacts(ReportFactsRequest request, StreamObserver<ReportFactsResponse> answers) {
            OrderStatus told = request.getFacts(0).getOrderStatus();
            boolean isWhole = request.getCounterparty().equals("counterparties/acme")
                    && told.getStatus() == OrderStatusKind.ORDER_STATUS_KIND_CANCELLED
                    && told.getVenueTimeMicros() > 0;
            answers.onNext(ReportFactsResponse.newBuilder().addOutcomes(FactOutcome.newBuilder().setDisposition(
                    isWhole ? Disposition.valueOf("DISPOSITION_" + told.getClientOrderId().toUpperCase(Locale.ROOT))
                            : Disposition.DISPOSITION_UNSPECIFIED)).build());
            answers.onCompleted();
        }
    }

    private static final class Mute extends AdminServiceGrpc.AdminServiceImplBase {
        @Override
        public void getNodeStatus(GetNodeStatusRequest request, StreamObserver<GetNodeStatusResponse> answers) {
            answers.onError(Status.UNAVAILABLE.withDescription("no lane here").asRuntimeException());
        }
    }

    private static final class Scripted extends DecisionServiceGrpc.DecisionServiceImplBase {
        @Override
        public void decide(DecideRequest request, StreamObserver<DecideResponse> answers) {
            String wish = request.getItems(0).getNewOrder().getClientOrderId();
            if (wish.startsWith("status-")) {
                Status.Code code = Status.Code.valueOf(wish.substring("status-".length()));
                answers.onError(code.toStatus().withDescription("as scripted").asRuntimeException());
                return;
            }
            if (wish.equals("lane-away")) {
                answers.onError(StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                        .setCode(Status.Code.UNAVAILABLE.value()).setMessage("a lane starts")
                        .addDetails(Any.pack(ErrorInfo.newBuilder().setReason("LANE_UNAVAILABLE").build())).build()));
                return;
            }
            answers.onNext(DecideResponse.newBuilder().addOutcomes(outcome(wish)).build());
            answers.onCompleted();
        }

        private static ItemOutcome.Builder outcome(String wish) {
            return switch (wish) {
                case "accepted" -> ItemOutcome.newBuilder().setVerdict(Verdict.VERDICT_ACCEPTED).setHoldId("1");
                case "unknown" -> ItemOutcome.newBuilder().setVerdict(Verdict.VERDICT_UNKNOWN);
                case "throttled" -> ItemOutcome.newBuilder().setVerdict(Verdict.VERDICT_THROTTLED);
                case "invalid" -> ItemOutcome.newBuilder().setVerdict(Verdict.VERDICT_INVALID);
                case "nobody" -> ItemOutcome.newBuilder().setVerdict(Verdict.VERDICT_REFUSED)
                        .setRefusal(Refusal.newBuilder().setCode("UNKNOWN_COUNTERPARTY"));
                default -> ItemOutcome.newBuilder()
                        .setVerdict(Verdict.VERDICT_REFUSED)
                        .setDecidedAtMicros(1)
                        .setRefusal(Refusal.newBuilder()
                                .setCode("ORDER_SIZE").setLimit("100").setRequested("250").setUnit("lots"));
            };
        }
    }
}
