package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.app.RunningNode;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.Disposition;
import io.breakwater.v1.Fact;
import io.breakwater.v1.FactOutcome;
import io.breakwater.v1.Fill;
import io.breakwater.v1.Funding;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.ListOrdersRequest;
import io.breakwater.v1.ListOrdersResponse;
import io.breakwater.v1.ListPositionsRequest;
import io.breakwater.v1.MassQuote;
import io.breakwater.v1.Order;
import io.breakwater.v1.OrderStatus;
import io.breakwater.v1.OrderStatusKind;
import io.breakwater.v1.Quote;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.ReportFactsResponse;
import io.breakwater.v1.Side;
import io.breakwater.v1.StatedOrder;
import io.breakwater.v1.VenueStatement;
import io.breakwater.v1.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions over a real loopback port, with a real node and journal behind it. */
class DecisionOverThePortTest {
    /** Of a quote group. */
    private static final String LONGEST = "0198f3a0-0000-7000-8000-000000000000";

    @AutoClose
    private static RunningNode node;
    private static Venue venue;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        node = RunningNode.start(data);
        venue = new Venue(node).opened("alpha", "beta");
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

    @Test
    void bothSidesOfAQuoteAreListedAndWhatOnlyReducesIsToldSo() {
        venue.mark("60000");
        venue.onboard("maker");
        assertThat(verdicts(venue.decide("maker",
                DecisionItem.newBuilder().setMassQuote(MassQuote.newBuilder().setQuoteGroupId("g").addQuotes(
                        Quote.newBuilder().setInstrument(Venue.PERPETUAL).setBidPrice("59000").setBidQuantity("0.1")
                                .setAskPrice("61000").setAskQuantity("0.2"))).build(),
                Venue.buy("plain", "58000", "0.3")))).containsOnly(Verdict.VERDICT_ACCEPTED);
        assertThat(orders("maker")).hasSize(3).satisfiesExactly(
                bid -> assertThat(bid).startsWith("g/").endsWith(" BUY 0.1 @ 59000 held 5900"),
                ask -> assertThat(ask).startsWith("g/").endsWith(" SELL 0.2 @ 61000 held 12200"),
                plain -> assertThat(plain).isEqualTo("plain BUY 0.3 @ 58000 held 17400"));
        venue.facts().reportFacts(ReportFactsRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setCounterparty("counterparties/maker").setAccountId("main")
                .addFacts(Fact.newBuilder().setFill(Fill.newBuilder().setInstrument(Venue.PERPETUAL)
                        .setSide(Side.SIDE_BUY).setPrice("58000").setQuantity("0.3").setTradeId("t-1")
                        .setClientOrderId("plain"))).build());
        venue.decide("maker", DecisionItem.newBuilder().setNewOrder(Venue.order("less", "62000", "0.1")
                .setSide(Side.SIDE_SELL).setReduceOnly(true)).build());
        assertThat(orders("maker").getLast()).isEqualTo("less SELL 0.1 @ 62000 held 6200 reduce only");
    }

    /** Whatever a venue tells is booked, and the position that it is about must not keep all others from being read. */
    @Test
    void aProfitThatDoesNotFitIsNotShownAndEverythingElseIs() {
        venue.mark("60000");
        venue.onboard("funded");
        venue.facts().reportFacts(ReportFactsRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setCounterparty("counterparties/funded").setAccountId("main")
                .addFacts(Fact.newBuilder().setFill(Fill.newBuilder().setInstrument(Venue.PERPETUAL)
                        .setSide(Side.SIDE_SELL).setPrice("60000").setQuantity("100").setTradeId("f-1").setFee("0")))
                .addFacts(Fact.newBuilder().setFunding(Funding.newBuilder().setInstrument(Venue.PERPETUAL)
                        .setFundingId("f-2").setAmount("9223371036854"))).build());
        assertThat(venue.counterparties().listPositions(ListPositionsRequest.newBuilder()
                .setParent("counterparties/funded").build()).getPositionsList()).singleElement()
                .satisfies(position -> assertThat(position.getProfitUsd()).isEmpty())
                .satisfies(position -> assertThat(position.getFunding()).isEqualTo("9223371036854"))
                .satisfies(position -> assertThat(position.getQuantity()).isEqualTo("-100"));
    }

    /** A quote goes by an id that is longer than one of an order may be, and has a slash in it. */
    @Test
    void aQuoteIsFilledReportedOnAndCancelledByTheIdThatItIsListedWith() {
        venue.mark("60000");
        venue.onboard("quoter");
        venue.decide("quoter", quote("0.5"));
        String id = venue.counterparties().listOrders(ListOrdersRequest.newBuilder()
                .setParent("counterparties/quoter").build()).getOrders(0).getClientOrderId();
        assertThat(id).startsWith(LONGEST + "/").hasSizeGreaterThan(LONGEST.length() + 1);
        ReportFactsResponse reported = venue.facts().reportFacts(ReportFactsRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setCounterparty("counterparties/quoter").setAccountId("main")
                .addFacts(Fact.newBuilder().setFill(Fill.newBuilder().setInstrument(Venue.PERPETUAL)
                        .setSide(Side.SIDE_BUY).setPrice("59000").setQuantity("0.2").setTradeId("q-1")
                        .setClientOrderId(id)))
                .addFacts(Fact.newBuilder().setOrderStatus(OrderStatus.newBuilder().setClientOrderId(id)
                        .setStatus(OrderStatusKind.ORDER_STATUS_KIND_WORKING)))
                .addFacts(Fact.newBuilder().setVenueStatement(VenueStatement.newBuilder().setObserveTimeMicros(1)
                        .addOrders(StatedOrder.newBuilder().setClientOrderId(id).setInstrument(Venue.PERPETUAL)
                                .setLeavesQuantity("0.3")))).build());
        assertThat(reported.getOutcomesList()).extracting(FactOutcome::getDisposition)
                .containsOnly(Disposition.DISPOSITION_BOOKED);
        assertThat(orders("quoter")).containsExactly(id + " BUY 0.3 @ 59000 held 17700");
        assertThat(verdicts(venue.decide("quoter", Venue.cancel(id)))).containsExactly(Verdict.VERDICT_ACCEPTED);
        assertThat(orders("quoter")).isEmpty();
    }

    private static DecisionItem quote(String quantity) {
        return DecisionItem.newBuilder().setMassQuote(MassQuote.newBuilder().setQuoteGroupId(LONGEST).addQuotes(
                Quote.newBuilder().setInstrument(Venue.PERPETUAL).setBidPrice("59000").setBidQuantity(quantity)))
                .build();
    }

    private static List<String> orders(String counterparty) {
        List<Order> orders = new ArrayList<>();
        String next = "";
        do {
            ListOrdersResponse page = venue.counterparties().listOrders(ListOrdersRequest.newBuilder()
                    .setParent("counterparties/" + counterparty).setPageSize(1).setPageToken(next).build());
            orders.addAll(page.getOrdersList());
            next = page.getNextPageToken();
        } while (!next.isEmpty());
        return orders.stream().map(order -> order.getClientOrderId() + " "
                + order.getSide().name().substring("SIDE_".length()) + " " + order.getQuantity() + " @ "
                + order.getPrice() + " held " + order.getHeldNotionalUsd()
                + (order.getReduceOnly() ? " reduce only" : ""))
                .toList();
    }
}
