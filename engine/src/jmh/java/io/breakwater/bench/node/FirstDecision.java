package io.breakwater.bench.node;

import io.breakwater.bench.load.AccountFlow;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.MarketUniverse;
import io.breakwater.bench.load.RequestIdSource;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.NewOrder;
import io.breakwater.v1.Side;
import io.breakwater.v1.Verdict;

/** One order by one call, as the first thing that a caller wants of a node. */
public final class FirstDecision {

    private static final RequestIdSource IDS = new RequestIdSource(System.nanoTime());

    private FirstDecision() {}

    /** A request for an order of a counterparty, under an id of its own. */
    public static DecideRequest request(int rank) {
        String id = IDS.next().uuid();
        return DecideRequest.newBuilder()
                .setRequestId(id)
                .setCounterparty("counterparties/" + LoadShape.entity(rank))
                .setAccountId(AccountFlow.ACCOUNT)
                .addItems(DecisionItem.newBuilder().setNewOrder(NewOrder.newBuilder()
                        .setClientOrderId(id)
                        .setInstrument("instruments/" + MarketUniverse.nameOf(0))
                        .setSide(Side.SIDE_BUY)
                        .setPrice(WireWriter.price(MarketUniverse.OPTION_TICKS - 50))
                        .setQuantity("0.1")))
                .build();
    }

    /** The outcome. @throws IllegalStateException unless the order was accepted */
    public static ItemOutcome accepted(NodeClient client, DecideRequest request) {
        ItemOutcome outcome = client.decisionsNow().decide(request).getOutcomes(0);
        if (outcome.getVerdict() != Verdict.VERDICT_ACCEPTED) {
            throw new IllegalStateException("not accepted: " + outcome);
        }
        return outcome;
    }
}
