package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.app.RunningNode;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.GroupKind;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.ListOrdersRequest;
import io.breakwater.v1.LogHead;
import io.breakwater.v1.MassQuote;
import io.breakwater.v1.NewOrder;
import io.breakwater.v1.OrderGroup;
import io.breakwater.v1.Quote;
import io.breakwater.v1.Side;
import io.breakwater.v1.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Malformed and hostile requests for decisions, over a real port: each has its reason and changes nothing. */
class HostileDecisionsTest {
    private static final int MOST_ITEMS = 4_096;

    @AutoClose
    private static RunningNode node;
    private static Venue venue;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        node = RunningNode.start(data);
        venue = new Venue(node).opened("alpha", "beta");
    }

    @BeforeEach
    void fresh() {
        venue.mark("60000");
    }

    private static Faults fault(DecideRequest request) {
        return Faults.of(() -> venue.decisions().decide(request));
    }

    /** Blocks written so far by the lanes of counterparties. */
    private static long blocks() {
        return AdminServiceGrpc.newBlockingStub(node.channel()).getNodeStatus(GetNodeStatusRequest.getDefaultInstance())
                .getLanesList().stream().filter(lane -> lane.getLog().startsWith("counterparty"))
                .mapToLong(LogHead::getNumber).sum();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'', FIELD_MISSING",
        "not-an-id, REQUEST_ID_MALFORMED",
        "0192f0c1-7a5b-7000-8000-00000000000, REQUEST_ID_MALFORMED",
        "0192F0C1-7A5B-7000-8000-000000000001, REQUEST_ID_MALFORMED",
        "0192f0c1-7a5b-4000-8000-000000000001, REQUEST_ID_MALFORMED",
        "0192f0c1-7a5b-7000-c000-000000000001, REQUEST_ID_MALFORMED",
        "ffffffff-ffff-7fff-8000-000000000001, REQUEST_ID_AHEAD",
        "00000000-0001-7000-8000-000000000001, REQUEST_ID_TOO_OLD",
    })
    void requestIdsAreRead(String id, String reason) {
        long before = blocks();
        Faults fault = fault(Venue.request("alpha", Venue.cancel("x")).setRequestId(id).build());
        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(blocks()).isEqualTo(before);
    }

    @Test
    void anAgedRequestIdIsRefusedAndOneWithinTheWindowIsNot() {
        DecideRequest.Builder request = Venue.request("alpha", Venue.cancel("x"));
        assertThat(fault(request.setRequestId(RunningNode.requestId(-25 * 3_600_000L)).build()))
                .hasToString("FAILED_PRECONDITION REQUEST_ID_TOO_OLD");
        DecideResponse within = venue.decisions().decide(
                request.setRequestId(RunningNode.requestId(-23 * 3_600_000L)).build());
        assertThat(within.getOutcomesCount()).isOne();
    }

    @Test
    void anIdThatIsFarAheadIsRefusedAndOneThatIsALittleAheadIsNot() {
        DecideRequest.Builder request = Venue.request("alpha", Venue.cancel("x"));
        assertThat(fault(request.setRequestId(RunningNode.requestId(59_000)).build()))
                .hasToString("INVALID_ARGUMENT REQUEST_ID_AHEAD request_id");
        DecideResponse little = venue.decisions().decide(request.setRequestId(RunningNode.requestId(1_000)).build());
        assertThat(little.getOutcomesCount()).isOne();
    }

    @Test
    void aMutationWithoutADeadlineIsRefused() {
        DecideRequest request = Venue.request("alpha", Venue.cancel("x")).build();
        assertThat(Faults.of(() -> DecisionServiceGrpc.newBlockingStub(node.channel()).decide(request)))
                .hasToString("INVALID_ARGUMENT DEADLINE_REQUIRED");
        assertThat(Faults.of(() -> DecisionServiceGrpc.newBlockingStub(node.channel())
                .withDeadlineAfter(5, TimeUnit.MINUTES).decide(request)).reason()).isEqualTo("DEADLINE_REQUIRED");
    }

    @Test
    void anEmptyRequestAndOneOfTooManyItemsAreRefused() {
        assertThat(fault(Venue.request("alpha").build())).hasToString("INVALID_ARGUMENT FIELD_MISSING items");
        DecideRequest.Builder huge = Venue.request("alpha");
        for (int i = 0; i <= MOST_ITEMS; i++) {
            huge.addItems(Venue.cancel("x"));
        }
        assertThat(fault(huge.build())).hasToString("RESOURCE_EXHAUSTED TOO_MANY_ITEMS items");
    }

    /** Which of both was meant is not known, and only one of them would be held. */
    @Test
    void aMassQuoteThatNamesAnInstrumentTwiceIsNotDecided() {
        Quote.Builder quote = Quote.newBuilder().setInstrument(Venue.PERPETUAL).setBidQuantity("0.1");
        ItemOutcome outcome = venue.decide("beta", DecisionItem.newBuilder().setMassQuote(MassQuote.newBuilder()
                .setQuoteGroupId("twice").addQuotes(quote.setBidPrice("59000")).addQuotes(quote.setBidPrice("58000")))
                .build()).getOutcomes(0);
        assertThat(outcome.getVerdict()).isEqualTo(Verdict.VERDICT_INVALID);
        assertThat(outcome.getRefusal().getCode()).isEqualTo("FIELD_INVALID");
        assertThat(outcome.getRefusal().getDetail()).contains("quotes", "btc-perp");
    }

    @Test
    void theLargestRequestHasAnOutcomeForEveryItem() {
        DecideRequest.Builder large = Venue.request("alpha");
        for (int i = 0; i < MOST_ITEMS; i++) {
            large.addItems(i % 2 == 0 ? Venue.buy("large-" + i, "50000", "0.001") : Venue.cancel("large-" + (i - 1)));
        }
        DecideResponse response = venue.decisions().decide(large.build());
        assertThat(response.getOutcomesCount()).isEqualTo(MOST_ITEMS);
        assertThat(response.getOutcomesList()).extracting(ItemOutcome::getIndex)
                .containsExactly(java.util.stream.IntStream.range(0, MOST_ITEMS).boxed().toArray(Integer[]::new));
        assertThat(response.getOutcomesList()).extracting(ItemOutcome::getVerdict)
                .containsOnly(Verdict.VERDICT_ACCEPTED);
    }

    @Test
    void aMessageBeyondTheBoundIsEndedByTheTransport() {
        NewOrder bloated = Venue.order("x".repeat(5 << 20), "1", "1").build();
        DecideRequest request = Venue.request("alpha", DecisionItem.newBuilder().setNewOrder(bloated).build()).build();
        assertThat(fault(request).code().name()).isEqualTo("RESOURCE_EXHAUSTED");
    }

    @ParameterizedTest(name = "price {0} and quantity {1}: {2} {3}")
    @CsvSource({
        "NaN, 1, VERDICT_INVALID, DECIMAL_MALFORMED",
        "Infinity, 1, VERDICT_INVALID, DECIMAL_MALFORMED",
        "1e5, 1, VERDICT_INVALID, DECIMAL_MALFORMED",
        "+1, 1, VERDICT_INVALID, DECIMAL_MALFORMED",
        "' 1', 1, VERDICT_INVALID, DECIMAL_MALFORMED",
        "'', 1, VERDICT_INVALID, DECIMAL_MALFORMED",
        "1., 1, VERDICT_INVALID, DECIMAL_MALFORMED",
        "1, '', VERDICT_INVALID, DECIMAL_MALFORMED",
        "9999999999999999999, 1, VERDICT_INVALID, DECIMAL_OVERFLOW",
        "60000, 99999999999999999, VERDICT_INVALID, DECIMAL_OVERFLOW",
        "60000.05, 1, VERDICT_REFUSED, PRECISION",
        "60000, 0.0001, VERDICT_REFUSED, PRECISION",
        "60000.1, 1, VERDICT_REFUSED, OFF_TICK",
        "60000, 0, VERDICT_REFUSED, NOT_POSITIVE",
        "60000, -1, VERDICT_REFUSED, NOT_POSITIVE",
        "922337203685477580, 9223372036854775, VERDICT_REFUSED, OVERFLOW",
    })
    void decimalsAreReadExactly(String price, String quantity, Verdict verdict, String code) {
        ItemOutcome outcome = venue.decide("alpha", Venue.buy("decimal", price, quantity)).getOutcomes(0);
        assertThat(outcome.getVerdict()).isEqualTo(verdict);
        assertThat(outcome.getRefusal().getCode()).isEqualTo(code);
    }

    @Test
    void aPoisonItemIsAnsweredAloneAndRecordedNowhere() {
        DecideResponse response = venue.decide("alpha",
                Venue.buy("good-1", "59000", "0.001"),
                Venue.buy("poison", "NaN", "0.001"),
                DecisionItem.getDefaultInstance(),
                DecisionItem.newBuilder().setNewOrder(Venue.order("side", "1", "1").setSideValue(77)).build(),
                DecisionItem.newBuilder().setCounterparty("Nobody!").setNewOrder(Venue.order("n", "1", "1")).build(),
                Venue.buy("bad id!", "59000", "0.001"),
                Venue.buy("good-2", "59000", "0.001"));
        assertThat(response.getOutcomesList()).extracting(o -> o.getVerdict() + " " + o.getRefusal().getCode())
                .containsExactly(
                        "VERDICT_ACCEPTED ", "VERDICT_INVALID DECIMAL_MALFORMED", "VERDICT_INVALID FIELD_MISSING",
                        "VERDICT_INVALID ENUM_UNKNOWN", "VERDICT_INVALID NAME_MALFORMED",
                        "VERDICT_INVALID FIELD_INVALID", "VERDICT_ACCEPTED ");
    }

    private static DecisionItem oneOf(int orders) {
        OrderGroup.Builder group = OrderGroup.newBuilder().setKind(GroupKind.GROUP_KIND_OCO);
        for (int i = 0; i < orders; i++) {
            group.addOrders(Venue.order("pair-" + i, "59000", "0.001"));
        }
        return DecisionItem.newBuilder().setGroup(group).build();
    }

    @Test
    void aGroupOfTheWrongSizeIsToldTheRightOne() {
        assertThat(venue.decide("alpha", oneOf(0), oneOf(1), oneOf(3)).getOutcomesList())
                .extracting(ItemOutcome::getRefusal)
                .extracting(refusal -> refusal.getCode() + " " + refusal.getDetail())
                .containsExactly("FIELD_MISSING orders: must be set", "FIELD_INVALID orders: at least 2, not 1",
                        "TOO_MANY TOO_MANY: limit 2 count, current 0, requested 3");
    }

    @Test
    void aRequestOfNothingButPoisonWritesNoBlock() {
        long before = blocks();
        DecideResponse response = venue.decide("alpha", Venue.buy("p-1", "NaN", "1"), Venue.buy("p-2", "1e1", "1"));
        assertThat(response.getOutcomesList()).extracting(ItemOutcome::getVerdict)
                .containsOnly(Verdict.VERDICT_INVALID);
        assertThat(blocks()).isEqualTo(before);
    }

    @Test
    void unknownIdsAreRefusedEachWithItsCode() {
        NewOrder elsewhere = Venue.order("e-1", "1", "1").setInstrument("instruments/nowhere").build();
        DecideResponse response = venue.decisions().decide(Venue.request("alpha",
                DecisionItem.newBuilder().setNewOrder(elsewhere).build(),
                DecisionItem.newBuilder().setAccountId("none").setNewOrder(Venue.order("e-2", "59000", "1")).build(),
                DecisionItem.newBuilder().setCounterparty("counterparties/ghost")
                        .setNewOrder(Venue.order("e-3", "59000", "1")).build(),
                Venue.amend("ghost-order", "59000", "1")).build());
        assertThat(response.getOutcomesList()).extracting(o -> o.getRefusal().getCode())
                .containsExactly("UNKNOWN_INSTRUMENT", "UNKNOWN_ACCOUNT", "UNKNOWN_COUNTERPARTY", "UNKNOWN_ORDER");
    }

    @Test
    void oneRequestMayBeAboutManyCounterparties() {
        DecideRequest.Builder request = Venue.request("alpha").clearCounterparty();
        for (int i = 0; i < 10; i++) {
            request.addItems(Venue.buy("many-" + i, "59000", "0.001").toBuilder()
                    .setCounterparty("counterparties/" + (i % 2 == 0 ? "alpha" : "beta")));
        }
        DecideResponse response = venue.decisions().decide(request.build());
        assertThat(response.getOutcomesList()).extracting(ItemOutcome::getVerdict)
                .hasSize(10).containsOnly(Verdict.VERDICT_ACCEPTED);
    }

    @Test
    void validateOnlyJudgesAndChangesNothing() {
        long before = blocks();
        DecideRequest request = Venue.request("alpha", Venue.buy("trial", "59000", "0.001")).build();
        ItemOutcome trial = venue.decisions().decide(request.toBuilder().setValidateOnly(true).build()).getOutcomes(0);
        assertThat(trial.getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
        assertThat(blocks()).isEqualTo(before);
        assertThat(venue.counterparties().listOrders(ListOrdersRequest.newBuilder()
                .setParent("counterparties/alpha").setPageSize(1_000).build()).getOrdersList())
                .noneMatch(order -> order.getClientOrderId().equals("trial"));
        // The id is not used up either.
        assertThat(venue.decisions().decide(request).getOutcomes(0).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
    }

    @Test
    void aCallThatIsCancelledHarmsNobody() {
        DecideRequest.Builder large = Venue.request("beta");
        for (int i = 0; i < 1_000; i++) {
            large.addItems(Venue.buy("cut-" + UUID.randomUUID().toString().substring(0, 20), "50000", "0.001"));
        }
        for (int i = 0; i < 20; i++) {
            var call = DecisionServiceGrpc.newFutureStub(node.channel()).withDeadlineAfter(20, TimeUnit.SECONDS)
                    .decide(large.clone().setRequestId(RunningNode.requestId()).build());
            call.cancel(true);
        }
        assertThat(venue.decide("beta", Venue.cancel("nothing")).getOutcomesCount()).isOne();
    }

    @Test
    void sellsAndOtherSidesAreTold() {
        DecisionItem sell = DecisionItem.newBuilder()
                .setNewOrder(Venue.order("sell-1", "61000", "0.001").setSide(Side.SIDE_SELL)).build();
        assertThat(List.of(venue.decide("beta", sell).getOutcomes(0).getVerdict()))
                .containsExactly(Verdict.VERDICT_ACCEPTED);
    }
}
