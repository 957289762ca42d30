package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.Approval;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.GetScopeRequest;
import io.breakwater.v1.GetSpanRequest;
import io.breakwater.v1.LiftRestrictionRequest;
import io.breakwater.v1.Link;
import io.breakwater.v1.LinkDirection;
import io.breakwater.v1.LinkServiceGrpc;
import io.breakwater.v1.LinkState;
import io.breakwater.v1.ListLinksRequest;
import io.breakwater.v1.Measure;
import io.breakwater.v1.ReconcileDataCenterRequest;
import io.breakwater.v1.ReconcileDataCenterResponse;
import io.breakwater.v1.RegionServiceGrpc.RegionServiceBlockingStub;
import io.breakwater.v1.RegionServiceGrpc;
import io.breakwater.v1.Scope;
import io.breakwater.v1.SpanLimitRequest;
import io.breakwater.v1.SpanPart;
import io.breakwater.v1.TradingState;
import io.breakwater.v1.Verdict;
import io.breakwater.v1.VerifyRequest;
import io.breakwater.v1.VerifyResponse;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A data center that has lost its disks comes back in doubt: it only reduces until a person has reconciled it. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RestoredDataCenterTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SPAN = "spans/firms/acme/GROSS_NOTIONAL";

    @TempDir
    Path directory;

    private static RegionServiceBlockingStub regions(RunningNode node) {
        return RegionServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    private static SpanPart part(RunningNode node, String dataCenter) {
        return regions(node).getSpan(GetSpanRequest.newBuilder().setName(SPAN).build()).getSpan().getPartsList()
                .stream().filter(part -> part.getDataCenter().equals("data-centers/" + dataCenter))
                .findFirst().orElseThrow();
    }

    private static void limit(RunningNode node) {
        regions(node).spanLimit(SpanLimitRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setScope("firms/acme")
                .setMeasure(Measure.MEASURE_GROSS_NOTIONAL).setCap("100000")
                .addDataCenters("data-centers/ams").addDataCenters("data-centers/fra").build());
    }

    private static String code(Venue venue, String order) {
        venue.mark("60000");
        var outcome = venue.decide("alpha", Venue.buy(order, "60000", "0.01")).getOutcomes(0);
        return outcome.getVerdict() == Verdict.VERDICT_ACCEPTED ? "" : outcome.getRefusal().getCode();
    }

    private static void awaitCopied(RunningNode follower) {
        long now = System.currentTimeMillis();
        await().atMost(SOON).until(() -> {
            Link link = LinkServiceGrpc.newBlockingStub(follower.channel()).withDeadlineAfter(10, TimeUnit.SECONDS)
                    .listLinks(ListLinksRequest.getDefaultInstance()).getLinksList().stream()
                    .filter(each -> each.getDirection() == LinkDirection.LINK_DIRECTION_FROM_PEER)
                    .findFirst().orElseThrow();
            return link.getState() == LinkState.LINK_STATE_CONNECTED
                    && link.getCaughtUpTime().getSeconds() * 1_000 >= now;
        });
    }

    /** The disks of fra are gone; what ams has of them comes back, and nothing else. */
    private void restoreFra(LinkedNodes nodes) throws IOException {
        Path data = directory.resolve("fra");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Path settings = Files.writeString(directory.resolve("fra.conf"), """
                breakwater {
                  data-center { id = fra, number = 1 }
                  lanes { counterparty = 4, instrument = 2 }
                  links.peers = [ { id = ams, number = 2, addresses = ["127.0.0.1:%d"] } ]
                }
                """.formatted(nodes.linkPort(1)));
        assertThat(Restore.run(new String[] {"--from-peers", "--into", data.toString(),
                "--config", settings.toString()}, System.out, System.err)).isZero();
    }

    private static ReconcileDataCenterResponse reconciled(RunningNode node, String dataCenter, Approval... approvals) {
        return regions(node).reconcileDataCenter(ReconcileDataCenterRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setDataCenter("data-centers/" + dataCenter)
                .setReason("statements of the venue were compared").addAllApprovals(List.of(approvals)).build());
    }

    /** Of what the refusal names, which comes before any limit is touched. */
    private static Approval approval(RunningNode node) {
        String missing = refused(() -> reconciled(node, "fra"));
        assertThat(missing).startsWith("APPROVALS_MISSING ").contains("limit 1 approvals");
        assertThat(part(node, "fra").getInDoubt()).isTrue();
        return Approval.newBuilder().setApprover("ada").setChangeHash(missing.split("[ :]")[1])
                .setApproveTime(Timestamp.newBuilder().setSeconds(System.currentTimeMillis() / 1_000)).build();
    }

    private static String refused(Runnable call) {
        try {
            call.run();
            return "";
        } catch (StatusRuntimeException e) {
            return e.getStatus().getDescription();
        }
    }

    /** It ends by being reconciled, which looks at all limits first. */
    private static void isNotLiftedByHand(Venue venue) {
        Scope everything = venue.counterparties().getScope(
                GetScopeRequest.newBuilder().setName("everything").build()).getScope();
        assertThat(everything.getTradingState()).isEqualTo(TradingState.TRADING_STATE_REDUCING);
        assertThat(refused(() -> venue.counterparties().liftRestriction(LiftRestrictionRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setName("everything").setReason("over")
                .setRestrictionId(everything.getRestrictions(0).getRestrictionId()).build())))
                .contains("region reconciled");
    }

    @Test
    void itOnlyReducesUntilAPersonHasReconciledIt() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, Map.of(
                "breakwater.policy.version", "2", "breakwater.policy.approvals.lifts", "1"))) {
            Venue fra = new Venue(nodes.fra()).opened();
            limit(nodes.ams());
            await().atMost(SOON).ignoreExceptions().until(() -> part(nodes.fra(), "fra").getVersion() > 0);
            fra.onboard("alpha");
            await().atMost(SOON).until(() -> code(fra, "kept").isEmpty());
            assertThat(refused(() -> reconciled(nodes.fra(), "fra"))).contains("nothing is in doubt");
            assertThat(refused(() -> reconciled(nodes.fra(), "ams"))).contains("at data-centers/ams");
            awaitCopied(nodes.ams());

            nodes.stop(0);
            restoreFra(nodes);
            nodes.cut();
            nodes.start(0);
            comesBackInDoubt(nodes);
            nodes.heal();
            // What ams gives it meanwhile is in doubt as well: the lost tail may have read of it.
            awaitCopied(nodes.fra());
            awaitCopied(nodes.ams());
            assertThat(part(nodes.fra(), "fra").getFree()).isEqualTo("0");
            Venue again = new Venue(nodes.fra());
            assertThat(code(again, "doubtful")).isEqualTo("REDUCING");
            isNotLiftedByHand(again);

            ReconcileDataCenterResponse done = await("while ams is heard").atMost(SOON).until(
                    () -> reconciled(nodes.fra(), "fra", approval(nodes.fra())),
                    answer -> answer.getFaultsCount() == 0);
            assertThat(done.getOpen()).isTrue();
            assertThat(part(nodes.fra(), "fra").getInDoubt()).isFalse();
            await().atMost(SOON).until(() -> code(again, "o-" + System.nanoTime()).isEmpty());
            requireProven(nodes.fra());
        }
    }

    private static void requireProven(RunningNode node) {
        Iterator<VerifyResponse> steps = AuditServiceGrpc.newBlockingStub(node.channel())
                .withDeadlineAfter(60, TimeUnit.SECONDS).verify(VerifyRequest.getDefaultInstance());
        VerifyResponse last = steps.next();
        while (steps.hasNext()) {
            last = steps.next();
        }
        assertThat(last.getReport().getDamageList()).isEmpty();
        assertThat(last.getReport().getMismatchDetailsList()).isEmpty();
    }

    private static void comesBackInDoubt(LinkedNodes nodes) {
        Venue fra = new Venue(nodes.fra());
        SpanPart own = part(nodes.fra(), "fra");
        assertThat(own.getInDoubt()).isTrue();
        assertThat(own.getFree()).isEqualTo("0");
        assertThat(own.getStranded()).isNotEqualTo("0");
        assertThat(code(fra, "new")).isEqualTo("REDUCING");
        assertThat(fra.decide("alpha", Venue.cancel("kept")).getOutcomes(0).getVerdict())
                .isEqualTo(Verdict.VERDICT_ACCEPTED);
        assertThat(reconciled(nodes.fra(), "fra", approval(nodes.fra())).getFaults(0).getReason())
                .contains("data-centers/ams");
        assertThat(code(new Venue(nodes.ams()).opened(), "elsewhere")).isNotEqualTo("REDUCING");
    }
}
