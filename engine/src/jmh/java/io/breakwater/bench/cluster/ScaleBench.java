package io.breakwater.bench.cluster;

import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Comparison;
import io.breakwater.bench.Report;
import io.breakwater.bench.Trial;
import io.breakwater.bench.Unit;
import io.breakwater.bench.WorkDirectory;
import io.breakwater.bench.decisions.PackedLoad;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.OrderFlow;
import io.breakwater.cassandra.Ring;
import io.breakwater.cassandra.RingOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * What a decision costs in processor time on one, two and three nodes over one Cassandra process, and where it goes:
 * on the last side clients know who has a lane, so that what it saves is what passing commands on costs.
 */
public final class ScaleBench implements Bench {

    private static final String ONE = "1 node";
    private static final String TWO = "2 nodes";
    private static final String THREE = "3 nodes";
    private static final String OWNERS = "3 nodes, each lane's own";
    private static final long SEED = 20_200_312;
    private static final int COUNTERPARTIES = 300;
    private static final int PACK_ITEMS = 512;
    private static final int PACKS_IN_FLIGHT = 12;
    private static final int WARM_UP_TURNS = 4;

    /** Ten processes that share a machine starve each other: a lane that moved would be in the figures. */
    private static final String TIMERS = """
            breakwater.cluster.stale-view = 8 s
            pekko.cluster.failure-detector.acceptable-heartbeat-pause = 6 s
            pekko.cluster.split-brain-resolver.stable-after = 10 s
            """;

    private final Map<String, LoadedTurn> sums = new LinkedHashMap<>();

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String question() {
        return "processor time of a decision on 1, 2 and 3 nodes over Cassandra, and where it goes";
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        LoadShape shape = LoadShape.uniform(run.options().number("counterparties", COUNTERPARTIES));
        try (WorkDirectory files = run.directory().child();
                Ring ring = RingOptions.of(1).measured().start(files.path());
                LoadedCluster one = open(run, ring, shape, 1);
                LoadedCluster two = open(run, ring, shape, 2);
                LoadedCluster three = open(run, ring, shape, 3)) {
            Map<String, Supplier<IntUnaryOperator>> ways = Map.of(
                    ONE, one::anyNode, TWO, two::anyNode, THREE, three::anyNode, OWNERS, three::owner);
            Map<String, LoadedCluster> sides = new LinkedHashMap<>();
            sides.put(ONE, one);
            sides.put(TWO, two);
            sides.put(THREE, three);
            sides.put(OWNERS, three);
            Duration time = Duration.ofSeconds(run.options().seconds());
            warmUp(run, sides, ways, time);
            Comparison comparison = new Comparison(Unit.MICROS_A_DECISION);
            sides.forEach((name, cluster) -> comparison.side(name, trial(name, cluster, ways.get(name), time)));
            comparison.run(run);
            return report(shape, comparison)
                    .with("twoNodesRemoteShare", two.remoteShare(two.anyNode()))
                    .with("threeNodesRemoteShare", three.remoteShare(three.anyNode()))
                    .with("idleCpuMillisASecond", idle(run, sides, time));
        }
    }

    private static LoadedCluster open(BenchRun run, Ring ring, LoadShape shape, int nodes)
            throws IOException, InterruptedException {
        run.say("starting %d node(s), bringing in %,d counterparties", nodes, shape.counterparties());
        return LoadedCluster.open(
                new Members.Plan(run.directory().child().path(), ring, "nodes" + nodes, nodes, TIMERS),
                new PackedLoad(new OrderFlow(shape, SEED), run.options().number("pack", PACK_ITEMS),
                        run.options().number("in-flight", PACKS_IN_FLIGHT)));
    }

    private static void warmUp(BenchRun run, Map<String, LoadedCluster> sides,
            Map<String, Supplier<IntUnaryOperator>> ways, Duration time) throws InterruptedException {
        for (int turn = 1; turn <= run.options().number("warm-up", WARM_UP_TURNS); turn++) {
            for (Map.Entry<String, LoadedCluster> side : sides.entrySet()) {
                LoadedTurn warm = side.getValue().turn(time, ways.get(side.getKey()).get());
                run.say("warm-up %d  %-28s %,10.1f %s", turn, side.getKey(), warm.micros(),
                        Unit.MICROS_A_DECISION.text());
            }
        }
    }

    private Trial trial(String name, LoadedCluster cluster, Supplier<IntUnaryOperator> way, Duration time) {
        return () -> {
            LoadedTurn turn = cluster.turn(time, way.get());
            sums.merge(name, turn, LoadedTurn::plus);
            return turn.micros();
        };
    }

    private Report report(LoadShape shape, Comparison comparison) {
        return new Report(name(), shape.text() + "; one Cassandra 5.0.9; nodes and Cassandra, client apart",
                comparison.of(THREE), comparison.of(ONE))
                .with("twoNodes", comparison.of(TWO).median())
                .with("threeNodesEachLanesOwn", comparison.of(OWNERS).median())
                .with(sums.get(ONE).asFields("oneNode"))
                .with(sums.get(TWO).asFields("twoNodes"))
                .with(sums.get(THREE).asFields("threeNodes"))
                .with(sums.get(OWNERS).asFields("threeNodesEachLanesOwn"));
    }

    /** Of nodes and Cassandra together, by side; the other clusters' share of Cassandra is in it, without marks. */
    private static Map<String, Long> idle(BenchRun run, Map<String, LoadedCluster> sides, Duration time) {
        Map<String, Long> millis = new LinkedHashMap<>();
        for (String name : new String[] {ONE, TWO, THREE}) {
            CpuMeter.Reading spent = sides.get(name).idle(time);
            millis.put(name, Math.round(spent.all() / 1e6 / time.toSeconds()));
            run.say("idle       %-28s %,10d ms/s (Cassandra %,d)", name, millis.get(name),
                    Math.round(spent.cassandra() / 1e6 / time.toSeconds()));
        }
        return millis;
    }
}
