package io.breakwater.ops.cluster;

import io.breakwater.ops.client.Node;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.GetNodeStatusResponse;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A node of the cluster on this machine, whether it is the process that was started first or one that somebody has
 * started in its place.
 *
 * @param status null where nobody answers at its address
 */
record LocalNode(RunningProcesses.Entry entry, Path configuration, GetNodeStatusResponse status) {
    private static final Duration BOUND = Duration.ofSeconds(10);

    /** Asks it. @param root the cluster's directory */
    static LocalNode of(RunningProcesses.Entry entry, Path root) {
        return new LocalNode(entry, root.resolve(entry.place().directory()).resolve("node.conf"), ask(entry.address()));
    }

    private static GetNodeStatusResponse ask(String address) {
        try (Node node = Node.at(address, BOUND)) {
            return node.admin(BOUND).getNodeStatus(GetNodeStatusRequest.getDefaultInstance());
        } catch (StatusRuntimeException silent) {
            return null;
        }
    }

    /** Its status with the lag of each lane, which it asks the journal for. @param node a channel to it */
    GetNodeStatusResponse statusWithLag(Node node) {
        return node.admin(BOUND).getNodeStatus(GetNodeStatusRequest.newBuilder().setWithLag(true).build());
    }

    boolean answers() {
        return status != null;
    }

    /** A channel to it, which says that its data center is asked first. */
    Node open() {
        Node node = Node.at(entry.address(), BOUND);
        return answers() ? node.askedFirstAt(status.getDataCenter()) : node;
    }

    /** The process that answers, or the first one where nobody does. */
    Optional<ProcessHandle> process() {
        return answers() ? ProcessHandle.of(status.getProcessId()) : entry.process();
    }

    /** One line for people. */
    String line() {
        long pid = answers() ? status.getProcessId() : entry.pid();
        String line = "node " + entry.address() + " pid " + pid;
        if (!answers()) {
            return line + (entry.process().isEmpty()
                    ? ": does not run; breakwater node --config " + configuration : ": runs and does not answer");
        }
        return line + (pid == entry.pid() ? "" : " (started later)") + ", data center " + status.getDataCenter()
                + ": serves, view " + (status.getViewCurrent() ? "current" : "STALE") + " at tape block "
                + status.getViewBlock() + " of " + tapeHead() + ", journal "
                + status.getJournal().getState().name().replace("JOURNAL_STATE_", "").toLowerCase(Locale.ROOT);
    }

    private long tapeHead() {
        return status.getLanesList().stream().filter(lane -> lane.getLog().startsWith("tape-"))
                .mapToLong(lane -> lane.getNumber()).findFirst().orElse(0);
    }
}
