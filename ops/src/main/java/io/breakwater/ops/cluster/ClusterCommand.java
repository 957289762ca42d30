package io.breakwater.ops.cluster;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.UsageFault;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A whole cluster on this machine. */
@Command(name = "cluster", description = "Starts, shows and ends whole clusters on this machine.",
        subcommands = {ClusterCommand.Up.class, ClusterAdd.class, ClusterStatus.class,
            ClusterCut.Cut.class, ClusterCut.Heal.class, ClusterRegions.Fence.class, ClusterRegions.Reinstate.class,
            ClusterRegions.SwitchOver.class, ClusterCommand.Down.class})
public final class ClusterCommand implements Callable<Integer> {
    /** Where a log is kept. */
    private enum Journal { embedded, cassandra }

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** Starts Cassandra and engine nodes, which go on when the command has ended. */
    @Command(name = "up", description = "Starts Cassandra and engine nodes, and ends when all of them serve.",
            footer = "The processes go on; end them with breakwater cluster down.")
    static final class Up extends LocalCommand {
        @Option(names = "--nodes",
                description = "Engine nodes, 1 to 9 (3; with several data centers 1 in each).")
        private Integer nodes;

        @Option(names = "--cassandra", defaultValue = "1",
                description = "Nodes of Cassandra in each data center, 1 to 5 (${DEFAULT-VALUE}).")
        private int cassandra;

        @Option(names = "--data-centers", defaultValue = "1",
                description = "1 to 5; several are a, b, …, each with a journal of its own, linked to the others"
                        + " (${DEFAULT-VALUE}).")
        private int dataCenters;

        @Option(names = "--journal", description = "embedded, for one node in each data center, or cassandra"
                + " (embedded where there are several data centers of one node).")
        private Journal journal;

        @Override
        int run() throws IOException, InterruptedException {
            int each = nodes != null ? nodes : dataCenters > 1 ? 1 : 3;
            check("--nodes", each, 9);
            check("--cassandra", cassandra, 5);
            check("--data-centers", dataCenters, 5);
            boolean embedded = journal == Journal.embedded || journal == null && dataCenters > 1 && each == 1;
            if (embedded && each > 1) {
                throw new UsageFault("--journal embedded is for one node in each data center, not " + each);
            }
            if (Files.exists(data().resolve(RunningProcesses.FILE))) {
                throw new UsageFault(
                        "--data " + data() + " has a cluster; end it with breakwater cluster down first");
            }
            start(each, embedded ? 0 : cassandra);
            return ExitCode.OK;
        }

        private void start(int each, int ring) throws IOException, InterruptedException {
            EngineNode first;
            Unfinished begun = Unfinished.guarded();
            if (dataCenters > 1) {
                DataCenters centers =
                        DataCenters.start(new DataCenters.Plan(data(), dataCenters, each, ring), this::say);
                centers.processes().write(data());
                first = centers.nodes().getFirst();
                say("up. Links: breakwater --address " + first.address() + " link status");
            } else {
                LocalCluster cluster =
                        LocalCluster.start(new LocalCluster.Plan(data(), each, ring, Wiring.of("")), this::say);
                RunningProcesses.of(data(), cluster, RunningProcesses.ONE_DATA_CENTER).write(data());
                first = cluster.nodes().getFirst();
                say("up. Talk to any of them: breakwater --address " + first.address() + " instrument list");
            }
            begun.finished();
        }

        private static void check(String flag, int value, int most) {
            if (value < 1 || value > most) {
                throw new UsageFault(flag + " " + value + " is not between 1 and " + most);
            }
        }
    }

    /** Ends what {@code up} has started, and nodes that were started by hand in their place. */
    @Command(name = "down", description = "Ends the nodes, then Cassandra; what they stored stays.")
    static final class Down extends LocalCommand {
        @Override
        int run() throws IOException, InterruptedException {
            RunningProcesses running = running();
            List<ProcessHandle> byHand = running.of("node").stream().filter(node -> node.process().isEmpty())
                    .flatMap(node -> LocalNode.of(node, data()).process().stream()).toList();
            RunningProcesses.end(byHand);
            say(running.end("node") + byHand.size() + " node(s) ended");
            say(running.end("cassandra") + " node(s) of Cassandra ended");
            running.end("relay");
            Files.delete(data().resolve(RunningProcesses.FILE));
            return ExitCode.OK;
        }
    }
}
