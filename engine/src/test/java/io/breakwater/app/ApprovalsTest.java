package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.Timestamp;
import com.google.rpc.ErrorInfo;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.Approval;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import io.breakwater.v1.ExplainRequest;
import io.breakwater.v1.ExplainResponse;
import io.breakwater.v1.ExportRequest;
import io.breakwater.v1.GetScopeRequest;
import io.breakwater.v1.LiftRestrictionRequest;
import io.breakwater.v1.RestrictRequest;
import io.breakwater.v1.Restriction;
import io.breakwater.v1.ResumeRequest;
import io.breakwater.v1.TradingState;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where the policy asks for two people, nothing is lifted without them, and every data center keeps who they were. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ApprovalsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Map<String, String> TWO_PEOPLE = Map.of(
            "breakwater.policy.version", "2", "breakwater.policy.approvals.lifts", "2");

    @TempDir
    Path directory;

    private static Approval approval(String who, String hash) {
        Instant now = Instant.now();
        return Approval.newBuilder().setApprover(who).setChangeHash(hash)
                .setApproveTime(Timestamp.newBuilder().setSeconds(now.getEpochSecond())).build();
    }

    private static ErrorInfo refusal(ThrowingCallable call) throws Exception {
        StatusRuntimeException status = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(status).as("refused").isNotNull();
        for (Any detail : StatusProto.fromThrowable(status).getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                return detail.unpack(ErrorInfo.class);
            }
        }
        throw new AssertionError(status);
    }

    private static String placed(Venue venue, String name) {
        return venue.counterparties().restrict(RestrictRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setName(name)
                .setRestriction(Restriction.newBuilder().setState(TradingState.TRADING_STATE_REDUCING)
                        .setSource("desk").setReason("test")).build()).getRestriction().getRestrictionId();
    }

    /** How one kind of thing is lifted: with these approvals, or only judged. */
    private record Lifting(String requestId, boolean only, List<Approval> approvals) {

        static Lifting with(Approval... approvals) {
            return new Lifting(RunningNode.requestId(), false, List.of(approvals));
        }

        Lifting judged() {
            return new Lifting(requestId, true, approvals);
        }
    }

    private static Function<Lifting, TradingState> lift(Venue venue, String name, String restriction) {
        return by -> venue.counterparties().liftRestriction(LiftRestrictionRequest.newBuilder()
                .setRequestId(by.requestId()).setValidateOnly(by.only()).setName(name)
                .setRestrictionId(restriction).setReason("over").addAllApprovals(by.approvals()).build())
                .getTradingState();
    }

    private static Function<Lifting, TradingState> resume(Venue venue, String restriction) {
        return by -> venue.instruments().resume(ResumeRequest.newBuilder()
                .setRequestId(by.requestId()).setValidateOnly(by.only()).setName(Venue.PERPETUAL)
                .setRestrictionId(restriction).setReason("over").addAllApprovals(by.approvals()).build())
                .getTradingState();
    }

    /** @return the id under which it was lifted */
    private static String needsTwo(Function<Lifting, TradingState> lifts) throws Exception {
        ErrorInfo missing = refusal(() -> lifts.apply(Lifting.with().judged()));
        assertThat(missing.getReason()).isEqualTo("APPROVALS_MISSING");
        assertThat(missing.getMetadataMap()).containsEntry("limit", "2").containsEntry("requested", "0")
                .containsEntry("unit", "approvals");
        String hash = missing.getMetadataOrThrow("subject");
        Approval ada = approval("ada", hash);
        Approval bob = approval("bob@risk", hash);
        assertThat(refusal(() -> lifts.apply(Lifting.with(ada))).getReason()).isEqualTo("APPROVALS_MISSING");
        assertThat(refusal(() -> lifts.apply(Lifting.with(ada, approval("Ada", hash)))).getReason())
                .isEqualTo("APPROVAL_REPEATED");
        assertThat(refusal(() -> lifts.apply(Lifting.with(ada, approval("bob", "0".repeat(64))))).getReason())
                .isEqualTo("APPROVAL_OF_ANOTHER_CHANGE");
        assertThat(refusal(() -> lifts.apply(Lifting.with(ada, bob.toBuilder()
                .setApproveTime(Timestamp.newBuilder().setSeconds(1)).build()))).getReason())
                .isEqualTo("APPROVAL_EXPIRED");
        Lifting approved = Lifting.with(ada, bob);
        assertThat(lifts.apply(approved.judged())).as("nothing is lifted yet")
                .isNotEqualTo(TradingState.TRADING_STATE_ACTIVE);
        assertThat(lifts.apply(approved)).isEqualTo(TradingState.TRADING_STATE_ACTIVE);
        assertThat(lifts.apply(approved)).as("asked again").isEqualTo(TradingState.TRADING_STATE_ACTIVE);
        return approved.requestId();
    }

    private static AuditServiceBlockingStub audit(RunningNode node) {
        return AuditServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(60, TimeUnit.SECONDS);
    }

    private static void isExplained(RunningNode node, String requestId) {
        ExplainResponse explained = audit(node).explain(ExplainRequest.newBuilder()
                .setName("decisions/" + requestId + "/0").build());
        assertThat(explained.getRetakenIdentical()).isTrue();
        assertThat(explained.getPolicyVersion()).isEqualTo("2");
        assertThat(explained.getEventJson()).contains("\"ada\"", "\"bob@risk\"", "\"environment\":\"simulation\"");
    }

    @Test
    void nothingIsLiftedWithoutTwoPeopleAndEveryDataCenterKeepsWhoTheyWere() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, TWO_PEOPLE)) {
            Venue fra = new Venue(nodes.fra()).opened();
            Venue ams = new Venue(nodes.ams()).opened();
            fra.onboard("alpha");
            ams.onboard("alpha");

            List<String> lifted = List.of(
                    needsTwo(lift(fra, "counterparties/alpha", placed(fra, "counterparties/alpha"))),
                    needsTwo(lift(fra, "firms/alpha", placed(fra, "firms/alpha"))),
                    needsTwo(resume(fra, fra.halt(false).getRestriction().getRestrictionId())));
            lifted.forEach(id -> isExplained(nodes.fra(), id));
            String last = placed(fra, "everything");
            needsTwo(lift(fra, "everything", last));
            await().atMost(SOON).ignoreExceptions().until(() -> ams.counterparties().getScope(
                    GetScopeRequest.newBuilder().setName("everything").build()).getScope().getRestrictionsCount() == 0);
            await().atMost(SOON).untilAsserted(() -> assertThat(keptIn(nodes.ams(), "LiftedByPeer")).hasSize(3));
            await().atMost(SOON).untilAsserted(() -> assertThat(keptIn(nodes.ams(), "ResumedByPeer"))
                    .as("in a log of its own").hasSize(1));
            for (RunningNode node : List.of(nodes.fra(), nodes.ams())) {
                assertThat(node.verified().getMismatches()).isZero();
                assertThat(node.verified().getDamageList()).isEmpty();
            }
        }
    }

    /** Events of this type that name both people, as the export has them. */
    private static List<String> keptIn(RunningNode node, String type) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        audit(node).export(ExportRequest.getDefaultInstance())
                .forEachRemaining(part -> lines.writeBytes(part.getChunk().getLines().toByteArray()));
        return lines.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("\"" + type + "\"")
                && line.contains("\"ada\"") && line.contains("\"bob@risk\"")).toList();
    }
}
