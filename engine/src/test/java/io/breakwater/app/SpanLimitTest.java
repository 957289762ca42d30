package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.Enforcement;
import io.breakwater.v1.GetSpanRequest;
import io.breakwater.v1.Limit;
import io.breakwater.v1.Measure;
import io.breakwater.v1.RegionServiceGrpc;
import io.breakwater.v1.RegionServiceGrpc.RegionServiceBlockingStub;
import io.breakwater.v1.SetLimitRequest;
import io.breakwater.v1.Span;
import io.breakwater.v1.SpanLimitRequest;
import io.breakwater.v1.SpanPart;
import io.breakwater.v1.Verdict;
import io.breakwater.v1.VerifyReport;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A firm's cap over two data centers whose nodes are real and whose links are cut and healed. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@TakesLong
class SpanLimitTest {
    private static final String SPAN = "spans/firms/acme/GROSS_NOTIONAL";
    private static final int CAP_ORDERS = 100;
    /** Of an order of 0.01 at 60,000. */
    private static final int ORDER_USD = 600;

    @TempDir
    Path directory;

    private int orders;
    private String lastRefusal = "";

    private static RegionServiceBlockingStub regions(RunningNode node) {
        return RegionServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    private static SpanLimitRequest limit(int capOrders) {
        return SpanLimitRequest.newBuilder()
                .setRequestId(RunningNode.requestId())
                .setScope("firms/acme")
                .setMeasure(Measure.MEASURE_GROSS_NOTIONAL)
                .setCap(String.valueOf(capOrders * ORDER_USD))
                .addDataCenters("data-centers/fra")
                .addDataCenters("data-centers/ams")
                .build();
    }

    private static Span span(RunningNode node) {
        return regions(node).getSpan(GetSpanRequest.newBuilder().setName(SPAN).build()).getSpan();
    }

    private static BigDecimal rights(Span span) {
        return span.getPartsList().stream().map(SpanPart::getRights).map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How many of so many orders, one after the other, were let through. */
    private int accepted(Venue venue, String counterparty, int tries) {
        int accepted = 0;
        for (int i = 0; i < tries; i++) {
            venue.mark("60000");
            DecideResponse answer = venue.decide(counterparty, Venue.buy("o-" + ++orders, "60000", "0.01"));
            boolean passed = answer.getOutcomes(0).getVerdict() == Verdict.VERDICT_ACCEPTED;
            accepted += passed ? 1 : 0;
            lastRefusal = passed ? lastRefusal : answer.getOutcomes(0).getRefusal().toString();
        }
        return accepted;
    }

    /** Goes on until nothing more gets through for some time. */
    private int exhausted(Venue venue, String counterparty) {
        int accepted = 0;
        long lastMillis = System.currentTimeMillis();
        while (System.currentTimeMillis() - lastMillis < 3_000) {
            int more = accepted(venue, counterparty, 1);
            accepted += more;
            lastMillis = more > 0 ? System.currentTimeMillis() : lastMillis;
        }
        return accepted;
    }

    @Test
    void aFirmsCapHoldsOverTwoDataCentersThroughACut() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, Map.of())) {
            Venue fra = new Venue(nodes.fra()).opened();
            Venue ams = new Venue(nodes.ams()).opened();
            regions(nodes.fra()).spanLimit(limit(CAP_ORDERS));
            await().atMost(20, TimeUnit.SECONDS).ignoreExceptions().untilAsserted(() ->
                    assertThat(span(nodes.ams()).getVersion()).isEqualTo(span(nodes.fra()).getVersion()));
            assertThatThrownBy(() -> fra.counterparties().setLimit(SetLimitRequest.newBuilder()
                    .setRequestId(RunningNode.requestId())
                    .setLimit(Limit.newBuilder().setScope("firms/acme").setMeasure(Measure.MEASURE_GROSS_NOTIONAL)
                            .setCap("1").setEnforcement(Enforcement.ENFORCEMENT_HARD)).build()))
                    .hasMessageContaining("SPANS_DATA_CENTERS");
            assertThatThrownBy(() -> regions(nodes.ams()).spanLimit(limit(CAP_ORDERS + 1)))
                    .hasMessageContaining("data-centers/fra");
            fra.onboard("alpha");
            ams.onboard("beta");

            await().atMost(20, TimeUnit.SECONDS).until(() -> accepted(fra, "alpha", 1) == 1);
            await().atMost(20, TimeUnit.SECONDS).until(() -> accepted(ams, "beta", 1) == 1);

            nodes.cut();
            int inFra = 1 + exhausted(fra, "alpha");
            int inAms = 1 + accepted(ams, "beta", 5);
            assertThat(inFra).as("goes on with what it has").isBetween(10, CAP_ORDERS - 10);
            assertThat(inFra + inAms).isLessThanOrEqualTo(CAP_ORDERS);

            nodes.heal();
            int more = 0;
            long until = System.currentTimeMillis() + 30_000;
            while (inFra + inAms + more <= CAP_ORDERS * 3 / 4 && System.currentTimeMillis() < until) {
                more += accepted(fra, "alpha", 1);
            }
            assertThat(more).as("rights flow again: " + lastRefusal + span(nodes.fra()) + span(nodes.ams())).isGreaterThan(10);
            int last = exhausted(fra, "alpha") + exhausted(ams, "beta");
            assertThat(inFra + inAms + more + last).as("the union").isLessThanOrEqualTo(CAP_ORDERS)
                    .isGreaterThan(CAP_ORDERS * 3 / 4);

            for (RunningNode node : new RunningNode[] {nodes.fra(), nodes.ams()}) {
                VerifyReport report = node.verified();
                assertThat(report.getDamageList()).isEmpty();
                assertThat(report.getMismatches()).isZero();
            }
            recovered(nodes);
        }
    }

    /** What a node has read and lent it has again after it was started anew. */
    private void recovered(LinkedNodes nodes) throws Exception {
        // Until both have read all that there is, each may still read on, also when it is started anew.
        for (RunningNode node : new RunningNode[] {nodes.fra(), nodes.ams()}) {
            await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(rights(span(node)))
                    .isEqualByComparingTo(BigDecimal.valueOf((long) CAP_ORDERS * ORDER_USD)));
        }
        nodes.cut();
        Span before = span(nodes.ams());
        nodes.stop(1);
        nodes.start(1);
        Span after = span(nodes.ams());
        assertThat(after.getVersion()).isEqualTo(before.getVersion());
        assertThat(after.getParts(1).getLent()).isEqualTo(before.getParts(1).getLent());
        assertThat(rights(after)).isEqualByComparingTo(rights(before));
        nodes.heal();
    }
}
