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
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What audits come to, and what a decision is asked for by; a server answers as the first log's name wants. */
class AuditCommandsTest {
    private static Served served;

    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void serve() throws IOException {
        served = Served.by(new Scripted());
    }

    @AfterAll
    static void end() {
        served.close();
    }

    private int audit(String... words) {
        return terminal.run(Stream.concat(Stream.of("--address", served.address(), "audit"), Stream.of(words))
                .toArray(String[]::new));
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
        assertThat(audit("explain", said)).isZero();
        assertThat(terminal.out()).contains(asked);
    }

    @ParameterizedTest
    @CsvSource({"SOUND,0", "NOT_RETAKEABLE,5", "NOT_SOUND,1"})
    void anAuditEndsAsItsVerdictIs(String verdict, int code) {
        assertThat(audit("verify", "--log", verdict)).isEqualTo(code);
        assertThat(terminal.out()).contains(verdict);
    }

    @Test
    void anAuditWithoutAReportIsNeverSound() {
        assertThat(audit("verify", "--log", "silence")).isEqualTo(ExitCode.INTERNAL);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).contains("without a report");
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
