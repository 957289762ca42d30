package io.breakwater.ops.cluster;

import io.breakwater.ops.BreakwaterCommand;
import io.breakwater.ops.ExitCode;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.GetNodeStatusResponse;
import io.breakwater.v1.ListLinksRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows members, lanes with owner, term and head, how far views lag, and the journal. */
@Command(name = "status", description = "Shows the cluster's members, and its lanes with owner, term and head.")
final class ClusterStatus implements Callable<Integer> {
    private static final Duration BOUND = Duration.ofSeconds(10);

    @Option(names = "--data", paramLabel = "DIR", defaultValue = ClusterCommand.DIRECTORY,
            description = "Where the cluster is kept (${DEFAULT-VALUE}).")
    private Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        BreakwaterCommand root = BreakwaterCommand.of(spec);
        try {
            Map<String, GetNodeStatusResponse> told = new TreeMap<>();
            for (RunningProcesses.Entry entry : RunningProcesses.read(data).entries()) {
                GetNodeStatusResponse status = entry.kind().equals("node") ? statusOf(entry) : null;
                ClusterCommand.say(root.err(), line(entry, status));
                if (status != null) {
                    told.put(status.getDataCenter(), status);
                }
            }
            if (told.isEmpty()) {
                throw new NodeFault("no node of the cluster answers");
            }
            Printer print = new Printer(root.out(), root.format());
            told.values().forEach(status -> show(status, print));
            return ExitCode.OK;
        } catch (NodeFault fault) {
            return ClusterCommand.failed(spec, fault);
        }
    }

    /** One data center. */
    private static void show(GetNodeStatusResponse status, Printer print) {
        print.whole(status, status.getMembersList(), "address", "state", "reachable", "self");
        print.details(status.getLaneOwnersList(), "log", "owner", "term", "number");
        try (Node node = Node.at(status.getListenAddress(), BOUND)) {
            print.details(node.links().listLinks(ListLinksRequest.getDefaultInstance()).getLinksList(), "peer",
                    "direction", "state", "lag_blocks", "lag_millis", "last_heard_time", "reason");
        }
    }

    /** Also where its process has ended: another may have been started in its place. Null where nobody answers. */
    private static GetNodeStatusResponse statusOf(RunningProcesses.Entry entry) {
        try (Node node = Node.at(entry.address(), BOUND)) {
            return node.admin(BOUND).getNodeStatus(GetNodeStatusRequest.getDefaultInstance());
        } catch (StatusRuntimeException silent) {
            return null;
        }
    }

    private static String line(RunningProcesses.Entry entry, GetNodeStatusResponse status) {
        String line = entry.kind() + " " + entry.address() + " pid " + entry.pid();
        boolean runs = entry.process().isPresent();
        if (status == null) {
            String silent = entry.kind().equals("node") ? ": runs and does not answer" : ": runs";
            return line + (runs ? silent : ": does not run");
        }
        String place = runs ? "" : " does not run, another process in its place";
        return line + place + ", data center " + status.getDataCenter() + ": serves, view "
                + (status.getViewCurrent() ? "current" : "STALE") + " at tape block "
                + status.getViewBlock() + " of " + tapeHead(status) + ", journal "
                + status.getJournal().getState().name().replace("JOURNAL_STATE_", "").toLowerCase();
    }

    private static long tapeHead(GetNodeStatusResponse status) {
        return status.getLanesList().stream().filter(lane -> lane.getLog().startsWith("tape-"))
                .mapToLong(lane -> lane.getNumber()).findFirst().orElse(0);
    }
}
