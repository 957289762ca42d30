package io.breakwater.bench.feed;

import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Comparison;
import io.breakwater.bench.Report;
import io.breakwater.bench.Unit;
import io.breakwater.bench.decisions.PackedLoad;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.OrderFlow;
import io.breakwater.bench.node.NodeClient;
import io.breakwater.bench.node.NodeProcess;
import io.breakwater.bench.node.NodeSide;
import io.breakwater.bench.node.PacedRun;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Latency of decisions at a steady pace while the node is told so much of the market, and while it is not. */
public final class FeedBench implements Bench {
    private static final String WITH = "p99 with the feed";
    private static final String WITHOUT = "p99 without";
    private static final int RATE = 200_000;
    private static final int COUNTERPARTIES = 1_000;
    private static final int PACE = 20_000;
    private static final int PERCENT = 99;
    private static final double MICROS_A_MILLI = 1_000;
    private static final long SEED = 20_200_312;

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public String question() {
        return "p99 of decisions with a feed of 200,000 observations/s against without";
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        LoadShape shape = LoadShape.skewed(run.options().number("counterparties", COUNTERPARTIES));
        OrderFlow flow = new OrderFlow(shape, SEED);
        NodeProcess process = NodeProcess.node(run.directory().path());
        try (NodeSide node = NodeSide.open(process, new PackedLoad(flow, 1, 1));
                NodeClient client = NodeClient.to(process.address());
                FeedStream feed = new FeedStream(client, shape.market(), RATE)) {
            Sides sides = new Sides(run, node, flow, feed);
            sides.without();
            sides.with();
            long before = sides.told;
            long nanos = sides.nanos;
            Comparison comparison = new Comparison(Unit.MILLIS).side(WITH, sides::with).side(WITHOUT, sides::without);
            comparison.run(run);
            double rate = (sides.told - before) * 1e9 / (sides.nanos - nanos);
            return new Report(name(), shape.text() + ", paced", comparison.of(WITH), comparison.of(WITHOUT))
                    .with("pace", sides.pace())
                    .with("observationsASecond", rate)
                    .with("surfaceFitMillis", SurfaceFits.millis())
                    .with("timesWithout", 1 / comparison.of(WITH).ratioTo(comparison.of(WITHOUT)));
        }
    }

    /** The two sides, of one node. */
    private static final class Sides {
        private final BenchRun run;
        private final NodeSide node;
        private final OrderFlow flow;
        private final FeedStream feed;
        private long told;
        private long nanos;

        Sides(BenchRun run, NodeSide node, OrderFlow flow, FeedStream feed) {
            this.run = run;
            this.node = node;
            this.flow = flow;
            this.feed = feed;
        }

        int pace() {
            return run.options().number("pace", PACE);
        }

        /** @return milliseconds */
        double without() throws InterruptedException {
            PacedRun.Latencies latencies =
                    PacedRun.run(node, flow, pace(), Duration.ofSeconds(run.options().seconds()));
            return latencies.others().getValueAtPercentile(PERCENT) / MICROS_A_MILLI;
        }

        double with() throws InterruptedException {
            Duration time = Duration.ofSeconds(run.options().seconds());
            FeedStream.Turn turn = feed.prepare(time);
            Thread sending = feed.start(turn);
            while (Instant.now().isBefore(turn.begin())) {
                LockSupport.parkNanos(1_000_000);
            }
            long begun = System.nanoTime();
            double p99 = without();
            sending.join();
            nanos += System.nanoTime() - begun;
            told += feed.accepted();
            return p99;
        }
    }
}
