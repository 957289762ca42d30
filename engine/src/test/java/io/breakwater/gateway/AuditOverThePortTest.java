package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.breakwater.app.RunningNode;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import io.breakwater.v1.BackupRequest;
import io.breakwater.v1.BackupResponse;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.Enforcement;
import io.breakwater.v1.ExplainRequest;
import io.breakwater.v1.ExplainResponse;
import io.breakwater.v1.ExportManifest;
import io.breakwater.v1.ExportRequest;
import io.breakwater.v1.ExportResponse;
import io.breakwater.v1.Limit;
import io.breakwater.v1.Measure;
import io.breakwater.v1.ReconcileRequest;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.ReplayRequest;
import io.breakwater.v1.ReplayResponse;
import io.breakwater.v1.RuleResult;
import io.breakwater.v1.SetLimitRequest;
import io.breakwater.v1.Verdict;
import io.breakwater.v1.VerifyReport;
import io.breakwater.v1.VerifyRequest;
import io.breakwater.v1.VerifyResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of a running node, over its port. */
class AuditOverThePortTest {
    @TempDir
    static Path directory;

    @AutoClose
    private static RunningNode node;
    private static DecideRequest accepted;
    private static DecideRequest refused;
    private static DecideResponse answer;

    @BeforeAll
    static void start() throws IOException {
        node = RunningNode.start(directory.resolve("data"));
        Venue venue = new Venue(node).opened();
        venue.counterparties().setLimit(SetLimitRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setLimit(Limit.newBuilder().setScope("groups/west").setMeasure(Measure.MEASURE_GROSS_NOTIONAL)
                        .setCap("10000000").setEnforcement(Enforcement.ENFORCEMENT_HARD)).build());
        venue.onboard("alpha");
        venue.mark("60000");
        accepted = Venue.request("alpha", Venue.buy("a-1", "59990", "0.1"), Venue.buy("a-2", "59980", "0.2")).build();
        answer = venue.decisions().decide(accepted);
        refused = Venue.request("alpha", Venue.buy("a-3", "59990", "900")).build();
        assertThat(venue.decisions().decide(refused).getOutcomes(0).getVerdict()).isEqualTo(Verdict.VERDICT_REFUSED);
        assertThat(answer.getOutcomes(1).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
    }

    private static AuditServiceBlockingStub audit() {
        return AuditServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    private static Status.Code code(Throwable failure) {
        return ((StatusRuntimeException) failure).getStatus().getCode();
    }

    static VerifyReport verified(AuditServiceBlockingStub audit) {
        Iterator<VerifyResponse> steps = audit.verify(VerifyRequest.getDefaultInstance());
        VerifyResponse last = VerifyResponse.getDefaultInstance();
        while (steps.hasNext()) {
            last = steps.next();
        }
        assertThat(last.hasReport()).isTrue();
        return last.getReport();
    }

    @Test
    void everythingThatTheNodeDecidedComesOutAgain() {
        VerifyReport report = verified(audit());
        assertThat(report.getDamageList()).isEmpty();
        assertThat(report.getMismatchDetailsList()).isEmpty();
        assertThat(report.getNotRetakeable()).isZero();
        assertThat(report.getRetaken()).isEqualTo(report.getEvents()).isGreaterThan(8);
        assertThat(report.getLogs()).isEqualTo(4 + 2 + 2 + 2 + 1);
        assertThat(report.getStateHashesMap()).hasSize(11);
    }

    @Test
    void anAcceptedOrderIsExplained() {
        ExplainResponse explained = audit().explain(ExplainRequest.newBuilder()
                .setName("decisions/" + accepted.getRequestId() + "/1").build());
        assertThat(explained.getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
        assertThat(explained.getHoldId()).isEqualTo(answer.getOutcomes(1).getHoldId());
        assertThat(explained.getCounterparty()).isEqualTo("counterparties/alpha");
        assertThat(explained.getRetakenIdentical()).isTrue();
        assertThat(explained.getRulesList()).hasSizeGreaterThan(10)
                .noneMatch(rule -> rule.getResult() == RuleResult.RULE_RESULT_REFUSED);
        assertThat(explained.getRulesList()).filteredOn(rule -> rule.getRule().equals("COLLAR")).singleElement()
                .satisfies(rule -> assertThat(rule.getResult() + " of " + rule.getRequested() + " " + rule.getUnit()
                        + " within " + rule.getCap()).matches("RULE_RESULT_PASSED of \\d+ ticks within \\d+"));
        assertThat(explained.getRulesList()).filteredOn(rule -> rule.getRule().equals("ALLOWANCE"))
                .extracting(rule -> rule.getScope() + " " + rule.getResult() + " " + rule.getUnit() + " within "
                        + rule.getCap())
                .containsExactlyInAnyOrder(
                        "firms/acme RULE_RESULT_NOT_APPLICABLE USD within ",
                        "firms/acme RULE_RESULT_NOT_APPLICABLE orders within ",
                        "groups/west RULE_RESULT_PASSED USD within 625000",
                        "groups/west RULE_RESULT_NOT_APPLICABLE orders within ");
        assertThat(explained.getEventJson()).contains("\"OrderPlaced\"");
        assertThat(explained.getViewId()).startsWith("tape-00/1/");
        assertThat(explained.getPosition()).isEqualTo(answer.getOutcomes(1).getPosition());
        ExplainResponse byHold = audit().explain(ExplainRequest.newBuilder()
                .setName("counterparties/alpha/holds/" + answer.getOutcomes(1).getHoldId()).build());
        assertThat(byHold).isEqualTo(explained);
    }

    @Test
    void aRefusalIsExplainedByTheRuleThatRefused() {
        ExplainResponse explained = audit().explain(ExplainRequest.newBuilder()
                .setName("decisions/" + refused.getRequestId() + "/0").build());
        assertThat(explained.getVerdict()).isEqualTo(Verdict.VERDICT_REFUSED);
        assertThat(explained.getRules(explained.getRulesCount() - 1).getResult())
                .isEqualTo(RuleResult.RULE_RESULT_REFUSED);
        assertThat(explained.getRefusal().getCode()).isNotEmpty();
    }

    /** It was refused, and no log has it: the answer says why that may be. */
    @Test
    void whatWasAnsweredWithoutAnEventIsSaidNotToBeRecorded() {
        DecideResponse ghost = new Venue(node).decide("ghost", Venue.buy("g-1", "59000", "0.1"));
        assertThat(ghost.getOutcomes(0).getRefusal().getCode()).isEqualTo("UNKNOWN_COUNTERPARTY");
        String name = "decisions/" + ghost.getRequestId() + "/0";
        assertThatThrownBy(() -> audit().explain(ExplainRequest.newBuilder().setName(name).build()))
                .hasMessageContaining("nothing of it is recorded here")
                .hasMessageContaining("UNKNOWN_COUNTERPARTY")
                .satisfies(failure -> assertThat(code(failure)).isEqualTo(Status.Code.NOT_FOUND));
    }

    @Test
    void whatIsNotThereOrMalformedIsSaidSo() {
        String unknown = "decisions/" + RunningNode.requestId() + "/0";
        assertThatThrownBy(() -> audit().explain(ExplainRequest.newBuilder().setName(unknown).build()))
                .satisfies(failure -> assertThat(code(failure)).isEqualTo(Status.Code.NOT_FOUND));
        for (String name : new String[] {"", "holds/1", "decisions/x/0", "decisions/" + unknown, "orders/1"}) {
            assertThatThrownBy(() -> audit().explain(ExplainRequest.newBuilder().setName(name).build())).as(name)
                    .satisfies(failure -> assertThat(code(failure)).isEqualTo(Status.Code.INVALID_ARGUMENT));
        }
        assertThatThrownBy(() -> audit().replay(
                ReplayRequest.newBuilder().setCounterparty("counterparties/nobody").build()))
                .satisfies(failure -> assertThat(code(failure)).isEqualTo(Status.Code.NOT_FOUND));
    }

    @Test
    void aCounterpartyIsReplayedToABlock() {
        ReplayResponse now = audit().replay(
                ReplayRequest.newBuilder().setCounterparty("counterparties/alpha").build());
        assertThat(now.getStateJson()).contains("a-1", "a-2");
        assertThat(now.getEvents()).isGreaterThanOrEqualTo(5);
        ReplayResponse before = audit().replay(ReplayRequest.newBuilder()
                .setCounterparty("counterparties/alpha")
                .setPosition(answer.getOutcomes(0).getPosition().toBuilder()
                        .setNumber(answer.getOutcomes(0).getPosition().getNumber() - 1))
                .build());
        assertThat(before.getStateJson()).doesNotContain("a-1");
        assertThat(before.getStateHash()).hasSize(64).isNotEqualTo(now.getStateHash());
    }

    @Test
    void anExportAgreesWithItsManifest() throws NoSuchAlgorithmException {
        Iterator<ExportResponse> parts = audit().export(ExportRequest.newBuilder()
                .setCounterparty("counterparties/alpha").build());
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        ExportManifest manifest = ExportManifest.getDefaultInstance();
        while (parts.hasNext()) {
            ExportResponse part = parts.next();
            lines.writeBytes(part.getChunk().getLines().toByteArray());
            manifest = part.getManifest();
        }
        String text = lines.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).isNotEmpty().allMatch(line -> line.contains("\"entity\":\"alpha\""));
        assertThat(manifest.getFilesList()).hasSize(11);
        var written = manifest.getFilesList().stream().filter(file -> file.getEvents() > 0).toList();
        assertThat(written).hasSize(1);
        assertThat(written.getFirst().getEvents()).isEqualTo(text.lines().count());
        assertThat(written.getFirst().getSha256()).isEqualTo(HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(lines.toByteArray())));
    }

    @Test
    void receiptsAreReconciled() {
        ReconcileResponse found = new Venue(node).reconcile(30,
                Venue.receipt(accepted.getRequestId(), Verdict.VERDICT_ACCEPTED, Verdict.VERDICT_ACCEPTED),
                Venue.receipt(refused.getRequestId(), Verdict.VERDICT_ACCEPTED),
                Venue.receipt(RunningNode.requestId(), Verdict.VERDICT_ACCEPTED, Verdict.VERDICT_UNSPECIFIED));
        assertThat(found.getReceipts()).isEqualTo(3);
        assertThat(found.getItems()).isEqualTo(4);
        assertThat(found.getAgreed()).isEqualTo(2);
        assertThat(found.getDifferent()).isEqualTo(1);
        assertThat(found.getMissing()).isEqualTo(1);
        assertThat(found.getDoubled()).isZero();
        assertThat(found.getExamplesList()).contains("decisions/" + refused.getRequestId() + "/0");
    }

    /** Nothing was read of what was meant: that is neither sound nor an export of it. */
    @Test
    void aLogOrACounterpartyThatIsNotThereIsNotPassedOver() {
        assertThat(Faults.of(() -> audit().verify(VerifyRequest.newBuilder().addLogs("counterparty-00")
                .addLogs("counterparty-7").build()).forEachRemaining(step -> assertThat(step.hasReport()).isFalse())))
                .hasToString("NOT_FOUND UNKNOWN_LOG logs");
        assertThat(Faults.of(() -> audit().export(ExportRequest.newBuilder().addLogs("tape").build()).next()))
                .hasToString("NOT_FOUND UNKNOWN_LOG logs");
        assertThat(Faults.of(() -> audit().export(ExportRequest.newBuilder()
                .setCounterparty("counterparties/alfa").build()).next()))
                .hasToString("NOT_FOUND UNKNOWN_COUNTERPARTY counterparty");
    }

    @Test
    void onlySoManyBringReceiptsAtOnce() throws Exception {
        List<Ending> open = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            open.add(Ending.opened());
        }
        await("four of eight are turned away")
                .until(() -> open.stream().filter(each -> each.end.isDone()).count() == 4);
        List<Status.Code> ends = new ArrayList<>();
        for (Ending each : open) {
            ends.add(each.completed());
        }
        assertThat(ends).filteredOn(Status.Code.OK::equals).hasSize(4);
        assertThat(ends).filteredOn(Status.Code.RESOURCE_EXHAUSTED::equals).hasSize(4);
        await("there are places again").until(() -> Ending.opened().completed() == Status.Code.OK);
    }

    /** How a call with receipts ends. */
    private static final class Ending implements StreamObserver<ReconcileResponse> {
        private final CompletableFuture<Status.Code> end = new CompletableFuture<>();
        private StreamObserver<ReconcileRequest> requests;

        static Ending opened() {
            Ending ending = new Ending();
            ending.requests = AuditServiceGrpc.newStub(node.channel()).reconcile(ending);
            return ending;
        }

        Status.Code completed() throws Exception {
            requests.onCompleted();
            return end.get(20, TimeUnit.SECONDS);
        }

        @Override
        public void onNext(ReconcileResponse response) {
            assertThat(response.getReceipts()).isZero();
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(Status.fromThrowable(failure).getCode());
        }

        @Override
        public void onCompleted() {
            end.complete(Status.Code.OK);
        }
    }

    @Test
    void aNodeIsBackedUpWhileItRuns() {
        Path target = directory.resolve("backup");
        BackupRequest request = BackupRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setDirectory(target.toString()).build();
        BackupResponse made = AdminServiceGrpc.newBlockingStub(node.channel())
                .withDeadlineAfter(1, TimeUnit.HOURS).backup(request);
        assertThat(made.getHeadsList()).hasSize(11)
                .allMatch(head -> head.getTerm() == 1 && head.getDigest().length() == 64);
        assertThat(Files.exists(target.resolve("backup.json"))).isTrue();
        assertThatThrownBy(() -> AdminServiceGrpc.newBlockingStub(node.channel())
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .backup(request.toBuilder().setRequestId(RunningNode.requestId()).build()))
                .satisfies(failure -> assertThat(code(failure)).isEqualTo(Status.Code.ALREADY_EXISTS));
        assertThatThrownBy(() -> AdminServiceGrpc.newBlockingStub(node.channel())
                .withDeadlineAfter(2, TimeUnit.HOURS)
                .backup(request.toBuilder().setRequestId(RunningNode.requestId()).build()))
                .satisfies(failure -> assertThat(code(failure)).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }
}
