package io.breakwater.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs its sides in turns, A B A B, so that whatever else the machine does meets all of them. */
public final class Comparison {

    private final Unit unit;
    private final Map<String, Trial> trials = new LinkedHashMap<>();
    private final Map<String, Series> results = new LinkedHashMap<>();

    public Comparison(Unit unit) {
        this.unit = unit;
    }

    public Comparison side(String name, Trial trial) {
        trials.put(name, trial);
        results.put(name, new Series(unit));
        return this;
    }

    /** Measures every side once a round, and says each figure as it comes. */
    public void run(BenchRun run) throws IOException, InterruptedException {
        int rounds = run.options().rounds();
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<String, Trial> side : trials.entrySet()) {
                double value = side.getValue().measure();
                results.get(side.getKey()).add(value);
                run.say("round %d/%d  %-28s %,14.1f %s", round, rounds, side.getKey(), value, unit.text());
            }
        }
        results.forEach((name, series) -> run.say("%-28s median %,.1f, worst %,.1f %s",
                name, series.median(), series.worst(), unit.text()));
    }

    public Series of(String side) {
        return results.get(side);
    }
}
