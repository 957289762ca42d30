package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.app.RunningNode;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions over a real loopback port, with a real node and journal behind it. */
class DecisionOverThePortTest {
    @TempDir
    static Path data;

    private static RunningNode node;
    private static Venue venue;

    @BeforeAll
    static void start() throws IOException {
        node = RunningNode.start(data);
        venue = new Venue(node).opened();
        venue.onboard("alpha");
        venue.onboard("beta");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static List<Verdict> verdicts(DecideResponse response) {
        return response.getOutcomesList().stream().map(ItemOutcome::getVerdict).toList();
    }

    @Test
    void anOrderIsAcceptedWithItsHoldAndItsBlock() {
        venue.mark("60000");
        DecideResponse response = venue.decide("alpha", Venue.buy("a-1", "59990", "0.1"));
        assertThat(verdicts(response)).as("%s", response).containsExactly(Verdict.VERDICT_ACCEPTED);
        assertThat(response.getOutcomes(0).getHoldId()).hasSize(16);
        assertThat(response.getOutcomes(0).getPosition().getLog()).startsWith("counterparty-");
        assertThat(response.getOutcomes(0).getPosition().getNumber()).isPositive();
    }

    @Test
    void theSameRequestAgainHasTheSameOutcome() {
        venue.mark("60000");
        DecideRequest request = Venue.request("alpha", Venue.buy("again-1", "59000", "0.1")).build();
        DecideResponse first = venue.decisions().decide(request);
        DecideResponse second = venue.decisions().decide(request);
        assertThat(second.getOutcomes(0).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
        assertThat(second.getOutcomes(0).getHoldId()).isEqualTo(first.getOutcomes(0).getHoldId());
        assertThat(first.getOutcomes(0).getReplayed()).isFalse();
        assertThat(first.getOutcomes(0).getDecidedAtMicros()).isPositive();
        assertThat(second.getOutcomes(0).getReplayed()).isTrue();
    }

    @Test
    void theSameIdWithAnotherBodyIsRefused() {
        venue.mark("60000");
        DecideRequest request = Venue.request("alpha", Venue.buy("body-1", "59000", "0.1")).build();
        venue.decisions().decide(request);
        DecideResponse other = venue.decisions().decide(
                request.toBuilder().setItems(0, Venue.buy("body-1", "59000", "0.2")).build());
        assertThat(other.getOutcomes(0).getRefusal().getCode()).isEqualTo("REQUEST_ID_REUSED");
    }
}
