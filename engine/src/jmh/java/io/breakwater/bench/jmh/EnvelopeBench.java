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
import io.breakwater.domain.market.ViewId;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.BlockWriter;
import io.breakwater.log.Codec;
import io.breakwater.log.Envelope;
import io.breakwater.log.LogName;
import io.breakwater.log.RecordCodec;
import io.breakwater.log.SealedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Writing and reading the envelope of an accepted order as one of 256 of a block, its share of the digest included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
public class EnvelopeBench {

    private static final int ENVELOPES = 256;
    private static final LogName LOG = new LogName("simulation", "bench", "counterparty-00");

    private final Codec<CounterpartyEvent> codec =
            RecordCodec.of(CounterpartyEvent.class).codec(CounterpartyEvent.class);
    private final BlockWriter writer = new BlockWriter(LOG, codec);
    private final BlockReader reader = new BlockReader(codec);
    private final List<Envelope> envelopes = new ArrayList<>();
    private byte[] block;

    /** Lets a counterparty trade until enough orders have been placed. */
    @Setup
    public void gather() {
        CounterpartyAggregate aggregate = new CounterpartyAggregate();
        LoadShape shape = LoadShape.uniform(1);
        long now = EpochMicros.now();
        MarketView view = shape.market().view(now);
        Context context = new Context(view, now + 1, new Origin(1, 1));
        OrderFlow flow = new OrderFlow(shape, 42);
        Valued state = aggregate.begin(aggregate.absent(LoadShape.entity(0)), view);
        List<Step> opening = flow.opening().flatMap(List::stream).toList();
        for (int i = 0; envelopes.size() < ENVELOPES; i++) {
            Step step = i < opening.size() ? opening.get(i) : flow.next();
            RequestId id = new RequestId(now / 1_000 << 16 | 0x7000, 1L << 63, i);
            if (aggregate.decide(state, step.command(), id, context)
                    instanceof Decision.Taken<CounterpartyEvent>(CounterpartyEvent event)) {
                state = aggregate.apply(state, event, id, now + 1);
                if (event instanceof CounterpartyEvent.OrderPlaced) {
                    envelopes.add(new Envelope(LoadShape.entity(0), "", "bench", id, "", now + 1, now, 1, 1,
                            new ViewId("tape-00", 1, 7, 42), event));
                }
            }
        }
        block = write().bytes();
    }

    @Benchmark
    @OperationsPerInvocation(ENVELOPES)
    public SealedBlock write() {
        writer.begin(envelopes.getFirst().decidedAtMicros());
        envelopes.forEach(writer::add);
        return writer.seal(1, 1, LOG.genesis(), Table.empty());
    }

    @Benchmark
    @OperationsPerInvocation(ENVELOPES)
    public Block read() {
        return reader.read(block);
    }
}
