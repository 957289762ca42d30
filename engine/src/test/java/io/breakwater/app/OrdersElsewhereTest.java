package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.gateway.Venue;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.Disposition;
import io.breakwater.v1.Fact;
import io.breakwater.v1.FactOutcome;
import io.breakwater.v1.Fill;
import io.breakwater.v1.FillKind;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.ListDoubledRequest;
import io.breakwater.v1.ListOrdersRequest;
import io.breakwater.v1.ListPositionsRequest;
import io.breakwater.v1.Order;
import io.breakwater.v1.OrderStatus;
import io.breakwater.v1.OrderStatusKind;
import io.breakwater.v1.Position;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.Side;
import io.breakwater.v1.Verdict;
import io.grpc.stub.StreamObserver;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders that fra has decided, as ams is asked to cancel them and told what became of them. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class OrdersElsewhereTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String FRA = "data-centers/fra";
    private static final String PRICE = "60000";

    @TempDir
    Path directory;

    private static DecideRequest inFra(DecisionItem... items) {
        return Venue.request("alpha", items).setDataCenter(FRA).build();
    }

    private static ItemOutcome decided(Venue asked, DecideRequest request) {
        DecideResponse response = asked.decisions().decide(request);
        assertThat(response.getRequestId()).isEqualTo(request.getRequestId());
        assertThat(response.getOutcomesCount()).isEqualTo(request.getItemsCount());
        return response.getOutcomes(0);
    }

    private static Fact fill(String order, String quantity, String trade) {
        return Fact.newBuilder().setFill(Fill.newBuilder().setInstrument(Venue.PERPETUAL).setSide(Side.SIDE_BUY)
                .setPrice(PRICE).setQuantity(quantity).setTradeId(trade).setClientOrderId(order).setFee("1")
                .setVenueTimeMicros(1_780_000_000_000_000L)).build();
    }

    private static Fact bust(String trade) {
        return Fact.newBuilder().setFill(Fill.newBuilder().setInstrument(Venue.PERPETUAL).setSide(Side.SIDE_BUY)
                .setKind(FillKind.FILL_KIND_BUST).setTradeId("bust-" + trade).setReferenceTradeId(trade)
                .setVenueTimeMicros(1_780_000_000_000_000L)).build();
    }

    private static Fact status(String order, OrderStatusKind kind) {
        return Fact.newBuilder().setOrderStatus(
                OrderStatus.newBuilder().setClientOrderId(order).setStatus(kind)).build();
    }

    private static ReportFactsRequest.Builder report(Fact... facts) {
        return ReportFactsRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setCounterparty("counterparties/alpha").setAccountId("main").setDataCenter(FRA)
                .addAllFacts(List.of(facts));
    }

    private static List<FactOutcome> told(Venue asked, ReportFactsRequest.Builder report) {
        List<FactOutcome> outcomes = asked.facts().reportFacts(report.build()).getOutcomesList();
        assertThat(outcomes).hasSize(report.getFactsCount());
        return outcomes;
    }

    private static Disposition toldOf(Venue asked, Fact fact) {
        return told(asked, report(fact)).getFirst().getDisposition();
    }

    private static String held(Venue venue) {
        List<Position> all = venue.counterparties().listPositions(ListPositionsRequest.newBuilder()
                .setParent("counterparties/alpha").setPageSize(10).build()).getPositionsList();
        List<String> lots = new ArrayList<>();
        all.stream().filter(each -> each.getInstrument().equals(Venue.PERPETUAL))
                .forEach(each -> lots.add(each.getQuantity()));
        return lots.isEmpty() ? "0" : new BigDecimal(lots.getFirst()).stripTrailingZeros().toPlainString();
    }

    private static List<String> working(Venue venue) {
        return venue.counterparties().listOrders(ListOrdersRequest.newBuilder().setParent("counterparties/alpha")
                .setPageSize(10).build()).getOrdersList().stream().map(OrdersElsewhereTest::shown).sorted().toList();
    }

    private static String shown(Order order) {
        return order.getClientOrderId() + " "
                + new BigDecimal(order.getCumulativeQuantity()).stripTrailingZeros().toPlainString();
    }

    @Test
    void areDecidedWhereTheyBelongAndFillsAreBookedHereWhileNobodyIsThere() throws Exception {
        try (LinkedNodes nodes = new LinkedNodes(directory, Map.of("breakwater.links.cut-after", "10 s"))) {
            Venue fra = new Venue(nodes.fra()).opened();
            Venue ams = new Venue(nodes.ams()).opened();
            fra.onboard("alpha");
            ams.onboard("alpha");
            isForwarded(nodes, fra, ams);
            nodes.cut();
            isBookedHere(fra, ams);
            ReportFactsRequest both = toldAtBoth(fra, ams);
            nodes.stop(1);
            nodes.start(1);
            Venue again = new Venue(nodes.ams());
            assertThat(held(again)).as("told before the stop").isEqualTo("0.05");
            nodes.heal();
            isSettled(fra, again);
            for (RunningNode node : List.of(nodes.fra(), nodes.ams())) {
                ReconcileResponse found = new Venue(node).reconcile((int) SOON.toSeconds(),
                        Venue.receipt(both.getRequestId(), Verdict.VERDICT_ACCEPTED));
                assertThat(found.getAgreed()).as("it stands in both logs").isEqualTo(1);
                assertThat(found.getDoubled()).as("and counts in one").isZero();
                assertThat(AuditServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(30, TimeUnit.SECONDS)
                        .listDoubled(ListDoubledRequest.getDefaultInstance()).getDoubledList())
                        .as("and nobody has to compare it").isEmpty();
            }
            for (RunningNode node : List.of(nodes.fra(), nodes.ams())) {
                assertThat(node.verified().getMismatches()).isZero();
                assertThat(node.verified().getDamageList()).isEmpty();
            }
        }
    }

    private static void isForwarded(LinkedNodes nodes, Venue fra, Venue ams) throws InterruptedException {
        DecideRequest order = inFra(Venue.buy("o", PRICE, "0.1"), Venue.buy("p", PRICE, "0.1"));
        await().atMost(SOON).until(() -> {
            fra.mark(PRICE);
            return decided(ams, order).getVerdict() == Verdict.VERDICT_ACCEPTED;
        });
        assertThat(decided(ams, order).getHoldId()).as("the same outcome again")
                .isEqualTo(decided(fra, order).getHoldId());
        assertThat(working(fra)).containsExactly("o 0", "p 0");
        assertThat(working(ams)).isEmpty();
        assertThat(decided(ams, inFra(Venue.cancel("q"))).getRefusal().getCode()).isEqualTo("UNKNOWN_ORDER");
        assertThat(streamed(nodes, inFra(Venue.cancel("p"))).getOutcomes(0).getVerdict())
                .isEqualTo(Verdict.VERDICT_ACCEPTED);
        List<FactOutcome> outcomes = told(ams, report(fill("o", "0.01", "t1"), Fact.getDefaultInstance(),
                status("o", OrderStatusKind.ORDER_STATUS_KIND_WORKING)));
        assertThat(outcomes).extracting(FactOutcome::getDisposition).containsExactly(
                Disposition.DISPOSITION_BOOKED, Disposition.DISPOSITION_INVALID, Disposition.DISPOSITION_BOOKED);
        assertThat(working(fra)).containsExactly("o 0.01");
        assertThat(held(fra)).isEqualTo("0.01");
        assertThat(held(ams)).isEqualTo("0");
    }

    private static DecideResponse streamed(LinkedNodes nodes, DecideRequest request) throws InterruptedException {
        BlockingQueue<DecideResponse> answers = new LinkedBlockingQueue<>();
        StreamObserver<DecideRequest> stream =
                DecisionServiceGrpc.newStub(nodes.ams().channel()).decideStream(new StreamObserver<>() {
                    @Override
                    public void onNext(DecideResponse response) {
                        answers.add(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answers.add(DecideResponse.getDefaultInstance());
                    }

                    @Override
                    public void onCompleted() {}
                });
        stream.onNext(request);
        DecideResponse answer = answers.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        stream.onCompleted();
        return answer;
    }

    private static void isBookedHere(Venue fra, Venue ams) {
        ItemOutcome cancel = decided(ams, inFra(Venue.cancel("o")));
        assertThat(cancel.getVerdict()).isEqualTo(Verdict.VERDICT_UNKNOWN);
        assertThat(cancel.getRefusal().getCode()).isEqualTo("OUTCOME_UNKNOWN");
        ReportFactsRequest.Builder twice = report(fill("o", "0.02", "t2"), bust("t1"),
                status("o", OrderStatusKind.ORDER_STATUS_KIND_CANCELLED), Fact.getDefaultInstance());
        assertThat(told(ams, twice)).extracting(FactOutcome::getDisposition).containsExactly(
                Disposition.DISPOSITION_BOOKED, Disposition.DISPOSITION_UNKNOWN, Disposition.DISPOSITION_UNKNOWN,
                Disposition.DISPOSITION_INVALID);
        assertThat(told(ams, twice).getFirst().getDisposition()).isEqualTo(Disposition.DISPOSITION_DUPLICATE);
        assertThat(told(ams, report(fill("o", "0.09", "t9")).setValidateOnly(true)).getFirst().getDisposition())
                .isEqualTo(Disposition.DISPOSITION_UNKNOWN);
        assertThat(told(ams, report(fill("o", "0.09", "t9")).setDataCenter("data-centers/lon")).getFirst()
                .getDisposition()).as("nobody knows it").isEqualTo(Disposition.DISPOSITION_UNKNOWN);
    }

    private static ReportFactsRequest toldAtBoth(Venue fra, Venue ams) {
        ReportFactsRequest.Builder both = report(fill("o", "0.03", "t3"));
        assertThat(told(ams, both).getFirst().getDisposition()).isEqualTo(Disposition.DISPOSITION_BOOKED);
        assertThat(told(fra, both).getFirst().getDisposition()).isEqualTo(Disposition.DISPOSITION_BOOKED);
        assertThat(held(ams)).isEqualTo("0.05");
        assertThat(working(fra)).as("what holds until it is heard of").containsExactly("o 0.04");
        return both.build();
    }

    private static void isSettled(Venue fra, Venue ams) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(working(fra)).containsExactly("o 0.06");
            assertThat(held(fra)).isEqualTo("0.06");
            assertThat(held(ams)).isEqualTo("0");
        });
        await().atMost(SOON).until(() -> toldOf(ams, fill("o", "0.02", "t2")) == Disposition.DISPOSITION_DUPLICATE);
        assertThat(toldOf(fra, fill("o", "0.02", "t2"))).isEqualTo(Disposition.DISPOSITION_DUPLICATE);
        fra.mark(PRICE);
        await().atMost(SOON).until(() ->
                decided(ams, inFra(Venue.cancel("o"))).getVerdict() == Verdict.VERDICT_ACCEPTED);
        assertThat(working(fra)).isEmpty();
        assertThat(held(fra)).isEqualTo("0.06");
    }
}
