package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.gateway.Venue;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.Verdict;
import io.breakwater.v1.VerifyReport;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configured policy is what decisions are taken by, and the audit takes each again by the one of its time. */
class PolicyOnTheTapeTest {
    private static final String VERSION = "breakwater.policy.version";
    private static final String COLLAR = "breakwater.policy.collar-bps";

    @TempDir
    Path data;

    /** A buy 3.3 % through the mark. */
    private static ItemOutcome farBuy(Venue venue, String id) {
        venue.mark("60000");
        return venue.decide("alpha", Venue.buy(id, "62000", "0.1")).getOutcomes(0);
    }

    private static void collared(Venue venue, String id) {
        ItemOutcome refused = farBuy(venue, id);
        assertThat(refused.getVerdict()).isEqualTo(Verdict.VERDICT_REFUSED);
        assertThat(refused.getRefusal().getCode()).isEqualTo("COLLAR");
    }

    private static void accepted(Venue venue, String id) {
        assertThat(farBuy(venue, id).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
    }

    @Test
    void decidesFromItsVersionOnThroughRestartsAndInTheAudit() throws Exception {
        try (RunningNode node = RunningNode.start(data)) {
            Venue venue = new Venue(node).opened();
            venue.onboard("alpha");
            accepted(venue, "o-1");
        }
        try (RunningNode node = RunningNode.start(data, Map.of(VERSION, "2", COLLAR, "100"))) {
            collared(new Venue(node), "o-2");
        }
        try (RunningNode node = RunningNode.start(data)) {
            collared(new Venue(node), "o-3");
        }
        assertThatThrownBy(() -> RunningNode.start(data, Map.of(VERSION, "2", COLLAR, "400")))
                .hasStackTraceContaining("breakwater.policy.version is 2, and the tape shows other values under that"
                        + " version: set it to 3 or higher");
        try (RunningNode node = RunningNode.start(data, Map.of(VERSION, "3", COLLAR, "400"))) {
            Venue venue = new Venue(node);
            accepted(venue, "o-4");
            VerifyReport report = node.verified();
            assertThat(report.getDamageList()).isEmpty();
            assertThat(report.getMismatchDetailsList()).isEmpty();
            assertThat(report.getRetaken()).isEqualTo(report.getEvents());
        }
        assertThatThrownBy(() -> RunningNode.start(data, Map.of(VERSION, "2", COLLAR, "100")))
                .hasStackTraceContaining("breakwater.policy.version is 2, and the tape shows version 3");
    }

    @Test
    void isInForceOnANewNodeBeforeItIsReady() throws Exception {
        try (RunningNode node = RunningNode.start(data, Map.of(VERSION, "9", COLLAR, "100"))) {
            Venue venue = new Venue(node).opened();
            venue.onboard("alpha");
            collared(venue, "o-1");
            assertThat(node.verified().getMismatches()).isZero();
        }
    }
}
