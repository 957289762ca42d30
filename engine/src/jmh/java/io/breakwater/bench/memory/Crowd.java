package io.breakwater.bench.memory;

import io.breakwater.bench.load.EpochMicros;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.OrderFlow;
import io.breakwater.bench.load.Step;
import io.breakwater.bench.load.StepPack;
import io.breakwater.domain.Context;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Table;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.Entity;
import io.breakwater.log.LaneState;
import io.breakwater.log.LogName;
import java.util.ArrayList;
import java.util.List;

/** Counterparties of a shape with their positions and about as many working orders as they like, in one lane. */
final class Crowd {
    private static final long SEED = 20_200_313;

    private final CounterpartyAggregate aggregate = new CounterpartyAggregate();
    private final LoadShape shape;
    private final OrderFlow flow;
    private final Context context;

    Crowd(LoadShape shape) {
        this.shape = shape;
        this.flow = new OrderFlow(shape, SEED);
        MarketView view = shape.market().view(EpochMicros.now());
        this.context = new Context(view, EpochMicros.now(), new Origin(1, 1));
    }

    LaneState<Valued> state() {
        LongMap.Builder<Entity<Valued>> entities = LongMap.builder();
        int[] rank = {0};
        flow.opening().forEach(opening -> {
            String name = LoadShape.entity(rank[0]);
            entities.put(Hash64.of(name), new Entity<>(name, grown(name, rank[0]++, opening)));
        });
        return new LaneState<>(1, 1, new LogName("simulation", "bench", "counterparty-00").genesis(),
                context.nowMicros(), entities.build(), Table.empty());
    }

    private Valued grown(String name, int rank, List<Step> opening) {
        List<Step> steps = new ArrayList<>(opening);
        for (int i = 0; i < shape.sizeOf(rank).orders(); i++) {
            steps.add(flow.nextOf(rank));
        }
        StepPack pack = flow.pack(steps);
        Valued state = aggregate.begin(aggregate.absent(name), context.view());
        for (int i = 0; i < steps.size(); i++) {
            state = applied(state, steps.get(i).command(), new RequestId(pack.msb(), pack.lsb(), i));
        }
        return aggregate.end(state);
    }

    private Valued applied(Valued state, CounterpartyCommand command, RequestId id) {
        Decision<CounterpartyEvent> decision = aggregate.decide(state, command, id, context);
        return decision instanceof Decision.Taken<CounterpartyEvent>(CounterpartyEvent event)
                ? aggregate.apply(state, event, id, context.nowMicros()) : state;
    }
}
