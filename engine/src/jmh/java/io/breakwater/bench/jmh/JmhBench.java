package io.breakwater.bench.jmh;

import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Report;
import io.breakwater.bench.Series;
import io.breakwater.bench.Unit;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** All microbenches of this package; what is compared is a decision for a hot counterparty with one for a small. */
public final class JmhBench implements Bench {

    private static final String DECIDE = "DecideBench.decideAndApply";

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public String question() {
        return "nanoseconds: decide and apply, codec, persistent map (rounds: iterations, seconds: of one)";
    }

    @Override
    public Report run(BenchRun run) throws IOException {
        Options options = new OptionsBuilder()
                .include(JmhBench.class.getPackageName() + "\\..*")
                .measurementIterations(run.options().rounds())
                .measurementTime(TimeValue.seconds(run.options().seconds()))
                .warmupTime(TimeValue.seconds(run.options().seconds()))
                .build();
        try {
            Map<String, Series> all = results(new Runner(options).run());
            Report report = new Report(name(), "one command of the mix, one thread: hot against small",
                    all.get(DECIDE + " hot"), all.get(DECIDE + " small"));
            all.forEach((label, series) -> report.with(label, series.median()));
            return report;
        } catch (RunnerException e) {
            throw new IOException("JMH failed", e);
        }
    }

    private static Map<String, Series> results(Collection<RunResult> runs) {
        Map<String, Series> all = new LinkedHashMap<>();
        for (RunResult run : runs) {
            Series series = new Series(Unit.NANOS_AN_OPERATION);
            for (IterationResult iteration : run.getAggregatedResult().getIterationResults()) {
                series.add(iteration.getPrimaryResult().getScore());
            }
            all.put(label(run), series);
        }
        return all;
    }

    /** Class, method and parameters, such as {@code DecideBench.decideAndApply hot}. */
    private static String label(RunResult run) {
        String name = run.getParams().getBenchmark();
        StringBuilder label = new StringBuilder(name.substring(JmhBench.class.getPackageName().length() + 1));
        run.getParams().getParamsKeys().forEach(key -> label.append(' ').append(run.getParams().getParam(key)));
        return label.toString();
    }
}
