package io.breakwater.bench.recover;

import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Comparison;
import io.breakwater.bench.Report;
import io.breakwater.bench.Series;
import io.breakwater.bench.Unit;
import io.breakwater.bench.load.LoadShape;
import java.io.IOException;
import java.time.Duration;

/**
 * Events a second of a lane that reads its log, checks its chain and folds its state, against a scan of the same rows.
 * Then a node with many counterparties, from its start after a kill to the first correct decision.
 */
public final class RecoverBench implements Bench {

    private static final String LANE = "lane";
    private static final String SCAN = "raw scan";
    private static final int IN_THE_LOG = 10_000;
    private static final int COUNTERPARTIES = 100_000;

    @Override
    public String name() {
        return "recover";
    }

    @Override
    public String question() {
        return "a lane's recovery in events/s against a raw scan, and a node after a kill";
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        Comparison comparison = new Comparison(Unit.EVENTS_A_SECOND);
        LoadShape shape = LoadShape.skewed(IN_THE_LOG);
        try (LaneRecovery log = LaneRecovery.write(
                run.directory().child(), shape, Duration.ofSeconds(run.options().seconds()))) {
            run.say("log: %,d events of %s in one lane", log.events(), shape.text());
            comparison.side(LANE, log::recovered).side(SCAN, log::scanned);
            comparison.run(run);
            int counterparties = run.options().number("counterparties", COUNTERPARTIES);
            Series killed = killed(run, counterparties);
            return new Report(name(), "one lane, no snapshot, " + shape.text(),
                    comparison.of(LANE), comparison.of(SCAN))
                    .with("events", log.events())
                    .with("counterparties", counterparties)
                    .with("firstDecisionMillis", killed.median())
                    .with("firstDecisionMillisWorst", killed.worst());
        }
    }

    private static Series killed(BenchRun run, int counterparties) throws IOException, InterruptedException {
        Series series = new Series(Unit.MILLIS);
        try (KilledNode node = KilledNode.found(run.directory().child().path(), LoadShape.quiet(counterparties))) {
            for (int round = 1; round <= run.options().rounds(); round++) {
                double millis = node.killedMillis();
                series.add(millis);
                run.say("kill %d/%d  %,d counterparties, first correct decision after %,.0f ms", round,
                        run.options().rounds(), counterparties, millis);
            }
        }
        return series;
    }
}
