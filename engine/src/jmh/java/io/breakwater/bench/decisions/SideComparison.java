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

/**
 * Sides in turns, and the sum of what each of them did. The first turns of each warm up and are not counted: a JVM on
 * two cores is busy for a minute with compiling what a node needs, and a turn that shares them with the compiler tells
 * of the compiler.
 */
public final class SideComparison {

    private static final int WARM_UP = 12;

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
        int turns = run.options().number("warm-up", WARM_UP);
        for (int turn = 1; turn <= turns; turn++) {
            for (Map.Entry<String, Side> side : sides.entrySet()) {
                Turn warmUp = side.getValue().turn(time);
                run.say("warm-up %d/%d  %-25s %,14.1f decisions/s, compilers %.0f %% of its processor time",
                        turn, turns, side.getKey(), warmUp.decisionsASecond(), warmUp.cost().compilerPercent());
            }
        }
        comparison.run(run);
    }

    /** Whether it was added. */
    public boolean has(String name) {
        return sides.containsKey(name);
    }

    public Series of(String name) {
        return comparison.of(name);
    }

    /** What a decision of this side cost. */
    public Map<String, Double> costOf(String name, String prefix) {
        Turn sum = sums.get(name);
        Map<String, Double> costs = new LinkedHashMap<>();
        costs.put(prefix + "NodeCpuMicros", sum.cost().nodeCpuNanos() / 1e3 / sum.decisions());
        costs.put(prefix + "CompilerCpuMicros", sum.cost().compilerNanos() / 1e3 / sum.decisions());
        costs.put(prefix + "ClientCpuMicros", sum.cost().clientCpuNanos() / 1e3 / sum.decisions());
        costs.put(prefix + "AllocatedBytes", (double) sum.cost().allocatedBytes() / sum.decisions());
        costs.put(prefix + "JournalBytes", (double) sum.cost().journalBytes() / sum.decisions());
        costs.put(prefix + "RefusedShare", (double) sum.refused() / sum.decisions());
        return costs;
    }
}
