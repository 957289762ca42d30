package io.breakwater.bench.stock;

import io.breakwater.bench.load.EpochMicros;
import io.breakwater.bench.load.MovingMarket;
import io.breakwater.domain.Context;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** A counterparty that decides one command, persists its event, replies, and takes the next. */
final class StockCounterparty extends EventSourcedBehavior<StockCommand, StockEvent, Valued> {

    private static final CounterpartyAggregate AGGREGATE = new CounterpartyAggregate();
    private static final Origin ORIGIN = new Origin(1, 1);

    private final String entity;
    private final MovingMarket market;

    StockCounterparty(String entity, MovingMarket market) {
        super(PersistenceId.of("counterparty", entity));
        this.entity = entity;
        this.market = market;
    }

    @Override
    public Valued emptyState() {
        return AGGREGATE.absent(entity);
    }

    @Override
    public CommandHandler<StockCommand, StockEvent, Valued> commandHandler() {
        return this::decide;
    }

    private Effect<StockEvent, Valued> decide(Valued state, StockCommand asked) {
        Context context = new Context(market.current(), EpochMicros.now(), ORIGIN);
        Valued valued = AGGREGATE.begin(state, context.view());
        return switch (AGGREGATE.decide(valued, asked.command(), asked.id(), context)) {
            case Decision.Taken<CounterpartyEvent>(CounterpartyEvent event) ->
                    Effect().persist(new StockEvent(asked.id(), context.nowMicros(), event))
                            .thenReply(asked.replyTo(), _ -> AGGREGATE.outcomeOf(event));
            case Decision.Answered<CounterpartyEvent>(var outcome) -> Effect().reply(asked.replyTo(), outcome);
        };
    }

    /** As a lane's batch of one: what the portfolio is worth is carried on, not computed anew. */
    @Override
    public EventHandler<Valued, StockEvent> eventHandler() {
        return (state, stored) -> AGGREGATE.end(AGGREGATE.apply(AGGREGATE.begin(state, market.current()),
                stored.event(), stored.id(), stored.decidedAtMicros()));
    }
}
