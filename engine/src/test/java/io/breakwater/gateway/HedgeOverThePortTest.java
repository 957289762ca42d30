package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.breakwater.app.RunningNode;
import io.breakwater.v1.Account;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.DepositRequest;
import io.breakwater.v1.Disposition;
import io.breakwater.v1.Fact;
import io.breakwater.v1.FactOutcome;
import io.breakwater.v1.Fill;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.ListOrdersRequest;
import io.breakwater.v1.ListPositionsRequest;
import io.breakwater.v1.NewOrder;
import io.breakwater.v1.Order;
import io.breakwater.v1.Position;
import io.breakwater.v1.PositionMode;
import io.breakwater.v1.PositionSide;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.Side;
import io.breakwater.v1.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account that keeps long and short apart, opened, traded and read over the port, before and after a restart. */
class HedgeOverThePortTest {

    @TempDir
    private Path data;

    private static DecisionItem order(String id, Side side, PositionSide position, String quantity) {
        return DecisionItem.newBuilder().setNewOrder(NewOrder.newBuilder().setClientOrderId(id)
                .setInstrument(Venue.PERPETUAL).setSide(side).setPositionSide(position).setPrice("60000")
                .setQuantity(quantity)).build();
    }

    private static Fact fill(String trade, String order, Side side, PositionSide position) {
        return Fact.newBuilder().setFill(Fill.newBuilder().setInstrument(Venue.PERPETUAL).setSide(side)
                .setPositionSide(position).setPrice("60000").setQuantity("1").setTradeId(trade)
                .setClientOrderId(order)).build();
    }

    private static List<Disposition> report(Venue venue, Fact... facts) {
        return venue.facts().reportFacts(ReportFactsRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setCounterparty("counterparties/alpha").setAccountId("main").addAllFacts(List.of(facts)).build())
                .getOutcomesList().stream().map(FactOutcome::getDisposition).toList();
    }

    static void onboard(Venue venue) {
        CreateCounterpartyRequest.Builder request = Venue.onboarding("alpha");
        Account.Builder main = request.getCounterpartyBuilder().getAccountsBuilder(0);
        main.setPositionMode(PositionMode.POSITION_MODE_HEDGE);
        venue.counterparties().createCounterparty(request.build());
        venue.counterparties().deposit(DepositRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setAccount("counterparties/alpha/accounts/main").setAsset("assets/usd").setAmount("1000000").build());
    }

    @Test
    void isLongAndShortAtOnce() throws IOException {
        try (RunningNode node = RunningNode.start(data)) {
            Venue venue = new Venue(node).opened();
            onboard(venue);
            List<ItemOutcome> outcomes = venue.decide("alpha",
                    order("l", Side.SIDE_BUY, PositionSide.POSITION_SIDE_LONG, "2"),
                    order("n", Side.SIDE_BUY, PositionSide.POSITION_SIDE_UNSPECIFIED, "1"),
                    order("c", Side.SIDE_SELL, PositionSide.POSITION_SIDE_LONG, "1")).getOutcomesList();
            assertThat(outcomes).extracting(ItemOutcome::getVerdict, it -> it.getRefusal().getCode()).containsExactly(
                    tuple(Verdict.VERDICT_ACCEPTED, ""), tuple(Verdict.VERDICT_REFUSED, "POSITION_SIDE"),
                    tuple(Verdict.VERDICT_REFUSED, "SELF_TRADE"));
            assertThat(report(venue, fill("t-1", "l", Side.SIDE_BUY, PositionSide.POSITION_SIDE_UNSPECIFIED),
                    fill("t-2", "", Side.SIDE_SELL, PositionSide.POSITION_SIDE_SHORT),
                    fill("t-3", "", Side.SIDE_SELL, PositionSide.POSITION_SIDE_UNSPECIFIED)))
                    .containsExactly(Disposition.DISPOSITION_BOOKED, Disposition.DISPOSITION_BOOKED,
                            Disposition.DISPOSITION_SUSPENSE);
        }
        try (RunningNode node = RunningNode.start(data)) {
            Venue venue = new Venue(node);
            assertThat(venue.counterparties().getCounterparty(GetCounterpartyRequest.newBuilder()
                    .setName("counterparties/alpha").build()).getCounterparty().getAccounts(0).getPositionMode())
                    .isEqualTo(PositionMode.POSITION_MODE_HEDGE);
            assertThat(venue.counterparties().listPositions(ListPositionsRequest.newBuilder()
                    .setParent("counterparties/alpha").build()).getPositionsList())
                    .extracting(Position::getPositionSide, Position::getQuantity).containsExactly(
                            tuple(PositionSide.POSITION_SIDE_LONG, "1"), tuple(PositionSide.POSITION_SIDE_SHORT, "-1"));
            assertThat(venue.counterparties().listOrders(ListOrdersRequest.newBuilder()
                    .setParent("counterparties/alpha").build()).getOrdersList())
                    .extracting(Order::getPositionSide).containsExactly(PositionSide.POSITION_SIDE_LONG);
        }
    }
}
