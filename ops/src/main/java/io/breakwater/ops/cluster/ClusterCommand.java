package io.breakwater.ops.cluster;

import io.breakwater.ops.BreakwaterCommand;
import io.breakwater.ops.ExitCode;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.UsageFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A whole cluster on this machine. */
@Command(name = "cluster", description = "Starts, shows and ends whole clusters on this machine.",
        subcommands = {ClusterCommand.Up.class, ClusterStatus.class, ClusterCut.Cut.class, ClusterCut.Heal.class,
            ClusterCommand.Down.class})
public final class ClusterCommand implements Callable<Integer> {
    static final String DIRECTORY = ".breakwater/cluster";

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
    static final class Up implements Callable<Integer> {
        @Option(names = "--nodes", defaultValue = "3", description = "Engine nodes, 1 to 9 (${DEFAULT-VALUE}).")
        private int nodes;

        @Option(names = "--cassandra", defaultValue = "1",
                description = "Nodes of Cassandra, 1 to 5 (${DEFAULT-VALUE}).")
        private int cassandra;

        @Option(names = "--data-centers", defaultValue = "1",
                description = "1: a cluster over Cassandra. 2 to 5: a, b, …, each a node with an embedded journal of"
                        + " its own, linked to the others (${DEFAULT-VALUE}).")
        private int dataCenters;

        @Option(names = "--data", paramLabel = "DIR", defaultValue = DIRECTORY,
                description = "Where everything is kept (${DEFAULT-VALUE}).")
        private Path data;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            check("--nodes", nodes, 9);
            check("--cassandra", cassandra, 5);
            check("--data-centers", dataCenters, 5);
            if (Files.exists(data.resolve(RunningProcesses.FILE))) {
                throw new UsageFault("--data " + data + " has a cluster; end it with breakwater cluster down first");
            }
            PrintWriter out = BreakwaterCommand.of(spec).out();
            try {
                if (dataCenters > 1) {
                    return several(out);
                }
                LocalCluster cluster = LocalCluster.start(
                        new LocalCluster.Plan(data, nodes, cassandra, Wiring.of("")), line -> say(out, line));
                RunningProcesses.of(cluster).write(data);
                say(out, "up. Talk to any of them: breakwater --address " + cluster.nodes().getFirst().address()
                        + " instrument list");
                return ExitCode.OK;
            } catch (NodeFault fault) {
                return failed(spec, fault);
            }
        }

        private int several(PrintWriter out) throws IOException, InterruptedException {
            DataCenters centers = DataCenters.start(data, dataCenters, line -> say(out, line));
            centers.processes().write(data);
            say(out, "up. Links: breakwater --address " + centers.nodes().getFirst().address() + " link status");
            return ExitCode.OK;
        }

        private static void check(String flag, int value, int most) {
            if (value < 1 || value > most) {
                throw new UsageFault(flag + " " + value + " is not between 1 and " + most);
            }
        }
    }

    /** Ends what {@code up} has started. */
    @Command(name = "down", description = "Ends the nodes, then Cassandra; what they stored stays.")
    static final class Down implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", defaultValue = DIRECTORY,
                description = "Where the cluster is kept (${DEFAULT-VALUE}).")
        private Path data;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            PrintWriter out = BreakwaterCommand.of(spec).out();
            try {
                RunningProcesses running = RunningProcesses.read(data);
                say(out, running.end("node") + " node(s) ended");
                say(out, running.end("cassandra") + " node(s) of Cassandra ended");
                running.end("relay");
                Files.delete(data.resolve(RunningProcesses.FILE));
                return ExitCode.OK;
            } catch (NodeFault fault) {
                return failed(spec, fault);
            }
        }
    }

    static int failed(CommandSpec spec, NodeFault fault) {
        PrintWriter err = BreakwaterCommand.of(spec).err();
        err.println("error: " + fault.getMessage());
        err.flush();
        return ExitCode.REFUSED;
    }

    static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
