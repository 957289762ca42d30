package io.breakwater.it.regions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.util.concurrent.SettableFuture;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.CounterpartyServiceGrpc;
import io.breakwater.v1.ListOrdersRequest;
import io.breakwater.v1.ListOrdersResponse;
import io.breakwater.v1.Order;
import io.breakwater.v1.Receipt;
import io.breakwater.v1.ReconcileRequest;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.VerifyReport;
import io.breakwater.v1.VerifyRequest;
import io.breakwater.v1.VerifyResponse;
import io.grpc.stub.StreamObserver;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;

/**
 * What came out of a trial; the component names are the keys of its JSON. Units are hundredths of the perpetual.
 *
 * @param acknowledged items that clients were told of, on both sides
 * @param mostUnits the most that clients knew to be reserved at one moment, over both sides
 * @param heldUnits what the nodes of both say is reserved in the end
 * @param overLimit acknowledgements that took one of the two sums over its cap, and whether one is in the end
 * @param lost acknowledged, and in no log, or acknowledged orders that do not work
 * @param doubled in a log more than once, or orders that work and that nobody was told of
 * @param different acknowledged otherwise than recorded
 * @param broken places where a log is not what was written
 * @param mismatches decided otherwise when taken again
 * @param longestMillis that a client waited for an answer, through all faults
 */
record Judgement(long acknowledged, long accepted, long refused, long mostUnits, long mostOrders, long heldUnits,
        long heldOrders, long overLimit, long lost, long doubled, long different, long broken, long mismatches,
        long retaken, long longestMillis) {
    private static final int AUDIT_SECONDS = 300;
    private static final int CALL_SECONDS = 20;
    private static final int PAGE = 1_000;
    private static final int RECEIPTS_A_MESSAGE = 256;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What one data center says. */
    private record Side(long units, long orders, long lost, long doubled, long different, VerifyReport audit) {}

    /** @param traders whose data centers are there */
    static Judgement of(Held held, List<Trader> traders) throws InterruptedException {
        List<Side> sides = new ArrayList<>();
        for (Trader trader : traders) {
            sides.add(side(trader));
        }
        long units = sum(sides, Side::units);
        long orders = sum(sides, Side::orders);
        return new Judgement(
                traders.stream().mapToLong(Judgement::items).sum(),
                traders.stream().mapToLong(Trader::accepted).sum(),
                traders.stream().mapToLong(Trader::refused).sum(),
                held.mostUnits(), held.mostOrders(), units, orders,
                held.overLimit() + (held.isOver(units, orders) ? 1 : 0),
                sum(sides, Side::lost), sum(sides, Side::doubled), sum(sides, Side::different),
                sum(sides, side -> side.audit().getDamageCount()), sum(sides, side -> side.audit().getMismatches()),
                sum(sides, side -> side.audit().getRetaken()),
                traders.stream().mapToLong(Trader::longestMillis).max().orElse(0));
    }

    private static long sum(List<Side> sides, ToLongFunction<Side> figure) {
        return sides.stream().mapToLong(figure).sum();
    }

    private static long items(Trader trader) {
        return trader.receipts().stream().mapToLong(receipt -> receipt.getVerdicts().size()).sum();
    }

    private static Side side(Trader trader) throws InterruptedException {
        DataCenter center = trader.center();
        Set<String> known = new HashSet<>();
        trader.working().forEach(order -> known.add(order.counterparty() + "/" + order.id()));
        long told = known.size();
        long units = 0;
        long orders = 0;
        long untold = 0;
        for (int i = 0; i < Trader.COUNTERPARTIES; i++) {
            String counterparty = Trader.counterparty(center, i);
            for (Order order : orders(center, counterparty)) {
                units += new BigDecimal(order.getHeldNotionalUsd())
                        .divideToIntegralValue(BigDecimal.valueOf(Limits.UNIT_USD)).longValueExact();
                orders++;
                untold += known.remove(counterparty + "/" + order.getClientOrderId()) ? 0 : 1;
            }
        }
        if (orders + known.size() - untold != told) {
            throw new AssertionError(center.id() + " shows an order twice");
        }
        ReconcileResponse receipts = reconcile(center, trader.receipts());
        return new Side(units, orders, receipts.getMissing() + trader.vanished() + known.size(),
                receipts.getDoubled() + untold, receipts.getDifferent(), verify(center));
    }

    private static List<Order> orders(DataCenter center, String counterparty) {
        ListOrdersResponse answer = CounterpartyServiceGrpc.newBlockingStub(center.channel())
                .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                .listOrders(ListOrdersRequest.newBuilder()
                        .setParent("counterparties/" + counterparty).setPageSize(PAGE).build());
        if (!answer.getNextPageToken().isEmpty()) {
            throw new AssertionError(counterparty + " has more orders than a page");
        }
        return answer.getOrdersList();
    }

    private static VerifyReport verify(DataCenter center) {
        Iterator<VerifyResponse> steps = AuditServiceGrpc.newBlockingStub(center.channel())
                .withDeadlineAfter(AUDIT_SECONDS, TimeUnit.SECONDS).verify(VerifyRequest.getDefaultInstance());
        VerifyResponse last = steps.next();
        while (steps.hasNext()) {
            last = steps.next();
        }
        return last.getReport();
    }

    private static ReconcileResponse reconcile(DataCenter center, List<Receipt> receipts) throws InterruptedException {
        SettableFuture<ReconcileResponse> answer = SettableFuture.create();
        StreamObserver<ReconcileRequest> requests = AuditServiceGrpc.newStub(center.channel())
                .withDeadlineAfter(AUDIT_SECONDS, TimeUnit.SECONDS).reconcile(new Single(answer));
        for (int from = 0; from < receipts.size(); from += RECEIPTS_A_MESSAGE) {
            int to = Math.min(receipts.size(), from + RECEIPTS_A_MESSAGE);
            requests.onNext(ReconcileRequest.newBuilder().addAllReceipts(receipts.subList(from, to)).build());
        }
        requests.onCompleted();
        try {
            return answer.get(AUDIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(center.id() + " did not reconcile the receipts", e);
        }
    }

    private record Single(SettableFuture<ReconcileResponse> answer) implements StreamObserver<ReconcileResponse> {
        @Override
        public void onNext(ReconcileResponse response) {
            answer.set(response);
        }

        @Override
        public void onError(Throwable fault) {
            answer.setException(fault);
        }

        @Override
        public void onCompleted() {
            answer.setException(new IllegalStateException("ended without an answer"));
        }
    }

    boolean isSound() {
        return overLimit + lost + doubled + different + broken + mismatches == 0 && retaken > 0;
    }

    /** For who reads a run: what was acknowledged and is lost, and for how long anybody was not served. */
    String recovery() {
        return "RPO: " + lost + " of " + acknowledged + " acknowledgements lost; RTO: no client waited for an answer"
                + " longer than " + longestMillis + " ms";
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers cannot be written as JSON", e);
        }
    }
}
