package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.actors.lane.GatedJournal;
import io.breakwater.app.RunningNode;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.DepositRequest;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.ListOrdersRequest;
import io.breakwater.v1.Verdict;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers hear over the port while a lane cannot make its blocks durable, and that asking again settles it. */
@TakesLong
class LostLaneTest {
    private static final String COUNTERPARTY_LOGS = "counterparty-";
    /** How long a lane stays down: longer than the calls that are to find it so. */
    private static final Duration DOWN_FOR = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Of calls that are answered at once. */
    private static final int SECONDS = 20;

    @TempDir
    Path data;
    private final GatedJournal.Store journal = GatedJournal.renewed("lost-lane");
    private RunningNode node;
    private Venue venue;

    @BeforeEach
    void start() throws IOException {
        node = RunningNode.start(data, Map.of(
                "breakwater.lane.min-backoff", DOWN_FOR.toMillis() + " ms",
                "pekko.persistence.journal.plugin", "gated",
                "gated.class", GatedJournal.class.getName(),
                "gated.store", "lost-lane"));
        venue = new Venue(node).opened("alpha");
    }

    @AfterEach
    void stop() {
        journal.release();
        node.close();
    }

    @Test
    void aDeadlineThatPassesFirstLeavesItemsUnknownAndAskingAgainSettlesThem() {
        DecideRequest request = Venue.request("alpha", Venue.buy("a-1", "59990", "0.1")).build();
        journal.hold(COUNTERPARTY_LOGS);

        // On a machine that stands still at the wrong moment the caller gives up before he is told, and asks again.
        ItemOutcome unknown = await().atMost(PATIENCE).ignoreExceptionsMatching(LostLaneTest::isLate)
                .until(() -> decideWithin(2, request), outcomes -> true).getFirst();
        assertThat(unknown.getVerdict()).isEqualTo(Verdict.VERDICT_UNKNOWN);
        assertThat(unknown.getHoldId()).isEmpty();

        journal.release();
        ItemOutcome settled = venue.decisions().decide(request).getOutcomes(0);
        assertThat(settled.getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
        assertThat(settled.getReplayed()).isTrue();
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void whatWasInABlockThatFailedIsDecidedOnceAndOnceOnly() {
        DecideRequest request = Venue.request("alpha", Venue.buy("a-1", "59990", "0.1"), Venue.cancel("none")).build();
        journal.failNext(COUNTERPARTY_LOGS);

        assertThat(decideWithin(SECONDS, request)).extracting(ItemOutcome::getVerdict)
                .containsExactly(Verdict.VERDICT_UNKNOWN, Verdict.VERDICT_UNKNOWN);

        List<ItemOutcome> settled = await().atMost(PATIENCE).until(() -> {
            // It is decided anew, and what was known of the market before is nearly too old by then.
            venue.mark("60000");
            return venue.decisions().decide(request).getOutcomesList();
        }, outcomes -> outcomes.get(0).getVerdict() != Verdict.VERDICT_UNKNOWN);
        assertThat(settled.get(0).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
        assertThat(venue.decisions().decide(request).getOutcomes(0).getHoldId())
                .isEqualTo(settled.get(0).getHoldId());
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void aLaneThatIsDownIsUnavailableWithAWordOnWhenToAskAgain() {
        DepositRequest deposit = DepositRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setAccount("counterparties/alpha/accounts/main").setAsset("assets/usd").setAmount("5").build();
        journal.failNext(COUNTERPARTY_LOGS);
        decideWithin(SECONDS, Venue.request("alpha", Venue.buy("a-1", "59990", "0.1")).build());

        Faults fault = Faults.of(() -> venue.counterparties().deposit(deposit));
        assertThat(fault.code()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(fault.reason()).isEqualTo("LANE_UNAVAILABLE");
        assertThat(fault.retry()).isTrue();

        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> venue.counterparties().deposit(deposit));
        Counterparty alpha = venue.counterparties().getCounterparty(
                GetCounterpartyRequest.newBuilder().setName("counterparties/alpha").build()).getCounterparty();
        assertThat(alpha.getAccounts(0).getBalances(0).getFree()).isEqualTo("1000005");
    }

    private static boolean isLate(Throwable failure) {
        return failure instanceof StatusRuntimeException late
                && late.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED;
    }

    private List<ItemOutcome> decideWithin(long seconds, DecideRequest request) {
        return DecisionServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(seconds, TimeUnit.SECONDS)
                .decide(request).getOutcomesList();
    }

    private int orders() {
        return venue.counterparties().listOrders(
                ListOrdersRequest.newBuilder().setParent("counterparties/alpha").build()).getOrdersCount();
    }
}
