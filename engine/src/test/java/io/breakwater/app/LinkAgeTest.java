package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.breakwater.gateway.Venue;
import io.breakwater.v1.GetScopeRequest;
import io.breakwater.v1.LiftRestrictionRequest;
import io.breakwater.v1.Scope;
import io.breakwater.v1.TradingState;
import io.breakwater.v1.VerifyReport;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A data center that hears too little of another one only reduces what its policy names, until it hears again. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LinkAgeTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FIRM = "firms/acme";

    @TempDir
    Path directory;

    private static TradingState state(RunningNode node) {
        return scope(node).getTradingState();
    }

    private static Scope scope(RunningNode node) {
        return new Venue(node).counterparties().getScope(GetScopeRequest.newBuilder().setName(FIRM).build())
                .getScope();
    }

    private static String code(Venue venue, String order) {
        venue.mark("60000");
        return venue.decide("alpha", Venue.buy(order, "60000", "0.01")).getOutcomes(0).getRefusal().getCode();
    }

    @Test
    void whatIsTooOldReducesUntilItIsYoungAgain() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, Map.of(
                "breakwater.controls.link-age", "2 s", "breakwater.controls.reducing.0", FIRM))) {
            Venue fra = new Venue(nodes.fra()).opened();
            fra.onboard("alpha");
            new Venue(nodes.ams()).opened().onboard("alpha");
            // Where the other node took longer to start than that, it was too old at first.
            await().atMost(SOON).until(() -> code(fra, "o-" + System.nanoTime()).isEmpty());

            nodes.cut();
            await().atMost(SOON).until(() -> state(nodes.fra()) == TradingState.TRADING_STATE_REDUCING);
            await().atMost(SOON).until(() -> state(nodes.ams()) == TradingState.TRADING_STATE_REDUCING);
            await().atMost(SOON).until(() -> code(fra, "o-" + System.nanoTime()).equals("REDUCING"));
            assertThat(scope(nodes.fra()).getRestrictions(0).getReason()).contains("ams");
            assertThatThrownBy(() -> fra.counterparties().liftRestriction(LiftRestrictionRequest.newBuilder()
                    .setRequestId(RunningNode.requestId()).setName(FIRM).setReason("over")
                    .setRestrictionId(scope(nodes.fra()).getRestrictions(0).getRestrictionId()).build()))
                    .isInstanceOf(StatusRuntimeException.class).hasMessageContaining("young again");

            nodes.stop(0);
            nodes.start(0);
            assertThat(state(nodes.fra())).as("a restart knows of nobody").isEqualTo(
                    TradingState.TRADING_STATE_REDUCING);
            nodes.heal();
            await().atMost(SOON).until(() -> state(nodes.fra()) == TradingState.TRADING_STATE_ACTIVE);
            await().atMost(SOON).until(() -> state(nodes.ams()) == TradingState.TRADING_STATE_ACTIVE);
            Venue again = new Venue(nodes.fra());
            await().atMost(SOON).until(() -> code(again, "o-" + System.nanoTime()).isEmpty());
            VerifyReport report = nodes.fra().verified();
            assertThat(report.getDamageList()).isEmpty();
            assertThat(report.getMismatches()).isZero();
        }
    }
}
