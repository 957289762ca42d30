package io.breakwater.bench.jmh;

import io.breakwater.bench.load.EpochMicros;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.OrderFlow;
import io.breakwater.bench.load.Step;
import io.breakwater.domain.Context;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.RequestId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Deciding and applying one command of the mix: nothing but the domain, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
public class DecideBench {

    private static final int SETTLING = 20_000;
    private static final int A_PACK = 1_024;

    /** Small: 15 instruments, 30 orders. Hot: 3,000 positions, 5,000 orders. */
    @Param({"small", "hot"})
    public String size;

    private final CounterpartyAggregate aggregate = new CounterpartyAggregate();
    private Valued state;
    private OrderFlow flow;
    private Context context;
    private long commands;

    /** Brings the counterparty to its usual size; one view holds for the iteration. */
    @Setup(Level.Iteration)
    public void open() {
        LoadShape shape = size.equals("hot") ? LoadShape.hot() : LoadShape.uniform(1);
        long now = EpochMicros.now();
        MarketView view = shape.market().view(now);
        context = new Context(view, now + 1, new Origin(1, 1));
        flow = new OrderFlow(shape, 42);
        state = aggregate.begin(aggregate.absent(LoadShape.entity(0)), view);
        flow.opening().forEach(steps -> steps.forEach(this::fold));
        for (int i = 0; i < SETTLING; i++) {
            fold(flow.next());
        }
    }

    @Benchmark
    public Valued decideAndApply() {
        return fold(flow.next());
    }

    private Valued fold(Step step) {
        commands++;
        RequestId id = new RequestId(context.nowMicros() / 1_000 << 16 | 0x7000, 1L << 63 | commands / A_PACK,
                (int) (commands % A_PACK));
        Decision<CounterpartyEvent> decision = aggregate.decide(state, step.command(), id, context);
        if (decision instanceof Decision.Taken<CounterpartyEvent>(CounterpartyEvent event)) {
            state = aggregate.apply(state, event, id, context.nowMicros());
        }
        return state;
    }
}
