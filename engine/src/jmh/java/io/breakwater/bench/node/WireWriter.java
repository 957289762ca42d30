package io.breakwater.bench.node;

import io.breakwater.bench.load.AccountFlow;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.MarketUniverse;
import io.breakwater.bench.load.Step;
import io.breakwater.bench.load.StepPack;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.kernel.Decimals;
import io.breakwater.v1.Amend;
import io.breakwater.v1.Cancel;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.Fact;
import io.breakwater.v1.Fill;
import io.breakwater.v1.Liquidity;
import io.breakwater.v1.NewOrder;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.Side;
import java.util.UUID;

/** Writes the load's commands as messages of the API. */
public final class WireWriter {

    private WireWriter() {}

    static WirePack write(StepPack pack) {
        String id = new UUID(pack.msb(), pack.lsb()).toString();
        String factsId = new UUID(pack.msb(), pack.lsb() ^ 1).toString();
        DecideRequest.Builder decide = DecideRequest.newBuilder().setRequestId(id).setAccountId(AccountFlow.ACCOUNT);
        ReportFactsRequest.Builder facts =
                ReportFactsRequest.newBuilder().setRequestId(factsId).setAccountId(AccountFlow.ACCOUNT);
        for (Step step : pack.steps()) {
            switch (step.command()) {
                case CounterpartyRequest request -> decide.addItems(item(step, request));
                case CounterpartyFact.Fill fill -> facts.addFacts(fact(step, fill));
                case CounterpartyFact _ -> throw new IllegalArgumentException("no message for " + step);
            }
        }
        return new WirePack(id, decide.getItemsCount() == 0 ? null : decide.build().toByteArray(),
                factsId, facts.getFactsCount() == 0 ? null : facts.build().toByteArray());
    }

    private static DecisionItem item(Step step, CounterpartyRequest request) {
        DecisionItem.Builder item = DecisionItem.newBuilder().setCounterparty(counterparty(step));
        return switch (request) {
            case CounterpartyRequest.NewOrder order -> item.setNewOrder(order(step, order)).build();
            case CounterpartyRequest.Amend amend -> item.setAmend(amend(step, amend)).build();
            case CounterpartyRequest.Cancel(String id) ->
                    item.setCancel(Cancel.newBuilder().setClientOrderId(id)).build();
            default -> throw new IllegalArgumentException("no message for " + step);
        };
    }

    private static NewOrder.Builder order(Step step, CounterpartyRequest.NewOrder order) {
        return NewOrder.newBuilder()
                .setClientOrderId(order.clientOrderId())
                .setInstrument(instrument(step))
                .setSide(side(order.side()))
                .setPrice(price(order.priceTicks()))
                .setQuantity(quantity(order.lots()));
    }

    /** Whole: nothing that the node would have to look up. */
    private static Amend.Builder amend(Step step, CounterpartyRequest.Amend amend) {
        return Amend.newBuilder()
                .setClientOrderId(amend.clientOrderId())
                .setInstrument(instrument(step))
                .setPrice(price(amend.priceTicks()))
                .setQuantity(quantity(amend.lots()));
    }

    private static Fact fact(Step step, CounterpartyFact.Fill fill) {
        Fill.Builder wire = Fill.newBuilder()
                .setInstrument(instrument(step))
                .setSide(side(fill.execution().side()))
                .setPrice(price(fill.priceTicks()))
                .setQuantity(quantity(fill.lots()))
                .setTradeId(fill.execution().tradeId())
                .setClientOrderId(fill.clientOrderId())
                .setLiquidity(Liquidity.LIQUIDITY_MAKER)
                .setVenueTimeMicros(fill.venueTimeMicros())
                .setVenueSequence(fill.venueSequence())
                .setTradeDate(fill.execution().tradeDate());
        return Fact.newBuilder().setCounterparty(counterparty(step)).setFill(wire).build();
    }

    private static String counterparty(Step step) {
        return "counterparties/" + LoadShape.entity(step.rank());
    }

    private static String instrument(Step step) {
        return "instruments/" + MarketUniverse.nameOf(step.option());
    }

    private static Side side(io.breakwater.domain.counterparty.Side side) {
        return side == io.breakwater.domain.counterparty.Side.BUY ? Side.SIDE_BUY : Side.SIDE_SELL;
    }

    public static String price(long ticks) {
        return Decimals.format(ticks, MarketUniverse.OPTION_SCALE);
    }

    private static String quantity(long lots) {
        return Decimals.format(lots, MarketUniverse.LOT_SCALE);
    }
}
