package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.app.RunningNode;
import io.breakwater.v1.ComboLeg;
import io.breakwater.v1.ComboPayoff;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.CreateInstrumentRequest;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.Disposition;
import io.breakwater.v1.Fact;
import io.breakwater.v1.Fill;
import io.breakwater.v1.FillKind;
import io.breakwater.v1.FillLeg;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.ListOrdersRequest;
import io.breakwater.v1.ListPositionsRequest;
import io.breakwater.v1.NewOrder;
import io.breakwater.v1.Order;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.ReportFactsResponse;
import io.breakwater.v1.Side;
import io.breakwater.v1.TickBand;
import io.breakwater.v1.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts over a real port, and a node that is stopped and started again on the same directory. */
class RestartTest {
    @TempDir
    Path data;

    private static Fact fill(String trade, String order, String quantity) {
        return Fact.newBuilder().setFill(Fill.newBuilder().setInstrument(Venue.PERPETUAL).setSide(Side.SIDE_BUY)
                .setPrice("59990").setQuantity(quantity).setTradeId(trade).setClientOrderId(order)
                .setVenueTimeMicros(System.currentTimeMillis() * 1_000)).build();
    }

    private static ReportFactsRequest report(Fact... facts) {
        return ReportFactsRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setCounterparty("counterparties/alpha").setAccountId("main").addAllFacts(List.of(facts)).build();
    }

    private static List<Disposition> dispositions(ReportFactsResponse response) {
        return response.getOutcomesList().stream().map(outcome -> outcome.getDisposition()).toList();
    }

    private static Counterparty alpha(Venue venue) {
        return venue.counterparties().getCounterparty(
                GetCounterpartyRequest.newBuilder().setName("counterparties/alpha").build()).getCounterparty();
    }

    private static List<Order> orders(Venue venue) {
        return venue.counterparties().listOrders(
                ListOrdersRequest.newBuilder().setParent("counterparties/alpha").build()).getOrdersList();
    }

    @Test
    void whatWasAcknowledgedIsThereAfterARestart() throws IOException {
        DecideRequest request = Venue.request("alpha", Venue.buy("a-1", "59990", "0.2")).build();
        DecideResponse decided;
        Counterparty before;
        List<Order> orders;
        try (RunningNode node = RunningNode.start(data)) {
            Venue venue = new Venue(node).opened("alpha");
            decided = venue.decisions().decide(request);
            assertThat(decided.getOutcomes(0).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
            assertThat(dispositions(venue.facts().reportFacts(report(
                    fill("t-1", "a-1", "0.05"), fill("t-1", "a-1", "0.05"), fill("t-2", "a-1", "NaN")))))
                    .containsExactly(Disposition.DISPOSITION_BOOKED, Disposition.DISPOSITION_DUPLICATE,
                            Disposition.DISPOSITION_INVALID);
            before = alpha(venue);
            orders = orders(venue);
        }
        try (RunningNode node = RunningNode.start(data)) {
            Venue venue = new Venue(node);
            assertThat(orders(venue)).isEqualTo(orders).isNotEmpty();
            assertThat(alpha(venue).toBuilder().clearPosition().build())
                    .isEqualTo(before.toBuilder().clearPosition().build());
            DecideResponse again = venue.decisions().decide(request);
            assertThat(again.getOutcomes(0).getHoldId()).isEqualTo(decided.getOutcomes(0).getHoldId());
            assertThat(again.getOutcomes(0).getReplayed()).isTrue();
            venue.mark("60000");
            DecideResponse fresh = venue.decide("alpha", Venue.buy("a-2", "59990", "0.1"));
            assertThat(fresh.getOutcomes(0).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
            assertThat(fresh.getOutcomes(0).getHoldId()).isNotEqualTo(decided.getOutcomes(0).getHoldId());
        }
    }

    @Test
    void aBustUndoesItsFillAndAnUnknownReferenceWaitsInSuspense() throws IOException {
        try (RunningNode node = RunningNode.start(data)) {
            Venue venue = new Venue(node).opened("alpha");
            venue.facts().reportFacts(report(fill("t-1", "", "0.05")));
            Fill.Builder bust = fill("b-1", "", "0.05").getFill().toBuilder().setKind(FillKind.FILL_KIND_BUST);
            ReportFactsResponse response = venue.facts().reportFacts(report(
                    Fact.newBuilder().setFill(bust.clone().setReferenceTradeId("t-1")).build(),
                    Fact.newBuilder().setFill(bust.clone().setReferenceTradeId("never")).build()));
            assertThat(dispositions(response))
                    .containsExactly(Disposition.DISPOSITION_BOOKED, Disposition.DISPOSITION_SUSPENSE);
            assertThat(response.getOutcomes(1).getReason().getCode()).isEqualTo("FACT_SUSPENDED");
            assertThat(venue.counterparties().listPositions(ListPositionsRequest.newBuilder()
                    .setParent("counterparties/alpha").build()).getPositionsList()).isEmpty();
        }
    }

    private static Fill.Builder spread(String trade, String quantity, FillLeg... legs) {
        return Fill.newBuilder().setInstrument("instruments/spread").setSide(Side.SIDE_BUY).setPrice("-10")
                .setQuantity(quantity).setTradeId(trade).addAllLegs(List.of(legs))
                .setVenueTimeMicros(System.currentTimeMillis() * 1_000);
    }

    private static FillLeg leg(String instrument, Side side, String price, String quantity) {
        return FillLeg.newBuilder().setInstrument(instrument).setSide(side).setPrice(price).setQuantity(quantity)
                .build();
    }

    private static List<String> held(Venue venue) {
        return venue.counterparties().listPositions(ListPositionsRequest.newBuilder()
                .setParent("counterparties/alpha").build()).getPositionsList().stream()
                .map(position -> position.getInstrument() + " " + position.getQuantity()).sorted().toList();
    }

    @Test
    void whatIsHeldOfAComboAreItsLegsUntilItsFillIsBusted() throws IOException {
        try (RunningNode node = RunningNode.start(data)) {
            Venue venue = new Venue(node).opened("alpha");
            venue.instruments().createInstrument(Venue.perpetual("other"));
            CreateInstrumentRequest.Builder combo = Venue.perpetual("spread").toBuilder();
            combo.getInstrumentBuilder().getTermsBuilder().setCombo(ComboPayoff.newBuilder()
                    .addLegs(ComboLeg.newBuilder().setInstrument(Venue.PERPETUAL).setRatio(1))
                    .addLegs(ComboLeg.newBuilder().setInstrument("instruments/other").setRatio(-2)))
                    .setTickBands(0, TickBand.newBuilder().setFromPrice("-100000").setTick("0.5"));
            venue.instruments().createInstrument(combo.build());
            FillLeg bought = leg(Venue.PERPETUAL, Side.SIDE_BUY, "60000", "0.003");
            FillLeg sold = leg("instruments/other", Side.SIDE_SELL, "30005", "0.006");
            Fill bust = spread("b-1", "0.003").setKind(FillKind.FILL_KIND_BUST).setReferenceTradeId("t-1").build();
            assertThat(dispositions(venue.facts().reportFacts(report(of(spread("t-1", "0.003", bought, sold)),
                    of(spread("t-1", "0.003", bought, sold)), of(spread("t-2", "0.002", bought, sold)),
                    of(spread("t-3", "0.003", bought, sold.toBuilder().setPrice("NaN").build()))))))
                    .containsExactly(Disposition.DISPOSITION_BOOKED, Disposition.DISPOSITION_DUPLICATE,
                            Disposition.DISPOSITION_SUSPENSE, Disposition.DISPOSITION_INVALID);
            assertThat(held(venue)).containsExactly(Venue.PERPETUAL + " 0.003", "instruments/other -0.006");
            assertThat(dispositions(venue.facts().reportFacts(report(of(bust.toBuilder())))))
                    .containsExactly(Disposition.DISPOSITION_BOOKED);
            assertThat(held(venue)).isEmpty();
        }
    }

    private static Fact of(Fill.Builder fill) {
        return Fact.newBuilder().setFill(fill).build();
    }

    @Test
    void anOrderOfAnInstrumentThatIsListedLaterIsRefusedUntilThen() throws IOException {
        try (RunningNode node = RunningNode.start(data)) {
            Venue venue = new Venue(node).opened("alpha");
            NewOrder.Builder order = Venue.order("l-1", "59000", "0.001").setInstrument("instruments/later");
            DecisionItem item = DecisionItem.newBuilder().setNewOrder(order).build();
            DecideRequest request = Venue.request("alpha", item).build();
            ItemOutcome refused = venue.decisions().decide(request).getOutcomes(0);
            assertThat(refused.getRefusal().getCode()).isEqualTo("UNKNOWN_INSTRUMENT");
            assertThat(refused.getDecidedAtMicros()).as("recorded").isPositive();
            venue.instruments().createInstrument(Venue.perpetual("later"));
            ItemOutcome again = venue.decisions().decide(request).getOutcomes(0);
            assertThat(again.getRefusal().getCode()).isEqualTo("UNKNOWN_INSTRUMENT");
            assertThat(again.getReplayed()).as("what was recorded is repeated").isTrue();
            assertThat(venue.decide("alpha", item).getOutcomes(0).getRefusal().getCode()).isEqualTo("NO_MARK");
        }
    }
}
