package io.breakwater.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.AuditVerdict;
import io.breakwater.v1.ExplainRequest;
import io.breakwater.v1.ExplainResponse;
import io.breakwater.v1.VerifyProgress;
import io.breakwater.v1.VerifyReport;
import io.breakwater.v1.VerifyRequest;
import io.breakwater.v1.VerifyResponse;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What audits come to, and what a decision is asked for by; a server answers as the first log's name wants. */
class AuditCommandsTest {
    private static Server server;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void serve() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Scripted()).build().start();
    }

    @AfterAll
    static void end() {
        server.shutdownNow();
    }

    private int run(String... words) {
        CommandLine line = BreakwaterCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        String[] all = new String[words.length + 2];
        all[0] = "--address";
        all[1] = "127.0.0.1:" + server.getPort();
        System.arraycopy(words, 0, all, 2, words.length);
        return line.execute(all);
    }

    @ParameterizedTest
    @CsvSource({
        "0192f0c1-7a5b-7000-8000-000000000001, decisions/0192f0c1-7a5b-7000-8000-000000000001/0",
        "0192f0c1-7a5b-7000-8000-000000000001/7, decisions/0192f0c1-7a5b-7000-8000-000000000001/7",
        "decisions/0192f0c1-7a5b-7000-8000-000000000001/7, decisions/0192f0c1-7a5b-7000-8000-000000000001/7",
        "holds/0000001000000002, holds/0000001000000002",
        "counterparties/acme/holds/0000001000000002, counterparties/acme/holds/0000001000000002",
    })
    void aDecisionIsAskedForByEveryNameThatItHas(String said, String asked) {
        assertThat(run("audit", "explain", said)).isZero();
        assertThat(out.toString()).contains(asked);
    }

    @ParameterizedTest
    @CsvSource({"SOUND,0", "NOT_RETAKEABLE,5", "NOT_SOUND,1"})
    void anAuditEndsAsItsVerdictIs(String verdict, int code) {
        assertThat(run("audit", "verify", "--log", verdict)).isEqualTo(code);
        assertThat(out.toString()).contains(verdict);
    }

    @Test
    void anAuditWithoutAReportIsNeverSound() {
        assertThat(run("audit", "verify", "--log", "silence")).isEqualTo(ExitCode.INTERNAL);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("without a report");
    }

    private static final class Scripted extends AuditServiceGrpc.AuditServiceImplBase {
        @Override
        public void explain(ExplainRequest request, StreamObserver<ExplainResponse> answers) {
            answers.onNext(ExplainResponse.newBuilder().setName(request.getName()).setRetakenIdentical(true).build());
            answers.onCompleted();
        }

        @Override
        public void verify(VerifyRequest request, StreamObserver<VerifyResponse> answers) {
            answers.onNext(VerifyResponse.newBuilder().setProgress(VerifyProgress.newBuilder().setBlocks(1)).build());
            if (!request.getLogs(0).equals("silence")) {
                answers.onNext(VerifyResponse.newBuilder().setReport(VerifyReport.newBuilder()
                        .setVerdict(AuditVerdict.valueOf("AUDIT_VERDICT_" + request.getLogs(0)))).build());
            }
            answers.onCompleted();
        }
    }
}
