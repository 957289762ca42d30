package io.breakwater.ops.cluster;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.NodeFault;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cuts local data centers apart, and lets them meet again. */
final class ClusterCut {

    private ClusterCut() {}

    /** Loses everything between two of them. */
    @Command(name = "cut", description = "Cuts two data centers apart: what one says no longer reaches the other.")
    static final class Cut extends LocalCommand {
        @Parameters(index = "0", paramLabel = "A", description = "One data center.")
        private String one;

        @Parameters(index = "1", paramLabel = "B", description = "The other one.")
        private String other;

        @Option(names = "--one-way", description = "Only what A says is lost; A still hears B.")
        private boolean oneWay;

        @Override
        int run() throws IOException, InterruptedException {
            String from = id(one);
            String to = id(other);
            RelayControl relay = relay(this);
            String cuts = relay.cut(from, to);
            say("lost: " + (oneWay ? cuts : relay.cut(to, from)));
            return ExitCode.OK;
        }
    }

    /** Ends every cut. */
    @Command(name = "heal", description = "Ends every cut between data centers.")
    static final class Heal extends LocalCommand {
        @Override
        int run() throws IOException, InterruptedException {
            relay(this).heal();
            say("nothing is cut");
            return ExitCode.OK;
        }
    }

    private static RelayControl relay(LocalCommand command) throws IOException {
        return command.running().of("relay").stream().findFirst()
                .map(entry -> new RelayControl(entry.address()))
                .orElseThrow(() -> new NodeFault("the cluster in " + command.data() + " has one data center; start"
                        + " more: breakwater cluster up --data-centers 2"));
    }
}
