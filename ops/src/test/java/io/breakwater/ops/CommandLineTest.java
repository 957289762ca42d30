package io.breakwater.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import com.sun.net.httpserver.HttpServer;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.GetNodeStatusResponse;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.Refusal;
import io.breakwater.v1.Verdict;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Flags, answers and exit codes, against a server on a loopback port whose answer the order's id chooses. */
class CommandLineTest {
    private static Server server;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void serve() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Scripted())
                .addService(new Identity())
                .build()
                .start();
    }

    @AfterAll
    static void end() {
        server.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "accepted,0", "refused,1", "invalid,2", "throttled,1", "unknown,3", "status-INVALID_ARGUMENT,2",
        "status-NOT_FOUND,1", "status-ABORTED,1", "status-RESOURCE_EXHAUSTED,1", "status-UNAVAILABLE,3",
        "status-INTERNAL,4"
    })
    void endsWithTheDocumentedCode(String answer, int code) {
        assertThat(decide("--address", "127.0.0.1:" + server.getPort(), answer)).isEqualTo(code);
    }

    /** Which data center is asked first is to be said with every request: without it nothing is asked. */
    @Test
    void asksNothingOfANodeThatDoesNotSayWhereItIs() throws IOException {
        Server silent = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Scripted()).addService(new Mute()).build().start();
        try {
            assertThat(decide("--address", "127.0.0.1:" + silent.getPort(), "accepted"))
                    .isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(err.toString()).contains("127.0.0.1:" + silent.getPort());
            assertThat(out.toString()).isEmpty();
        } finally {
            silent.shutdownNow();
        }
    }

    @Test
    void showsWhyAnOrderWasRefusedAndByWhatIdItIsExplained() {
        decide("--address", "127.0.0.1:" + server.getPort(), "refused");
        assertThat(out.toString()).contains("REFUSED", "ORDER_SIZE", "100", "250", "lots");
        assertThat(err.toString()).containsPattern("audit explain [0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/INDEX");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status-DEADLINE_EXCEEDED", "status-UNAVAILABLE", "lane-away"})
    void saysHowTheSameIsAskedAgainWhereNoAnswerCame(String answer) {
        decide("--address", "127.0.0.1:" + server.getPort(), answer);
        assertThat(err.toString())
                .containsPattern("--request-id [0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21} --asked-first data-centers/fra ");
        err.getBuffer().setLength(0);
        decide("--address", "127.0.0.1:" + server.getPort(), "refused");
        decide("--address", "127.0.0.1:" + server.getPort(), "status-NOT_FOUND");
        assertThat(err.toString()).doesNotContain("--request-id");
    }

    @Test
    void takesANodesOwnWordForNoSilence() {
        assertThat(decide("--address", "127.0.0.1:" + server.getPort(), "lane-away")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString()).contains("LANE_UNAVAILABLE").doesNotContain("no node answers");
    }

    @Test
    void endsWithThreeWhenNoNodeAnswersAndSaysWhatToDo() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(decide("--address", "127.0.0.1:" + closed, "accepted")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString()).contains("127.0.0.1:" + closed, "breakwater node", "--address");
    }

    @Test
    void saysOfWhoAnswersOtherwiseThatItIsNoNode() throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        web.start();
        try {
            String address = "127.0.0.1:" + web.getAddress().getPort();
            assertThat(run("--address", address, "instrument", "list")).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(err.toString()).contains("what listens at " + address + " is no node");
        } finally {
            web.stop(0);
        }
    }

    @Test
    void saysWhatIsWrongWithALineBesideHowItIsWrittenAndWhereHelpIs() {
        assertThat(run("counterparty", "create", "acme", "--firm=f")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("error: Missing required option: '--group=<group>'")
                .contains("Usage: breakwater counterparty create").endsWith("see breakwater counterparty create --help"
                        + System.lineSeparator()).doesNotContain("Onboards a counterparty");
        err.getBuffer().setLength(0);
        assertThat(run("frobnicate")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("frobnicate", "see breakwater --help");
    }

    @Test
    void namesFlagValueAndRemedyOfAUsageFault() {
        assertThat(run("decide", "order", "acme", "upwards", "1", "btc", "7353", "--id", "o1")).isEqualTo(2);
        assertThat(err.toString()).contains("SIDE", "upwards", "buy, sell");
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
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster status", "cluster add", "cluster cut a b", "cluster heal", "cluster fence a",
        "cluster reinstate a", "cluster switch-over a b", "cluster down"})
    void saysHowToStartAClusterWhereThereIsNone(String line, @TempDir Path nothing) {
        assertThat(run((line + " --data " + nothing).split(" "))).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains(nothing.toString(), "breakwater cluster up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"node 127.0.0.1:7400 1 - - node-1", "node 127.0.0.1:7400 1 - a data-center-a/node-1"})
    void addsNoNodeWhereItCouldNotTakePart(String running, @TempDir Path cluster) throws IOException {
        Files.writeString(cluster.resolve("processes"), running + System.lineSeparator());
        assertThat(run(("cluster add --data " + cluster).split(" "))).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("breakwater cluster up");
    }

    @Test
    void playsNoDemonstrationOnWhatIsStoredAlready(@TempDir Path used) throws IOException {
        Path file = Files.createFile(used.resolve("file"));
        assertThat(run("demo", "--data", used.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--data " + used + " is not empty");
        assertThat(run("demo", "--data", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--data " + file + " is no directory");
    }

    @Test
    void listsEverySubcommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("demo", "node", "counterparty", "instrument", "decide", "audit", "backup",
                "restore", "cassandra", "journal", "bench", "generate-completion", "Exit codes");
    }

    @Test
    void writesACompletionScript() {
        assertThat(run("generate-completion")).isZero();
        assertThat(out.toString()).contains("_complete_breakwater", "counterparty");
    }

    private int decide(String flag, String address, String id) {
        return run(flag, address, "decide", "order", "acme", "buy", "250", "btc", "7353", "--id", id);
    }

    private int run(String... arguments) {
        CommandLine line = BreakwaterCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    /** A node that is asked no more than what it is. */
    private static class Identity extends AdminServiceGrpc.AdminServiceImplBase {
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
                default -> ItemOutcome.newBuilder()
                        .setVerdict(Verdict.VERDICT_REFUSED)
                        .setRefusal(Refusal.newBuilder()
                                .setCode("ORDER_SIZE").setLimit("100").setRequested("250").setUnit("lots"));
            };
        }
    }
}
