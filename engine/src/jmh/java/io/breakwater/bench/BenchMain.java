package io.breakwater.bench;

import io.breakwater.bench.cassandra.CassandraBench;
import io.breakwater.bench.cluster.FailoverBench;
import io.breakwater.bench.cluster.ScaleBench;
import io.breakwater.bench.cut.CutBench;
import io.breakwater.bench.decisions.DecisionsBench;
import io.breakwater.bench.feed.FeedBench;
import io.breakwater.bench.ingest.IngestBench;
import io.breakwater.bench.jmh.JmhBench;
import io.breakwater.bench.journal.JournalBench;
import io.breakwater.bench.link.LinkBench;
import io.breakwater.bench.margin.MarginBench;
import io.breakwater.bench.memory.MemoryBench;
import io.breakwater.bench.recover.RecoverBench;
import io.breakwater.bench.revalue.RevalueBench;
import io.breakwater.bench.start.StartBench;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Runs one bench: {@code bench NAME [OPTIONS]}. Exit codes: 0 done, 2 usage, 4 the bench itself failed. */
public final class BenchMain {

    private static final List<Bench> BENCHES = List.of(
            DecisionsBench.ofMany(), DecisionsBench.ofOne(), new JournalBench(), new CassandraBench(),
            new FailoverBench(), new ScaleBench(), new RecoverBench(), new StartBench(), new LinkBench(),
            new IngestBench(), new RevalueBench(), new MarginBench(), new FeedBench(), new MemoryBench(),
            new CutBench(), new JmhBench());
    private static final int USAGE = 2;
    private static final int FAILED = 4;

    private BenchMain() {}

    static void main(String[] args) {
        // Once and early: threads that log while logging starts make it complain.
        LoggerFactory.getILoggerFactory();
        System.exit(run(args));
    }

    private static int run(String[] args) {
        boolean isHelp = Stream.of(args).anyMatch(Set.of("--help", "-h")::contains);
        if (args.length == 0 || isHelp) {
            System.out.println(usage());
            return isHelp ? 0 : USAGE;
        }
        try {
            return run(read(List.of(args)));
        } catch (UsageFault fault) {
            System.err.println("bench: " + fault.getMessage() + " (see breakwater bench --help)");
            return USAGE;
        }
    }

    /** A bench, and what it is told. */
    record Asked(Bench bench, BenchOptions options) {}

    /**
     * Reads a command line.
     *
     * @throws UsageFault naming what is wrong with it
     */
    static Asked read(List<String> line) {
        return new Asked(chosen(line.getFirst()), BenchOptions.parse(line.subList(1, line.size())));
    }

    private static int run(Asked asked) {
        Machine machine = Machine.now();
        System.out.println(machine.text());
        try (WorkDirectory directory = WorkDirectory.below(asked.options().directory())) {
            Report report = asked.bench().run(new BenchRun(asked.options(), directory, System.out));
            System.out.println(report.json(machine));
            return 0;
        } catch (IOException | InterruptedException | RuntimeException e) {
            e.printStackTrace();
            return FAILED;
        }
    }

    private static Bench chosen(String name) {
        return BENCHES.stream().filter(bench -> bench.name().equals(name)).findFirst()
                .orElseThrow(() -> new UsageFault("no bench is called " + name));
    }

    private static String usage() {
        return BENCHES.stream()
                .map(bench -> "  %-10s %s".formatted(bench.name(), bench.question()))
                .collect(Collectors.joining("\n", "usage: breakwater bench NAME [OPTIONS]\n\n", "\n\n"))
                + BenchOptions.HELP;
    }
}
