package io.breakwater.bench.cluster;

import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Comparison;
import io.breakwater.bench.Report;
import io.breakwater.bench.Unit;
import io.breakwater.bench.WorkDirectory;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.cassandra.Ring;
import io.breakwater.cassandra.RingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How long until every lane decides again when one of three nodes is killed, with the settings that a node comes with
 * against those that Pekko comes with; and how many lanes are taken over in vain from nodes that only stood still,
 * frozen or to collect their heap.
 */
public final class FailoverBench implements Bench {

    private static final String OURS = "as it comes";
    private static final String STOCK = "Pekko's defaults";
    private static final int NODES = 3;
    private static final int LONGEST_PAUSE_SECONDS = 5;

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public String question() {
        return "from the kill of a node to decisions on every lane, against Pekko's own timers";
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        try (WorkDirectory files = run.directory().child();
                Ring ring = RingOptions.of(1).measured().start(files.path());
                LosingSide ours = LosingSide.open(plan(run, ring, "ours", ""));
                LosingSide stock = LosingSide.open(plan(run, ring, "stock", StockTimers.SETTINGS))) {
            Comparison comparison = new Comparison(Unit.MILLIS)
                    .side(OURS, ours::killed)
                    .side(STOCK, stock::killed);
            comparison.run(run);
            Report report = new Report(name(), "3 nodes, one Cassandra, " + LaneProbes.LANES + " lanes asked 10/s each",
                    comparison.of(OURS), comparison.of(STOCK))
                    .with("oursMedianLane", ours.medianLane())
                    .with("stockMedianLane", stock.medianLane());
            pauses(run, "frozen", ours::frozen, report);
            pauses(run, "collected", ours::collected, report);
            return report;
        }
    }

    private static Members.Plan plan(BenchRun run, Ring ring, String keyspace, String more) throws IOException {
        return new Members.Plan(run.directory().child().path(), ring, keyspace, NODES, more);
    }

    /** Ways to make a member stand still. */
    private interface Pauses {
        List<LosingSide.Standstill> make(int seconds, int times) throws IOException, InterruptedException;
    }

    /** By seconds: the lanes that were taken over in vain, and how long each pause was. */
    private static void pauses(BenchRun run, String kind, Pauses pauses, Report report)
            throws IOException, InterruptedException {
        List<Long> lanes = new ArrayList<>();
        List<List<Long>> millis = new ArrayList<>();
        for (int seconds = 1; seconds <= LONGEST_PAUSE_SECONDS; seconds++) {
            List<LosingSide.Standstill> made = pauses.make(seconds, run.options().rounds());
            lanes.add(made.stream().mapToLong(LosingSide.Standstill::lanes).sum());
            millis.add(made.stream().map(pause -> Math.round(pause.millis())).toList());
            run.say("%-9s for about %d s: %s ms, %d lane(s) taken over in vain",
                    kind, seconds, millis.getLast(), lanes.getLast());
        }
        report.with(kind + "FalseTakeOvers", lanes).with(kind + "Millis", millis);
    }

    static LoadShape shape() {
        return LoadShape.quiet(LaneProbes.counterparties());
    }
}
