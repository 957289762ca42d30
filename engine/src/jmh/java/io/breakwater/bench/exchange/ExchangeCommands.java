package io.breakwater.bench.exchange;

import io.breakwater.bench.load.Step;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.Side;
import io.breakwater.exchange.ExchangeCommand;
import io.breakwater.exchange.ExchangeCommand.Kind;

/**
 * The flow's commands as an exchange knows them, one for one. An amend moves its order to the new price and leaves its
 * lots as they are, for which the exchange has no command. A fill is somebody's order that takes as many lots at once:
 * it gets the best of the book, which may be another's order, and one cancelled or moved afterwards is then unknown.
 */
final class ExchangeCommands {

    private static final int RADIX = 36;
    private static final int NONE = 0;

    private ExchangeCommands() {}

    /** @throws IllegalArgumentException for what the flow does not send after its opening */
    static ExchangeCommand of(Step step) {
        return switch (step.command()) {
            case CounterpartyRequest.NewOrder order -> command(isBuy(order.direction().side()) ? Kind.BID : Kind.ASK,
                    step, order.clientOrderId(), order.priceTicks(), order.lots());
            case CounterpartyRequest.Amend amend ->
                    command(Kind.MOVE, step, amend.clientOrderId(), amend.priceTicks(), NONE);
            case CounterpartyRequest.Cancel cancel -> command(Kind.CANCEL, step, cancel.clientOrderId(), NONE, NONE);
            case CounterpartyFact.Fill fill -> command(isBuy(fill.execution().side()) ? Kind.TAKE_BID : Kind.TAKE_ASK,
                    step, fill.clientOrderId(), fill.priceTicks(), fill.lots());
            default -> throw new IllegalArgumentException("no exchange takes " + step.command());
        };
    }

    private static boolean isBuy(Side side) {
        return side == Side.BUY;
    }

    private static ExchangeCommand command(Kind kind, Step step, String order, long price, long lots) {
        return new ExchangeCommand(kind, step.rank() + 1, Integer.parseInt(order, RADIX), step.option(),
                Math.toIntExact(price), Math.toIntExact(lots));
    }
}
