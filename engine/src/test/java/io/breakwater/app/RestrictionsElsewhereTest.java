package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.GetInstrumentRequest;
import io.breakwater.v1.Instrument;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.LiftRestrictionRequest;
import io.breakwater.v1.ListDoubledRequest;
import io.breakwater.v1.ListDoubledResponse;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.RestrictRequest;
import io.breakwater.v1.Restriction;
import io.breakwater.v1.ResumeRequest;
import io.breakwater.v1.TradingState;
import io.breakwater.v1.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is restricted in one data center is restricted in the other, and is lifted from either. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RestrictionsElsewhereTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private static Counterparty counterparty(Venue venue) {
        return venue.counterparties().getCounterparty(GetCounterpartyRequest.newBuilder()
                .setName("counterparties/alpha").build()).getCounterparty();
    }

    private static Instrument instrument(Venue venue) {
        return venue.instruments().getInstrument(GetInstrumentRequest.newBuilder()
                .setName(Venue.PERPETUAL).build()).getInstrument();
    }

    private static void restrict(Venue venue) {
        venue.counterparties().restrict(RestrictRequest.newBuilder()
                .setRequestId(RunningNode.requestId())
                .setName("counterparties/alpha")
                .setRestriction(Restriction.newBuilder().setState(TradingState.TRADING_STATE_HALTED)
                        .setSource("desk").setReason("test"))
                .build());
    }

    private static String code(Venue venue, String order) {
        venue.mark("60000");
        return venue.decide("alpha", Venue.buy(order, "60000", "0.01")).getOutcomes(0).getRefusal().getCode();
    }

    private static ItemOutcome outcome(Venue venue, DecideRequest request) {
        venue.mark("60000");
        return venue.decisions().decide(request).getOutcomes(0);
    }

    /** It has read of what was decided before what it knows; nobody has told it who was asked. */
    private static void decidesNothingThatAnotherHasDecided(Venue ams, DecideRequest asked) {
        ItemOutcome again = outcome(ams, asked);
        assertThat(again.getVerdict()).isEqualTo(Verdict.VERDICT_UNKNOWN);
        assertThat(again.getRefusal().getCode()).isEqualTo("OUTCOME_UNKNOWN");
    }

    /** What a caller finds that holds its receipt against the logs of one of them. */
    private static void assertDecidedTwice(RunningNode node, DecideRequest asked) {
        ReconcileResponse found = new Venue(node).reconcile((int) SOON.toSeconds(),
                Venue.receipt(asked.getRequestId(), Verdict.VERDICT_ACCEPTED));
        assertThat(found.getAgreed()).isEqualTo(1);
        assertThat(found.getDoubled()).isEqualTo(1);
        assertThat(found.getExamplesList()).containsExactly("decisions/" + asked.getRequestId() + "/0");
    }

    /** To an operator, who holds no receipt. */
    private static void isListedOnce(RunningNode node, String elsewhere, DecideRequest asked) {
        AuditServiceGrpc.AuditServiceBlockingStub audit = AuditServiceGrpc.newBlockingStub(node.channel())
                .withDeadlineAfter(SOON.toSeconds(), TimeUnit.SECONDS);
        ListDoubledResponse found = audit.listDoubled(ListDoubledRequest.getDefaultInstance());
        assertThat(found.getDoubledList()).singleElement().satisfies(each -> {
            assertThat(each.getName()).isEqualTo("decisions/" + asked.getRequestId() + "/0");
            assertThat(each.getEntity()).isEqualTo("counterparties/beta");
            assertThat(each.getDataCenter()).isEqualTo("data-centers/" + elsewhere);
            assertThat(each.getPositionThere().getLog()).isEqualTo(each.getPosition().getLog());
            assertThat(each.getPositionThere().getNumber()).isPositive();
        });
        long decided = UUID.fromString(asked.getRequestId()).getMostSignificantBits() >>> 16;
        assertThat(audit.listDoubled(ListDoubledRequest.newBuilder()
                .setEndTime(Timestamp.newBuilder().setSeconds(decided / 1_000 - 1)).build()).getDoubledList())
                .as("before").isEmpty();
    }

    @Test
    void whatIsRestrictedHereIsRestrictedThereAndLiftedFromEither() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, Map.of())) {
            Venue fra = new Venue(nodes.fra()).opened();
            Venue ams = new Venue(nodes.ams()).opened();
            for (Venue venue : List.of(fra, ams)) {
                venue.onboard("alpha");
                venue.onboard("beta");
            }
            assertThat(code(ams, "before")).isEmpty();

            fra.halt(false);
            await().atMost(SOON).until(() -> instrument(ams).getRestrictionsCount() == 1);
            assertThat(code(ams, "halted")).isEqualTo("HALTED");
            ams.instruments().resume(ResumeRequest.newBuilder().setRequestId(RunningNode.requestId())
                    .setName(Venue.PERPETUAL).setReason("over")
                    .setRestrictionId(instrument(ams).getRestrictions(0).getRestrictionId()).build());
            await().atMost(SOON).until(() -> instrument(fra).getRestrictionsCount() == 0);
            assertThat(code(fra, "resumed")).isEmpty();

            DecideRequest asked = Venue.request("alpha", Venue.buy("asked", "60000", "0.01")).build();
            assertThat(outcome(fra, asked).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
            nodes.cut();
            restrict(fra);
            assertThat(code(ams, "cut")).as("not heard of yet").isEmpty();
            DecideRequest last = Venue.request("beta", Venue.buy("last", "60000", "0.01")).build();
            assertThat(outcome(fra, last).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
            assertThat(outcome(ams, last.toBuilder().setDataCenter("data-centers/fra").build()).getVerdict())
                    .as("no copy shows it").isEqualTo(Verdict.VERDICT_UNKNOWN);
            DecideRequest both = Venue.request("beta", Venue.buy("both", "60000", "0.01")).build();
            assertThat(outcome(fra, both).getVerdict()).as("asked first").isEqualTo(Verdict.VERDICT_ACCEPTED);
            assertThat(outcome(ams, both).getVerdict()).as("as it was told again").isEqualTo(Verdict.VERDICT_ACCEPTED);
            nodes.heal();
            await().atMost(SOON).until(() ->
                    counterparty(ams).getTradingState() == TradingState.TRADING_STATE_HALTED);
            await("shown to be decided twice").atMost(SOON).untilAsserted(() -> {
                assertDecidedTwice(nodes.ams(), both);
                assertDecidedTwice(nodes.fra(), both);
            });
            isListedOnce(nodes.ams(), "fra", both);
            isListedOnce(nodes.fra(), "ams", both);
            assertThat(code(ams, "after")).isEqualTo("HALTED");
            decidesNothingThatAnotherHasDecided(ams, asked);
            assertThat(outcome(fra, asked).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
            nodes.stop(1);
            nodes.start(1);
            Venue again = new Venue(nodes.ams());
            assertThat(counterparty(again).getTradingState()).isEqualTo(TradingState.TRADING_STATE_HALTED);
            again.counterparties().liftRestriction(LiftRestrictionRequest.newBuilder()
                    .setRequestId(RunningNode.requestId()).setName("counterparties/alpha").setReason("over")
                    .setRestrictionId(counterparty(again).getRestrictions(0).getRestrictionId()).build());
            await().atMost(SOON).until(() ->
                    counterparty(fra).getTradingState() == TradingState.TRADING_STATE_ACTIVE);
        }
    }
}
