package io.breakwater.ops.cluster;

import io.breakwater.ops.BreakwaterCommand;
import io.breakwater.ops.ExitCode;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.UsageFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Cuts local data centers apart, and lets them meet again. */
final class ClusterCut {

    private ClusterCut() {}

    /** Loses everything between two of them. */
    @Command(name = "cut", description = "Cuts two data centers apart: what one says no longer reaches the other.")
    static final class Cut implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "A", description = "One data center.")
        private String one;

        @Parameters(index = "1", paramLabel = "B", description = "The other one.")
        private String other;

        @Option(names = "--one-way", description = "Only what A says is lost; A still hears B.")
        private boolean oneWay;

        @Option(names = "--data", paramLabel = "DIR", defaultValue = ClusterCommand.DIRECTORY,
                description = "Where the cluster is kept (${DEFAULT-VALUE}).")
        private Path data;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            try {
                RelayControl relay = relay(data);
                String from = id(one);
                String to = id(other);
                String cuts = relay.cut(from, to);
                cuts = oneWay ? cuts : relay.cut(to, from);
                ClusterCommand.say(BreakwaterCommand.of(spec).out(), "lost: " + cuts);
                return ExitCode.OK;
            } catch (NodeFault fault) {
                return ClusterCommand.failed(spec, fault);
            }
        }

        private static String id(String given) {
            String id = given.toLowerCase(Locale.ROOT);
            if (!id.matches("[a-e]")) {
                throw new UsageFault(given + " is no data center of this machine; they are a, b, …");
            }
            return id;
        }
    }

    /** Ends every cut. */
    @Command(name = "heal", description = "Ends every cut between data centers.")
    static final class Heal implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", defaultValue = ClusterCommand.DIRECTORY,
                description = "Where the cluster is kept (${DEFAULT-VALUE}).")
        private Path data;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            try {
                relay(data).heal();
                ClusterCommand.say(BreakwaterCommand.of(spec).out(), "nothing is cut");
                return ExitCode.OK;
            } catch (NodeFault fault) {
                return ClusterCommand.failed(spec, fault);
            }
        }
    }

    private static RelayControl relay(Path data) throws IOException {
        return RunningProcesses.read(data).of("relay").stream().findFirst()
                .map(entry -> new RelayControl(entry.address()))
                .orElseThrow(() -> new NodeFault("the cluster in " + data + " has one data center; start more:"
                        + " breakwater cluster up --data-centers 2"));
    }
}
