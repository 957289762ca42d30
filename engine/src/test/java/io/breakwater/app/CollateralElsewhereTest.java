package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.breakwater.gateway.Venue;
import io.breakwater.v1.CollateralPart;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.DataCenterState;
import io.breakwater.v1.FenceDataCenterRequest;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.Measure;
import io.breakwater.v1.MoveCollateralRequest;
import io.breakwater.v1.MoveCollateralResponse;
import io.breakwater.v1.ReconcileDataCenterRequest;
import io.breakwater.v1.RegionServiceGrpc;
import io.breakwater.v1.RegionServiceGrpc.RegionServiceBlockingStub;
import io.breakwater.v1.SpanLimitRequest;
import io.breakwater.v1.VerifyReport;
import io.breakwater.v1.WithdrawRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Collateral that home gives to another data center and that comes back, through cuts, a restart and a fence. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class CollateralElsewhereTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ACCOUNT = "counterparties/alpha/accounts/main";

    @TempDir
    Path directory;

    private static MoveCollateralRequest move(String amount, String to) {
        return MoveCollateralRequest.newBuilder().setRequestId(RunningNode.requestId()).setAccount(ACCOUNT)
                .setAsset("assets/usd").setAmount(amount).setTo("data-centers/" + to).setReference("m").build();
    }

    private static MoveCollateralResponse moved(Venue venue, String amount, String to) {
        return venue.counterparties().moveCollateral(move(amount, to));
    }

    private static void withdraw(Venue venue, String amount) {
        venue.counterparties().withdraw(WithdrawRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setAccount(ACCOUNT).setAsset("assets/usd").setAmount(amount).build());
    }

    private static Counterparty alpha(Venue venue) {
        return venue.counterparties().getCounterparty(GetCounterpartyRequest.newBuilder()
                .setName("counterparties/alpha").build()).getCounterparty();
    }

    private static BigDecimal free(Venue venue) {
        return alpha(venue).getAccounts(0).getBalancesList().stream().map(balance -> new BigDecimal(balance.getFree()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void awaitFree(Venue venue, String amount) {
        await(amount).atMost(SOON).untilAsserted(() ->
                assertThat(free(venue)).isEqualByComparingTo(new BigDecimal(amount)));
    }

    private static CollateralPart elsewhere(Venue venue) {
        assertThat(alpha(venue).getCollateralElsewhereCount()).isEqualTo(1);
        return alpha(venue).getCollateralElsewhere(0);
    }

    private static void assertElsewhere(Venue venue, String sent, String received, String outstanding) {
        CollateralPart part = elsewhere(venue);
        assertThat(new BigDecimal(part.getSent())).isEqualByComparingTo(sent);
        assertThat(new BigDecimal(part.getReceived())).isEqualByComparingTo(received);
        assertThat(new BigDecimal(part.getOutstanding())).isEqualByComparingTo(outstanding);
    }

    private static String code(Venue venue) {
        venue.mark("60000");
        return venue.decide("alpha", Venue.buy("o-" + System.nanoTime(), "60000", "0.1")).getOutcomes(0).getRefusal()
                .getCode();
    }

    private static Venue homeWithAMillion(RunningNode fra) {
        Venue venue = new Venue(fra).opened();
        venue.onboard("alpha");
        return venue;
    }

    /** The same counterparty, whose home is the other data center, without money. */
    private static Venue poor(RunningNode ams) {
        Venue venue = new Venue(ams).opened();
        CreateCounterpartyRequest.Builder onboarding = Venue.onboarding("alpha");
        onboarding.getCounterpartyBuilder().setHomeDataCenter("fra");
        venue.counterparties().createCounterparty(onboarding.build());
        return venue;
    }

    private static void assertSound(LinkedNodes nodes) {
        for (RunningNode node : List.of(nodes.fra(), nodes.ams())) {
            VerifyReport report = node.verified();
            assertThat(report.getDamageList()).isEmpty();
            assertThat(report.getMismatches()).isZero();
        }
    }

    @Test
    void itBacksOrdersWhereItIsAndComesHomeToBeWithdrawn() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, Map.of())) {
            Venue fra = homeWithAMillion(nodes.fra());
            Venue ams = poor(nodes.ams());
            assertThat(alpha(ams).getHomeDataCenter()).isEqualTo("fra");
            assertThat(code(ams)).isEqualTo("MARGIN");

            MoveCollateralRequest first = move("400000", "ams");
            fra.counterparties().moveCollateral(first.toBuilder().setValidateOnly(true).build());
            assertThat(free(fra)).as("only asked").isEqualByComparingTo("1000000");
            assertThat(fra.counterparties().moveCollateral(first).getReplayed()).isFalse();
            assertThat(fra.counterparties().moveCollateral(first).getReplayed()).isTrue();
            awaitFree(ams, "400000");
            assertThat(free(fra)).isEqualByComparingTo("600000");
            assertThat(code(ams)).isEmpty();
            assertElsewhere(fra, "400000", "0", "400000");
            assertElsewhere(ams, "0", "400000", "-400000");
            assertThat(elsewhere(fra).getDataCenter()).isEqualTo("data-centers/ams");
            await("connected").atMost(SOON).until(() ->
                    elsewhere(fra).getState() == DataCenterState.DATA_CENTER_STATE_CONNECTED);
            assertThat(elsewhere(fra).getAgeSeconds()).isNotNegative();

            assertThatThrownBy(() -> withdraw(ams, "1")).hasMessageContaining("NOT_AT_HOME");
            assertThatThrownBy(() -> moved(fra, "1", "fra")).hasMessageContaining("another data center");
            assertThatThrownBy(() -> moved(fra, "1", "dub")).hasMessageContaining("neither this nor a linked one");
            assertThatThrownBy(() -> moved(fra, "600000.01", "ams")).hasMessageContaining("INSUFFICIENT_FUNDS");
            ams.mark("60000");
            assertThatThrownBy(() -> moved(ams, "399999", "fra")).as("an order needs it")
                    .hasMessageContaining("MARGIN");

            nodes.cut();
            moved(fra, "100000", "ams");
            moved(fra, "50000", "ams");
            Venue again = restarted(nodes);
            assertThat(free(again)).as("not heard of yet").isEqualByComparingTo("400000");
            await("cut").atMost(SOON).until(() ->
                    elsewhere(fra).getState() == DataCenterState.DATA_CENTER_STATE_CUT);
            nodes.heal();
            awaitFree(again, "550000");
            again.mark("60000");
            moved(again, "200000", "fra");
            awaitFree(fra, "650000");
            assertElsewhere(fra, "550000", "200000", "350000");
            assertElsewhere(again, "200000", "550000", "-350000");
            withdraw(fra, "650000");
            assertSound(nodes);
        }
    }

    private static Venue restarted(LinkedNodes nodes) throws Exception {
        nodes.stop(1);
        nodes.start(1);
        return new Venue(nodes.ams());
    }

    @Test
    void whatIsAtAFencedDataCenterIsStrandedAndComesBackAsALateWordThatIsCompared() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, Map.of())) {
            Venue fra = homeWithAMillion(nodes.fra());
            Venue ams = poor(nodes.ams());
            RegionServiceBlockingStub regions = RegionServiceGrpc.newBlockingStub(nodes.fra().channel());
            regions.withDeadlineAfter(20, TimeUnit.SECONDS).spanLimit(SpanLimitRequest.newBuilder()
                    .setRequestId(RunningNode.requestId()).setScope("firms/acme")
                    .setMeasure(Measure.MEASURE_GROSS_NOTIONAL).setCap("1000000")
                    .addDataCenters("data-centers/fra").addDataCenters("data-centers/ams").build());
            moved(fra, "400000", "ams");
            awaitFree(ams, "400000");
            nodes.cut();
            await("cut").atMost(SOON).until(() ->
                    elsewhere(fra).getState() == DataCenterState.DATA_CENTER_STATE_CUT);
            moved(ams, "100000", "fra");
            regions.withDeadlineAfter(20, TimeUnit.SECONDS).fenceDataCenter(FenceDataCenterRequest.newBuilder()
                    .setRequestId(RunningNode.requestId()).setDataCenter("data-centers/ams").build());
            await("fenced").atMost(SOON).until(() ->
                    elsewhere(fra).getState() == DataCenterState.DATA_CENTER_STATE_FENCED);
            assertElsewhere(fra, "400000", "0", "400000");
            assertThat(free(fra)).as("nothing is taken back").isEqualByComparingTo("600000");

            nodes.heal();
            awaitFree(fra, "700000");
            await("unseen").atMost(SOON).until(() -> alpha(fra).getRestrictionsCount() == 1);
            assertThatThrownBy(() -> moved(fra, "1", "ams")).hasMessageContaining("REDUCING");
            regions.withDeadlineAfter(20, TimeUnit.SECONDS).reconcileDataCenter(ReconcileDataCenterRequest.newBuilder()
                    .setRequestId(RunningNode.requestId()).setDataCenter("data-centers/ams")
                    .setReason("statements compared").build());
            fra.mark("60000");
            moved(ams, "300000", "fra");
            awaitFree(fra, "1000000");
            assertElsewhere(fra, "400000", "400000", "0");
            assertSound(nodes);
        }
    }
}
