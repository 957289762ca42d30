package io.breakwater.bench.margin;

import io.breakwater.domain.Context;
import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.MarginMode;
import io.breakwater.domain.counterparty.MarginSimulation;
import io.breakwater.domain.counterparty.Permissions;
import io.breakwater.domain.counterparty.Side;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.RequestId;
import java.util.List;

/** A rich account of so many positions and orders that amends one order after the other. */
final class MarginAccount {

    private static final int A_PACK = 1_024;
    private static final CounterpartyAggregate AGGREGATE = new CounterpartyAggregate();
    private static final Origin ORIGIN = new Origin(1, 1);

    private final int orders;
    private Valued state;
    private long commands;
    private long accepted;

    MarginAccount(MarginMode mode, int positions, int orders, MarginMarket market) {
        this.orders = orders;
        state = AGGREGATE.absent("rich");
        Permissions all = Permissions.ALL;
        apply(new CounterpartyRequest.Onboard("Rich", "", 1,
                List.of(new CounterpartyRequest.OpenAccount("main", "self", mode, "BTC", all)), List.of()), market);
        apply(new CounterpartyFact.Deposit("main", "BTC", 8, 10_000_000_00000000L, "founding"), market);
        Counterparty filled = state.counterparty();
        for (int i = 0; i < positions; i++) {
            filled = MarginSimulation.with(filled, "main", new MarginSimulation.AddedPosition(
                    MarginMarket.FIRST_OPTION + i, i % 3 == 0 ? -10 : 10), market.view());
        }
        for (int i = 0; i < orders; i++) {
            filled = MarginSimulation.with(filled, "main", new MarginSimulation.AddedOrder(
                    MarginMarket.FIRST_OPTION + i % positions, i / positions % 2 == 0 ? Side.BUY : Side.SELL, 5,
                    i / positions % 2 == 0 ? 290 : 310), "o" + i, market.view());
        }
        state = AGGREGATE.restored(AGGREGATE.stored(AGGREGATE.restored(filled)));
    }

    /** As a lane before a batch. */
    void begin(MarketView view) {
        state = AGGREGATE.begin(state, view);
    }

    /** As a lane after a batch. */
    void end() {
        state = AGGREGATE.end(state);
    }

    /** Amends the next order by a tick and back. */
    void amend(MarginMarket market) {
        int order = (int) (commands % orders);
        boolean buys = state.counterparty().order("o" + order).rests(Side.BUY);
        long tick = commands / orders % 2 == 0 ? 1 : 0;
        apply(new CounterpartyRequest.Amend("o" + order, buys ? 290 + tick : 310 - tick, 5), market);
    }

    private void apply(CounterpartyCommand command, MarginMarket market) {
        commands++;
        long now = market.atMicros() + 1;
        RequestId id =
                new RequestId(now / 1_000 << 16 | 0x7000, 1L << 63 | commands / A_PACK, (int) (commands % A_PACK));
        Context context = new Context(market.view(), now, ORIGIN);
        if (AGGREGATE.decide(state, command, id, context) instanceof Decision.Taken<CounterpartyEvent>(var event)) {
            state = AGGREGATE.apply(state, event, id, now);
            accepted += event instanceof CounterpartyEvent.OrderAmended ? 1 : 0;
        }
    }

    /** Amends that were accepted. */
    long accepted() {
        return accepted;
    }
}
