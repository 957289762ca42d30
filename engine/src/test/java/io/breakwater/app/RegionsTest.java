package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.AddDataCenterRequest;
import io.breakwater.v1.AddDataCenterResponse;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.DataCenterState;
import io.breakwater.v1.FenceDataCenterRequest;
import io.breakwater.v1.FenceDataCenterResponse;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.GetScopeRequest;
import io.breakwater.v1.GetSpanRequest;
import io.breakwater.v1.Measure;
import io.breakwater.v1.ReconcileDataCenterRequest;
import io.breakwater.v1.ReconcileDataCenterResponse;
import io.breakwater.v1.RegionServiceGrpc;
import io.breakwater.v1.RegionServiceGrpc.RegionServiceBlockingStub;
import io.breakwater.v1.ReinstateDataCenterRequest;
import io.breakwater.v1.ReinstateDataCenterResponse;
import io.breakwater.v1.RemoveDataCenterRequest;
import io.breakwater.v1.RemoveDataCenterResponse;
import io.breakwater.v1.Span;
import io.breakwater.v1.SpanFault;
import io.breakwater.v1.SpanLimitRequest;
import io.breakwater.v1.SpanPart;
import io.breakwater.v1.SwitchOverRequest;
import io.breakwater.v1.TradingState;
import io.breakwater.v1.Verdict;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does about whole data centers, over real ports and links. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@TakesLong
class RegionsTest {
    private static final String SPAN = "spans/firms/acme/GROSS_NOTIONAL";
    private static final String CAP = "100000";
    private static final BigDecimal HALF_AN_EVEN_PART = new BigDecimal("25000");
    private static final Duration SOON = Duration.ofSeconds(20);

    /** However old what is known of others may be: but of a fenced one. */
    private static final Map<String, String> FIRM_REDUCES = Map.of(
            "breakwater.controls.link-age", "1 h", "breakwater.controls.reducing.0", "firms/acme");

    @TempDir
    Path directory;

    private static RegionServiceBlockingStub regions(RunningNode node) {
        return RegionServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    private static Span span(RunningNode node) {
        return regions(node).getSpan(GetSpanRequest.newBuilder().setName(SPAN).build()).getSpan();
    }

    private static String home(RunningNode node) {
        return span(node).getParts(0).getDataCenter();
    }

    private static BigDecimal rights(RunningNode node, String dataCenter) {
        return span(node).getPartsList().stream()
                .filter(part -> part.getDataCenter().equals("data-centers/" + dataCenter))
                .map(part -> new BigDecimal(part.getRights())).findFirst().orElseThrow();
    }

    /** All that there are, in one look: between two of them some may go over. */
    private static void awaitAllRights(RunningNode node) {
        await("no right lost or made").atMost(SOON).untilAsserted(() -> assertThat(span(node).getPartsList().stream()
                .map(part -> new BigDecimal(part.getRights())).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(new BigDecimal(CAP)));
    }

    private static BigDecimal ahead(RunningNode node, String dataCenter) {
        return span(node).getPartsList().stream()
                .filter(part -> part.getDataCenter().equals("data-centers/" + dataCenter))
                .map(part -> new BigDecimal(part.getAhead())).findFirst().orElseThrow();
    }

    private static SpanPart part(RunningNode node, String dataCenter) {
        return span(node).getPartsList().stream()
                .filter(part -> part.getDataCenter().equals("data-centers/" + dataCenter)).findFirst().orElseThrow();
    }

    private static boolean isAccepted(Venue venue, String counterparty, String order) {
        return isAccepted(venue, counterparty, order, false);
    }

    private static boolean isAccepted(Venue venue, String counterparty, String order, boolean validateOnly) {
        venue.mark("60000");
        return venue.decisions().decide(Venue.request(counterparty, Venue.buy(order, "60000", "0.01"))
                .setValidateOnly(validateOnly).build()).getOutcomes(0).getVerdict() == Verdict.VERDICT_ACCEPTED;
    }

    /** What a call answers that is first judged alone, under the same id: that names the same faults. */
    private static <T> T judgedFirst(RunningNode node, Function<T, List<SpanFault>> faults, Function<Boolean, T> call) {
        long version = span(node).getVersion();
        List<SpanFault> judged = faults.apply(call.apply(true));
        assertThat(span(node).getVersion()).as("nothing has changed").isEqualTo(version);
        T done = call.apply(false);
        assertThat(faults.apply(done)).isEqualTo(judged);
        return done;
    }

    private static FenceDataCenterResponse fence(RunningNode node, String dataCenter) {
        FenceDataCenterRequest.Builder request = FenceDataCenterRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setDataCenter("data-centers/" + dataCenter);
        return judgedFirst(node, FenceDataCenterResponse::getFaultsList,
                only -> regions(node).fenceDataCenter(request.setValidateOnly(only).build()));
    }

    private static ReinstateDataCenterResponse reinstated(RunningNode node, String dataCenter) {
        return reinstated(node, dataCenter, false);
    }

    private static ReinstateDataCenterResponse reinstated(RunningNode node, String dataCenter, boolean validateOnly) {
        return regions(node).reinstateDataCenter(ReinstateDataCenterRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setValidateOnly(validateOnly)
                .setDataCenter("data-centers/" + dataCenter).build());
    }

    private static List<SpanFault> switchedOver(RunningNode node, String from, String to) {
        return switchedOver(node, from, to, false);
    }

    private static List<SpanFault> switchedOver(RunningNode node, String from, String to, boolean validateOnly) {
        return regions(node).switchOver(SwitchOverRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setValidateOnly(validateOnly)
                .setFrom("data-centers/" + from).setTo("data-centers/" + to).build()).getFaultsList();
    }

    private static TradingState firm(Venue venue) {
        return venue.counterparties().getScope(GetScopeRequest.newBuilder().setName("firms/acme").build())
                .getScope().getTradingState();
    }

    @Test
    void aLostDataCenterIsFencedReclaimedFromAndLetBackIn() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, Map.of())) {
            Venue ams = new Venue(nodes.ams()).opened();
            regions(nodes.fra()).spanLimit(SpanLimitRequest.newBuilder()
                    .setRequestId(RunningNode.requestId()).setScope("firms/acme")
                    .setMeasure(Measure.MEASURE_GROSS_NOTIONAL).setCap(CAP).setWindow("5000")
                    .addDataCenters("data-centers/fra").addDataCenters("data-centers/ams").build());
            await().atMost(SOON).ignoreExceptions().until(() -> home(nodes.ams()).equals("data-centers/fra"));
            ams.onboard("beta");
            await().atMost(SOON).until(() -> isAccepted(ams, "beta", "o-" + System.nanoTime()));

            await().atMost(SOON).until(() -> switchedOver(nodes.fra(), "fra", "ams", true).isEmpty());
            assertThat(home(nodes.fra())).as("was only judged").isEqualTo("data-centers/fra");
            await().atMost(SOON).until(() -> switchedOver(nodes.fra(), "fra", "ams").isEmpty());
            await().atMost(SOON).until(() -> home(nodes.ams()).equals("data-centers/ams"));

            // What is under way to fra counts against the window: when that is seen, all of it is there to use alone.
            await("seen").atMost(SOON).until(() -> ahead(nodes.ams(), "ams").signum() == 0);
            await("connected").atMost(SOON).untilAsserted(() -> {
                SpanPart fra = part(nodes.ams(), "fra");
                assertThat(fra.getState()).isEqualTo(DataCenterState.DATA_CENTER_STATE_CONNECTED);
                assertThat(fra.getAgeSeconds()).isBetween(0.0, 2.0);
            });
            assertThat(part(nodes.ams(), "ams").hasAgeSeconds()).isFalse();
            nodes.stop(0);
            await("cut").atMost(SOON).until(() ->
                    part(nodes.ams(), "fra").getState() == DataCenterState.DATA_CENTER_STATE_CUT);
            assertThat(switchedOver(nodes.ams(), "ams", "fra")).as("nobody would be home").hasSize(1)
                    .isEqualTo(switchedOver(nodes.ams(), "ams", "fra", true));
            assertThat(home(nodes.ams())).isEqualTo("data-centers/ams");
            assertThat(part(nodes.ams(), "fra").getAgeSeconds()).isPositive();
            // An allowance that is short is refilled from what is here: that takes a moment, and nobody else.
            await("decides alone").atMost(SOON).until(() -> isAccepted(ams, "beta", "alone-" + System.nanoTime()));
            BigDecimal before = rights(nodes.ams(), "ams");
            FenceDataCenterResponse fenced = fence(nodes.ams(), "fra");
            assertThat(fenced.getFaultsList()).isEmpty();
            assertThat(fenced.getSpans(0).getParts(1).getFencedBy()).isEqualTo("data-centers/ams");
            assertThat(part(nodes.ams(), "fra").getState()).isEqualTo(DataCenterState.DATA_CENTER_STATE_FENCED);
            assertThat(rights(nodes.ams(), "ams")).as("all but what fra had lent and its window")
                    .isGreaterThan(before.add(BigDecimal.valueOf(10_000)));
            awaitAllRights(nodes.ams());

            nodes.start(0);
            await().atMost(SOON).until(() -> reinstated(nodes.ams(), "fra", true).getFaultsCount() == 0);
            assertThat(part(nodes.ams(), "fra").getState()).as("was only judged")
                    .isEqualTo(DataCenterState.DATA_CENTER_STATE_FENCED);
            await().atMost(SOON).until(() -> reinstated(nodes.ams(), "fra").getFaultsCount() == 0);
            await().atMost(SOON).until(() -> span(nodes.fra()).getPartsList().stream()
                    .allMatch(part -> part.getFencedBy().isEmpty()));
            assertThat(home(nodes.fra())).isEqualTo("data-centers/ams");
        }
    }

    private static Counterparty counterparty(Venue venue, String id) {
        return venue.counterparties().getCounterparty(GetCounterpartyRequest.newBuilder()
                .setName("counterparties/" + id).build()).getCounterparty();
    }

    private static TradingState state(Venue venue, String counterparty) {
        return counterparty(venue, counterparty).getTradingState();
    }

    private static int restrictions(Venue venue, String counterparty) {
        return counterparty(venue, counterparty).getRestrictionsCount();
    }

    private static ReconcileDataCenterResponse reconciled(RunningNode node, String dataCenter) {
        return reconciled(node, dataCenter, false);
    }

    private static ReconcileDataCenterResponse reconciled(RunningNode node, String dataCenter, boolean validateOnly) {
        return regions(node).reconcileDataCenter(ReconcileDataCenterRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setDataCenter("data-centers/" + dataCenter)
                .setValidateOnly(validateOnly).setReason("statements compared").build());
    }

    @Test
    void whoTradedUnseenAtAFencedDataCenterOnlyReducesUntilThatIsCompared() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, FIRM_REDUCES)) {
            Venue fra = new Venue(nodes.fra()).opened();
            Venue ams = new Venue(nodes.ams()).opened();
            of(nodes.fra(), "fra", "ams");
            await().atMost(SOON).ignoreExceptions().until(() -> home(nodes.ams()).equals("data-centers/fra"));
            fra.onboard("alpha");
            ams.onboard("alpha");
            ams.onboard("beta");
            nodes.cut();
            await("cut").atMost(SOON).until(() ->
                    part(nodes.ams(), "fra").getState() == DataCenterState.DATA_CENTER_STATE_CUT);
            await("unseen").atMost(SOON).until(() -> isAccepted(fra, "alpha", "unseen-" + System.nanoTime()));
            fence(nodes.ams(), "fra");
            // At once: the tail may be here before anybody who reads it has noticed the fence.
            nodes.heal();
            await("whom policy names").atMost(SOON).until(() -> firm(ams) == TradingState.TRADING_STATE_REDUCING);
            await("late truth").atMost(SOON).until(() -> restrictions(ams, "alpha") == 1);
            assertThat(state(ams, "alpha")).isEqualTo(TradingState.TRADING_STATE_REDUCING);
            assertThat(restrictions(ams, "beta")).as("did nothing there").isZero();
            assertThat(restrictions(fra, "alpha")).as("is known there").isZero();
            assertThat(reconciled(nodes.ams(), "fra", true).getCounterpartiesList())
                    .containsExactly("counterparties/alpha");
            assertThat(restrictions(ams, "alpha")).as("was only judged").isEqualTo(1);
            ReconcileDataCenterResponse compared = reconciled(nodes.ams(), "fra");
            assertThat(compared.getOpen()).isTrue();
            assertThat(compared.getCounterpartiesList()).containsExactly("counterparties/alpha");
            await("no more of it arrives").atMost(SOON).untilAsserted(() -> isCompared(nodes.ams(), ams));
            assertThat(firm(ams)).as("until it is let in").isEqualTo(TradingState.TRADING_STATE_REDUCING);
            await("conceded").atMost(SOON).until(() -> reinstated(nodes.ams(), "fra").getFaultsCount() == 0);
            await("let in").atMost(SOON).until(() -> firm(ams) == TradingState.TRADING_STATE_ACTIVE);
            await("as orders see it").atMost(SOON).untilAsserted(() -> {
                isCompared(nodes.ams(), ams);
                assertThat(state(ams, "alpha")).isEqualTo(TradingState.TRADING_STATE_ACTIVE);
            });
        }
    }

    /** What else arrives restricts anew: a deposit is a trade too, and may have been under way when it was cut. */
    private static void isCompared(RunningNode node, Venue venue) {
        assertThatThrownBy(() -> reconciled(node, "fra")).hasMessageContaining("nobody here is restricted");
        assertThat(restrictions(venue, "alpha")).isZero();
    }

    private static Span of(RunningNode node, String... dataCenters) {
        SpanLimitRequest.Builder limit = SpanLimitRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setScope("firms/acme")
                .setMeasure(Measure.MEASURE_GROSS_NOTIONAL).setCap(CAP).setWindow("20000");
        for (String each : dataCenters) {
            limit.addDataCenters("data-centers/" + each);
        }
        return regions(node).spanLimit(limit.build()).getSpan();
    }

    private static int members(RunningNode node) {
        return span(node).getPartsCount();
    }

    private static void added(RunningNode home) {
        AddDataCenterRequest.Builder request = AddDataCenterRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setDataCenter("data-centers/ams");
        AddDataCenterResponse added = judgedFirst(home, AddDataCenterResponse::getFaultsList,
                only -> regions(home).addDataCenter(request.setValidateOnly(only).build()));
        assertThat(added.getFaultsList()).isEmpty();
        assertThat(added.getSpansCount()).isEqualTo(1);
    }

    private static List<SpanFault> removed(RunningNode home, String dataCenter) {
        RemoveDataCenterRequest.Builder request = RemoveDataCenterRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setDataCenter("data-centers/" + dataCenter);
        return judgedFirst(home, RemoveDataCenterResponse::getFaultsList,
                only -> regions(home).removeDataCenter(request.setValidateOnly(only).build())).getFaultsList();
    }

    private static BigDecimal lent(RunningNode node, String dataCenter) {
        return new BigDecimal(part(node, dataCenter).getLent());
    }

    @Test
    void aDataCenterIsAddedTakesPartAndIsRemoved() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, Map.of())) {
            Venue ams = new Venue(nodes.ams()).opened();
            assertThat(of(nodes.fra(), "fra").getPartsCount()).isEqualTo(1);
            added(nodes.fra());
            await("gets rights before anybody orders").atMost(SOON).ignoreExceptions()
                    .until(() -> lent(nodes.ams(), "ams").compareTo(HALF_AN_EVEN_PART) >= 0);
            ams.onboard("beta");
            await("has a part, and has asked for nothing").atMost(SOON).untilAsserted(() ->
                    assertThat(isAccepted(ams, "beta", "first", true)).as(() -> span(nodes.ams()).toString()).isTrue());
            assertThat(isAccepted(ams, "beta", "first")).as(() -> span(nodes.ams()).toString()).isTrue();

            assertThat(removed(nodes.fra(), "fra").getFirst().getReason()).contains("switch over first");
            assertThat(removed(nodes.fra(), "ams")).isEmpty();
            // Only asked: what is let through until it has heard of it would not be free.
            await("uses nothing more").atMost(SOON).until(() -> !isAccepted(ams, "beta", "second", true));
            await("has given back what is free").atMost(SOON).until(() -> {
                SpanPart left = span(nodes.fra()).getParts(1);
                return left.getLeaving() && new BigDecimal(left.getRights()).compareTo(new BigDecimal("5000")) < 0;
            });
            awaitAllRights(nodes.fra());
        }
    }
}
