package io.breakwater.ops.demo;

import io.breakwater.ops.BreakwaterCommand;
import io.breakwater.ops.UsageFault;
import io.breakwater.ops.market.MarketFileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays a market crash against a node of its own, kills the node in the middle, and audits what is left. */
@Command(name = "demo",
        description = "Plays the crash of 12–13 March 2020 through a node, kills it in the middle, and audits it.",
        footer = "Ends with 1 when anything acknowledged was lost, a chain is broken or a decision differs.")
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--exit", description = "Ends by itself; otherwise the node stays up to be talked to.")
    private boolean exit;

    @Option(names = "--json", description = "Prints one JSON object as the last line.")
    private boolean json;

    @Option(names = "--cluster",
            description = "On Cassandra and three nodes: one is killed, one leaves and comes back, both under load.")
    private boolean cluster;

    @Option(names = "--data-centers", defaultValue = "1",
            description = "With --cluster, 2: on two data centers that are cut apart; one is killed and comes back.")
    private int dataCenters;

    @Option(names = "--market", paramLabel = "FILE",
            description = "Plays a recorded file: Binance klines (CSV, zip) or Tardis trades (CSV.gz).")
    private Path market;

    @Option(names = "--data", paramLabel = "DIR",
            description = "Where the node stores, new or empty (default: one that is removed at the end).")
    private Path data;

    @Option(names = "--seed", defaultValue = "20200312", description = "Of prices and orders (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--counterparties", defaultValue = "2000", description = "How many trade (${DEFAULT-VALUE}).")
    private int counterparties;

    @Option(names = "--seconds", description = "How long the market plays (20; less on a slow machine with --exit).")
    private Integer seconds;

    @Option(names = "--rate", paramLabel = "PER_SECOND", defaultValue = "20000",
            description = "Decisions asked for a second at most; 0: as many as it takes (${DEFAULT-VALUE}).")
    private int perSecond;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        check("--counterparties", counterparties, 1, 100_000);
        check("--seconds", seconds == null ? Budget.USUAL_SECONDS : seconds, 2, 3_600);
        check("--rate", perSecond, 0, 10_000_000);
        check("--data-centers", dataCenters, 1, 2);
        if (dataCenters > 1 && !cluster) {
            throw new UsageFault("--data-centers " + dataCenters + " needs --cluster");
        }
        requireNew(data);
        DemoOptions options = new DemoOptions(exit, json, market, data, seed, counterparties, budget(), perSecond,
                cluster, dataCenters);
        try {
            return play(options, Screen.on(BreakwaterCommand.of(spec).out()));
        } catch (MarketFileFault e) {
            throw new UsageFault("--market " + e.getMessage(), e);
        }
    }

    private static int play(DemoOptions options, Screen screen) throws IOException, InterruptedException {
        if (options.dataCenters() > 1) {
            return new SitesDemo(options, screen).run();
        }
        return options.cluster() ? new ClusterDemo(options, screen).run() : new Demo(options, screen).run();
    }

    private Budget budget() {
        if (seconds != null) {
            return Budget.fixed(System.nanoTime(), seconds);
        }
        return exit && !cluster ? Budget.ofAMinute(System.nanoTime())
                : Budget.fixed(System.nanoTime(), Budget.USUAL_SECONDS);
    }

    /** What an earlier demonstration has stored has its counterparties, under other request ids. */
    private static void requireNew(Path data) throws IOException {
        if (data == null || !Files.exists(data)) {
            return;
        }
        try (Stream<Path> entries = Files.list(data)) {
            if (entries.findAny().isPresent()) {
                throw new UsageFault("--data " + data + " is not empty: name a new directory");
            }
        } catch (NotDirectoryException file) {
            throw new UsageFault("--data " + data + " is no directory: name a new one", file);
        }
    }

    private static void check(String flag, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UsageFault(flag + " " + value + " is not between " + least + " and " + most);
        }
    }
}
