package io.breakwater.bench.decisions;

import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Comparison;
import io.breakwater.bench.Series;
import io.breakwater.bench.Trial;
import io.breakwater.bench.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sides in turns, and the sum of what each of them did. The first turn of each warms up and is not counted. */
public final class SideComparison {

    private final Comparison comparison = new Comparison(Unit.DECISIONS_A_SECOND);
    private final Map<String, Side> sides = new LinkedHashMap<>();
    private final Map<String, Turn> sums = new LinkedHashMap<>();
    private final Duration time;

    public SideComparison(Duration time) {
        this.time = time;
    }

    public void add(String name, Side side) {
        sides.put(name, side);
        sums.put(name, Turn.NONE);
        comparison.side(name, trial(name, side));
    }

    private Trial trial(String name, Side side) {
        return () -> {
            Turn turn = side.turn(time);
            sums.merge(name, turn, Turn::plus);
            return turn.decisionsASecond();
        };
    }

    public void run(BenchRun run) throws IOException, InterruptedException {
        for (Map.Entry<String, Side> side : sides.entrySet()) {
            Turn warmUp = side.getValue().turn(time);
            run.say("warm-up    %-28s %,14.1f decisions/s", side.getKey(), warmUp.decisionsASecond());
        }
        comparison.run(run);
    }

    public Series of(String name) {
        return comparison.of(name);
    }

    /** What a decision of this side cost. */
    public Map<String, Double> costOf(String name, String prefix) {
        Turn sum = sums.get(name);
        Map<String, Double> costs = new LinkedHashMap<>();
        costs.put(prefix + "NodeCpuMicros", sum.cost().nodeCpuNanos() / 1e3 / sum.decisions());
        costs.put(prefix + "ClientCpuMicros", sum.cost().clientCpuNanos() / 1e3 / sum.decisions());
        costs.put(prefix + "AllocatedBytes", (double) sum.cost().allocatedBytes() / sum.decisions());
        costs.put(prefix + "JournalBytes", (double) sum.cost().journalBytes() / sum.decisions());
        costs.put(prefix + "RefusedShare", (double) sum.refused() / sum.decisions());
        return costs;
    }
}
