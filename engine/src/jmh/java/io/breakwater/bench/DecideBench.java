package io.breakwater.bench;

import io.breakwater.domain.Context;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.RequestId;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
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

    /** Small: one order book, 20 orders. Hot: 3,000 instruments, 5,000 orders. */
    @Param({"small", "hot"})
    public String size;

    private final CounterpartyAggregate aggregate = BenchFlow.aggregate();
    private Valued state;
    private BenchFlow flow;
    private Context context;
    private long ordinal;

    @Setup(Level.Iteration)
    public void open() {
        boolean hot = size.equals("hot");
        long[] instruments = hot
                ? LongStream.range(0, 3_000).map(i -> BenchMarket.FIRST_OPTION + i).toArray()
                : new long[] {BenchMarket.PERPETUAL};
        MarketView view = BenchMarket.view(hot ? 3_000 : 0, 1, BenchMarket.START_MICROS);
        context = new Context(view, BenchMarket.START_MICROS + 1_000, new Origin(1, 1));
        flow = new BenchFlow(42, instruments, hot ? 5_000 : 20);
        state = aggregate.begin(aggregate.absent("bench"), view);
        BenchFlow.opening().forEach(this::fold);
        for (int i = 0; i < 6_000; i++) {
            fold(flow.next());
        }
    }

    @Benchmark
    public Valued decideAndApply() {
        return fold(flow.next());
    }

    private Valued fold(CounterpartyCommand command) {
        RequestId id = new RequestId(BenchMarket.START_MICROS / 1_000 << 16 | 0x7000, 1L << 63, (int) ++ordinal);
        Decision<CounterpartyEvent> decision = aggregate.decide(state, command, id, context);
        if (decision instanceof Decision.Taken<CounterpartyEvent>(CounterpartyEvent event)) {
            state = aggregate.apply(state, event, id, context.nowMicros());
        }
        return state;
    }
}
