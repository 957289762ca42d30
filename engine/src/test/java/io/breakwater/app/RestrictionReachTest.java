package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.DataCenterReach;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.GetScopeRequest;
import io.breakwater.v1.HaltRequest;
import io.breakwater.v1.HaltResponse;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.LiftRestrictionRequest;
import io.breakwater.v1.LiftRestrictionResponse;
import io.breakwater.v1.RestrictRequest;
import io.breakwater.v1.RestrictResponse;
import io.breakwater.v1.Restriction;
import io.breakwater.v1.ResumeRequest;
import io.breakwater.v1.ResumeResponse;
import io.breakwater.v1.TradingState;
import io.breakwater.v1.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The answer to a restriction names the data centers that have it in force, by what came back from them. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@TakesLong
class RestrictionReachTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> BOTH = List.of("data-centers/fra", "data-centers/ams");
    private static final String ALPHA = "counterparties/alpha";
    /** Nothing is cut, and nobody is to be named pending for a machine that stands still for a while. */
    private static final Map<String, String> PATIENT =
            Map.of("breakwater.controls.in-force-wait", "10 s", "breakwater.links.cut-after", "15 s");

    @TempDir
    Path directory;

    private static List<String> names(List<DataCenterReach> reach) {
        return reach.stream().map(DataCenterReach::getDataCenter).toList();
    }

    private static Restriction restriction(TradingState state) {
        return Restriction.newBuilder().setState(state).setSource("desk").setReason("test").build();
    }

    private static RestrictResponse restrict(Venue venue, String name, String requestId) {
        return venue.counterparties().restrict(RestrictRequest.newBuilder().setRequestId(requestId).setName(name)
                .setRestriction(restriction(TradingState.TRADING_STATE_REDUCING)).build());
    }

    private static LiftRestrictionResponse lift(Venue venue, String name, RestrictResponse placed) {
        return lift(venue, name, placed, RunningNode.requestId());
    }

    private static LiftRestrictionResponse lift(Venue venue, String name, RestrictResponse placed, String requestId) {
        return venue.counterparties().liftRestriction(LiftRestrictionRequest.newBuilder()
                .setRequestId(requestId).setName(name).setReason("over")
                .setRestrictionId(placed.getRestriction().getRestrictionId()).build());
    }

    private static TradingState state(Venue venue) {
        return state(venue, ALPHA);
    }

    private static TradingState state(Venue venue, String counterparty) {
        return venue.counterparties()
                .getCounterparty(GetCounterpartyRequest.newBuilder().setName(counterparty).build())
                .getCounterparty().getTradingState();
    }

    private static TradingState scope(Venue venue, String name) {
        return venue.counterparties().getScope(GetScopeRequest.newBuilder().setName(name).build())
                .getScope().getTradingState();
    }

    /** It is told while it is waited for, with blocks of the right logs. */
    private static void isInForceInBoth(List<DataCenterReach> inForce, List<DataCenterReach> pending) {
        assertThat(names(inForce)).isEqualTo(BOTH);
        assertThat(pending).isEmpty();
        assertThat(inForce.get(1).getPosition().getLog()).isEqualTo(inForce.get(0).getPosition().getLog());
        assertThat(inForce.get(1).getPosition().getNumber()).isPositive();
    }

    @Test
    void whatHasComeBackIsInForceThere() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, PATIENT)) {
            Venue fra = opened(nodes.fra());
            Venue ams = opened(nodes.ams());
            awaitLinked(fra);

            RestrictResponse placed = restrict(fra, ALPHA, RunningNode.requestId());
            isInForceInBoth(placed.getInForceList(), placed.getPendingList());
            assertThat(state(ams)).isEqualTo(TradingState.TRADING_STATE_REDUCING);
            LiftRestrictionResponse lifted = lift(fra, ALPHA, placed);
            isInForceInBoth(lifted.getInForceList(), lifted.getPendingList());
            assertThat(state(ams)).isEqualTo(TradingState.TRADING_STATE_ACTIVE);

            HaltResponse halted = fra.instruments().halt(HaltRequest.newBuilder()
                    .setRequestId(RunningNode.requestId()).setName(Venue.PERPETUAL)
                    .setRestriction(restriction(TradingState.TRADING_STATE_HALTED)).build());
            isInForceInBoth(halted.getInForceList(), halted.getPendingList());
            ResumeResponse resumed = fra.instruments().resume(ResumeRequest.newBuilder()
                    .setRequestId(RunningNode.requestId()).setName(Venue.PERPETUAL).setReason("over")
                    .setRestrictionId(halted.getRestriction().getRestrictionId()).build());
            isInForceInBoth(resumed.getInForceList(), resumed.getPendingList());
            scopesAsWell(fra, ams);
            beforeItIsOnboardedThere(fra, ams);
        }
    }

    private static void scopesAsWell(Venue fra, Venue ams) {
        for (String name : List.of("everything", "firms/alpha", "groups/one", "venues/one", "underlyings/btc")) {
            RestrictResponse placed = restrict(fra, name, RunningNode.requestId());
            isInForceInBoth(placed.getInForceList(), placed.getPendingList());
            assertThat(scope(ams, name)).isEqualTo(TradingState.TRADING_STATE_REDUCING);
            LiftRestrictionResponse lifted = lift(fra, name, placed);
            isInForceInBoth(lifted.getInForceList(), lifted.getPendingList());
            assertThat(scope(ams, name)).isEqualTo(TradingState.TRADING_STATE_ACTIVE);
        }
    }

    private static void beforeItIsOnboardedThere(Venue fra, Venue ams) {
        fra.onboard("beta");
        RestrictResponse placed = restrict(fra, "counterparties/beta", RunningNode.requestId());
        isInForceInBoth(placed.getInForceList(), placed.getPendingList());
        ams.onboard("beta");
        assertThat(state(ams, "counterparties/beta")).isEqualTo(TradingState.TRADING_STATE_REDUCING);
    }

    private static Venue opened(RunningNode node) {
        Venue venue = new Venue(node).opened();
        venue.onboard("alpha");
        return venue;
    }

    /** Until the other end has said once that something is in force there. */
    private static void awaitLinked(Venue venue) {
        await().atMost(SOON).until(() ->
                restrict(venue, "venues/probe", RunningNode.requestId()).getPendingCount() == 0);
    }

    @Test
    void whatIsCutOffIsNamedPendingAndTakesItUpAfterwards() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, Map.of())) {
            Venue fra = opened(nodes.fra());
            Venue ams = opened(nodes.ams());
            awaitLinked(fra);

            nodes.cut();
            String id = RunningNode.requestId();
            long asked = System.nanoTime();
            RestrictResponse placed = restrict(fra, ALPHA, id);
            assertThat(System.nanoTime() - asked).as("as long as is set, and not until the call is over")
                    .isLessThan(TimeUnit.SECONDS.toNanos(15));
            assertThat(names(placed.getInForceList())).containsExactly("data-centers/fra");
            assertThat(names(placed.getPendingList())).containsExactly("data-centers/ams");
            assertThat(placed.getPending(0).getReason()).isNotEmpty();
            assertThat(state(fra)).isEqualTo(TradingState.TRADING_STATE_REDUCING);
            assertThat(state(ams)).isEqualTo(TradingState.TRADING_STATE_ACTIVE);

            nodes.heal();
            await().atMost(SOON).until(() -> state(ams) == TradingState.TRADING_STATE_REDUCING);
            await().atMost(SOON).until(() -> restrict(fra, ALPHA, id).getPendingCount() == 0);
            RestrictResponse again = restrict(fra, ALPHA, id);
            assertThat(again.getReplayed()).isTrue();
            assertThat(names(again.getInForceList())).isEqualTo(BOTH);

            String lifting = RunningNode.requestId();
            LiftRestrictionResponse lifted = await().atMost(SOON).until(
                    () -> lift(ams, ALPHA, placed, lifting), answer -> answer.getPendingCount() == 0);
            assertThat(names(lifted.getInForceList())).containsExactly("data-centers/ams", "data-centers/fra");
            assertThat(state(fra)).isEqualTo(TradingState.TRADING_STATE_ACTIVE);
        }
    }

    /** The id is free afterwards: nothing was decided under it. */
    private static void whatWasAskedFirstElsewhereIsUnknownHere(Venue venue) {
        DecideRequest.Builder request = Venue.request("alpha", Venue.buy("three", "60000", "0.01"));
        ItemOutcome elsewhere = venue.decisions().decide(request.setDataCenter("data-centers/ams").build())
                .getOutcomes(0);
        assertThat(elsewhere.getVerdict()).isEqualTo(Verdict.VERDICT_UNKNOWN);
        assertThat(elsewhere.getRefusal().getCode()).isEqualTo("OUTCOME_UNKNOWN");
        ItemOutcome here = venue.decisions().decide(request.setDataCenter("data-centers/fra").build()).getOutcomes(0);
        assertThat(here.getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
        assertThat(here.getReplayed()).isFalse();
    }

    @Test
    void aDataCenterThatStandsAloneNamesItself() throws Exception {
        try (RunningNode node = RunningNode.start(directory, Map.of("breakwater.data-center.id", "fra"))) {
            Venue venue = opened(node);
            RestrictResponse placed = restrict(venue, ALPHA, RunningNode.requestId());
            assertThat(names(placed.getInForceList())).containsExactly("data-centers/fra");
            assertThat(placed.getPendingList()).isEmpty();
            RestrictResponse scoped = restrict(venue, "everything", RunningNode.requestId());
            assertThat(scoped.getInForce(0).getPosition()).isEqualTo(scoped.getPosition());
            venue.mark("60000");
            lift(venue, ALPHA, placed);
            assertThat(venue.decide("alpha", Venue.buy("one", "60000", "0.01")).getOutcomes(0).getRefusal().getCode())
                    .isEqualTo("REDUCING");
            lift(venue, "everything", scoped);
            whatWasAskedFirstElsewhereIsUnknownHere(venue);
            assertThat(venue.decide("alpha", Venue.buy("two", "60000", "0.01")).getOutcomes(0).getRefusal().getCode())
                    .isEmpty();
        }
    }
}
