package io.breakwater.bench.cut;

import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Comparison;
import io.breakwater.bench.Report;
import io.breakwater.bench.Series;
import io.breakwater.bench.Unit;
import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * The latency of decisions under a limit that spans two data centers, while the other one is cut away for longer than
 * every timer, against connected.
 */
public final class CutBench implements Bench {

    private static final String CUT = "cut, p99";
    private static final String CONNECTED = "connected, p99";
    private static final double PERCENTILE = 99;
    private static final int WARM_UP_TURNS = 3;

    private final Series cutMedians = new Series(Unit.MILLIS);
    private final Series connectedMedians = new Series(Unit.MILLIS);

    @Override
    public String name() {
        return "cut";
    }

    @Override
    public String question() {
        return "latency of decisions with the other data center cut away, against connected";
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        Duration time = Duration.ofSeconds(run.options().seconds());
        try (TwoDataCenters both = TwoDataCenters.start(run.directory().child().path())) {
            SteadyOrders orders = SteadyOrders.open(both.home());
            for (int turn = 0; turn < run.options().number("warm-up", WARM_UP_TURNS); turn++) {
                orders.run(time);
            }
            Comparison comparison = new Comparison(Unit.MILLIS)
                    .side(CONNECTED, () -> {
                        both.heal();
                        return measured(orders.run(time), connectedMedians);
                    })
                    .side(CUT, () -> {
                        both.cut();
                        return measured(orders.run(time), cutMedians);
                    });
            comparison.run(run);
            Series cut = comparison.of(CUT);
            Series connected = comparison.of(CONNECTED);
            return new Report(name(), "%,d decisions/s of %d counterparties under one firm's limit over 2 data centers"
                    .formatted(SteadyOrders.pace(), SteadyOrders.COUNTERPARTIES), cut, connected)
                    .with("cutOverConnected", cut.median() / connected.median())
                    .with("cutP50", cutMedians.median())
                    .with("connectedP50", connectedMedians.median());
        }
    }

    private static double measured(Histogram latencies, Series medians) {
        medians.add(latencies.getValueAtPercentile(50) / 1e3);
        return latencies.getValueAtPercentile(PERCENTILE) / 1e3;
    }
}
