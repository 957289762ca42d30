package io.breakwater.ops.demo;

import io.breakwater.ops.client.RequestIds;
import io.breakwater.ops.load.FlowSettings;
import io.breakwater.ops.load.OrderFlow;
import io.breakwater.v1.Cancel;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.Fact;
import io.breakwater.v1.Fill;
import io.breakwater.v1.FillKind;
import io.breakwater.v1.NewOrder;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who trades options: every tenth counterparty, margined by risk arrays over all that it holds. They begin with
 * positions, rest bids and offers away from the market, and take the oldest back.
 */
final class OptionDesk {
    private static final int EVERY = 10;
    private static final int FIRST = 3;
    private static final int ORDERS_A_PACK = 6;
    private static final int MOST_RESTING = 600;
    private static final double AWAY = 0.1;
    private static final double POSITION_USD = 3_650;
    private static final double ORDER_USD = 730;

    private final OptionBoard board;
    private final int counterparties;
    private final SplittableRandom random;
    private final Deque<Resting> resting = new ArrayDeque<>();
    private long orders;

    private record Resting(String counterparty, String id) {}

    OptionDesk(OptionBoard board, int counterparties, long seed) {
        this.board = board;
        this.counterparties = counterparties;
        this.random = new SplittableRandom(seed);
    }

    static boolean trades(int rank) {
        return rank % EVERY == FIRST;
    }

    /** Half of them have bought what the other half has sold: calls above the market, puts below. */
    ReportFactsRequest positions(RequestIds ids, double spotUsd) {
        ReportFactsRequest.Builder all = ReportFactsRequest.newBuilder()
                .setRequestId(ids.next()).setAccountId(OrderFlow.ACCOUNT);
        List<OptionListing.Option> options = board.all();
        for (int rank = FIRST; rank < counterparties; rank += EVERY) {
            OptionListing.Option option = options.get(rank / EVERY / 2 % options.size());
            all.addFacts(Fact.newBuilder().setCounterparty(FlowSettings.counterparty(rank)).setFill(Fill.newBuilder()
                    .setInstrument("instruments/" + option.id())
                    .setSide(rank / EVERY % 2 == 0 ? Side.SIDE_BUY : Side.SIDE_SELL)
                    .setPrice(board.listing().price(board.value(option, spotUsd, ids.nowMillis() / 1_000)))
                    .setQuantity(quantity(POSITION_USD))
                    .setTradeId("option-" + rank)
                    .setKind(FillKind.FILL_KIND_TRANSFER)
                    .setVenueTimeMicros(ids.nowMillis() * 1_000)));
        }
        return all.build();
    }

    /** What the next pack has of theirs. */
    List<DecisionItem> next(double spotUsd, long nowSeconds) {
        List<DecisionItem> items = new ArrayList<>();
        for (int i = 0; counterparties > FIRST && i < ORDERS_A_PACK; i++) {
            items.add(order(spotUsd, nowSeconds));
        }
        while (resting.size() > MOST_RESTING) {
            Resting oldest = resting.removeFirst();
            items.add(DecisionItem.newBuilder().setCounterparty(oldest.counterparty())
                    .setCancel(Cancel.newBuilder().setClientOrderId(oldest.id())).build());
        }
        return items;
    }

    private DecisionItem order(double spotUsd, long nowSeconds) {
        int traders = (counterparties - FIRST + EVERY - 1) / EVERY;
        String counterparty = FlowSettings.counterparty(FIRST + EVERY * random.nextInt(traders));
        List<OptionListing.Option> options = board.all();
        OptionListing.Option option = options.get(random.nextInt(options.size()));
        boolean buys = random.nextBoolean();
        double price = board.value(option, spotUsd, nowSeconds) * (buys ? 1 - AWAY : 1 + AWAY);
        Resting order = new Resting(counterparty, "opt-" + ++orders);
        resting.addLast(order);
        return DecisionItem.newBuilder().setCounterparty(counterparty).setNewOrder(NewOrder.newBuilder()
                .setClientOrderId(order.id())
                .setInstrument("instruments/" + option.id())
                .setSide(buys ? Side.SIDE_BUY : Side.SIDE_SELL)
                .setPrice(board.listing().price(price))
                .setQuantity(quantity(ORDER_USD))).build();
    }

    /** So much of the underlying, at the price that it began with. */
    private String quantity(double usd) {
        return board.listing().quantity(usd, board.smile().firstUsd());
    }
}
