package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.AddDataCenterRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.GetSpanRequest;
import io.breakwater.v1.Measure;
import io.breakwater.v1.RegionServiceGrpc;
import io.breakwater.v1.RegionServiceGrpc.RegionServiceBlockingStub;
import io.breakwater.v1.RemoveDataCenterRequest;
import io.breakwater.v1.SpanLimitRequest;
import io.breakwater.v1.SpanPart;
import io.breakwater.v1.Verdict;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A data center that leaves a limit and takes part in it again: nobody's first order there is refused for that. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@TakesLong
class AddedAgainTest {
    private static final String AMS = "data-centers/ams";
    private static final BigDecimal HALF_AN_EVEN_PART = new BigDecimal("25000");
    private static final BigDecimal ORDER = new BigDecimal("600").stripTrailingZeros();
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private static RegionServiceBlockingStub regions(RunningNode node) {
        return RegionServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    private static SpanPart part(RunningNode node) {
        return regions(node).getSpan(GetSpanRequest.newBuilder().setName("spans/firms/acme/GROSS_NOTIONAL").build())
                .getSpan().getPartsList().stream()
                .filter(part -> part.getDataCenter().equals(AMS)).findFirst().orElseThrow();
    }

    private static BigDecimal lent(RunningNode node) {
        return new BigDecimal(part(node).getLent()).stripTrailingZeros();
    }

    private static void added(RunningNode home) {
        assertThat(regions(home).addDataCenter(AddDataCenterRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setDataCenter(AMS).build()).getFaultsList()).isEmpty();
    }

    private static void removed(RunningNode home) {
        assertThat(regions(home).removeDataCenter(RemoveDataCenterRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setDataCenter(AMS).build()).getFaultsList()).isEmpty();
    }

    private static DecideResponse answer(Venue venue, String counterparty, boolean validateOnly) {
        venue.mark("60000");
        return venue.decisions().decide(
                Venue.request(counterparty, Venue.buy("o-" + System.nanoTime(), "60000", "0.01"))
                        .setValidateOnly(validateOnly).build());
    }

    private static boolean isAccepted(DecideResponse answer) {
        return answer.getOutcomes(0).getVerdict() == Verdict.VERDICT_ACCEPTED;
    }

    @Test
    void nobodysFirstOrderIsRefused() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, Map.of())) {
            Venue ams = new Venue(nodes.ams()).opened();
            regions(nodes.fra()).spanLimit(SpanLimitRequest.newBuilder()
                    .setRequestId(RunningNode.requestId()).setScope("firms/acme")
                    .setMeasure(Measure.MEASURE_GROSS_NOTIONAL).setCap("100000").setWindow("20000")
                    .addDataCenters("data-centers/fra").build());
            added(nodes.fra());
            await("has a part").atMost(SOON).ignoreExceptions().until(() ->
                    lent(nodes.ams()).compareTo(HALF_AN_EVEN_PART) >= 0);
            ams.onboard("idle");
            ams.onboard("busy");
            await("has an order that works").atMost(SOON).until(() -> isAccepted(answer(ams, "busy", false)));

            removed(nodes.fra());
            await("all is given back but what the order uses").atMost(SOON)
                    .until(() -> lent(nodes.ams()).equals(ORDER));
            ams.onboard("late");
            for (String each : List.of("idle", "busy", "late")) {
                assertThat(isAccepted(answer(ams, each, true))).as("there is nothing for %s", each).isFalse();
            }

            added(nodes.fra());
            for (String each : List.of("idle", "busy", "late")) {
                await(each + " has a part, and has asked for nothing").atMost(SOON).untilAsserted(() ->
                        assertThat(answer(ams, each, true)).as(() -> part(nodes.ams()).toString())
                                .matches(AddedAgainTest::isAccepted));
                assertThat(answer(ams, each, false)).matches(AddedAgainTest::isAccepted);
            }
        }
    }
}
