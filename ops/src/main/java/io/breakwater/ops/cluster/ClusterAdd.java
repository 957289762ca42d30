package io.breakwater.ops.cluster;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.NodeFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;

/** Starts one more node of the cluster, from a copy of the first one's file with a directory and ports of its own. */
@Command(name = "add", description = "Adds a node to a running cluster of one data center over Cassandra.",
        footer = "Lanes move to it by themselves; cluster status shows when.")
final class ClusterAdd extends LocalCommand {
    private static final Duration MOST_STARTING = Duration.ofSeconds(180);
    private static final int MOST_NODES = 9;

    @Override
    int run() throws IOException, InterruptedException {
        RunningProcesses running = running();
        List<RunningProcesses.Entry> nodes = running.of("node");
        check(running, nodes);
        Path top = data().toAbsolutePath();
        Path first = top.resolve(nodes.getFirst().place().directory()).resolve("node.conf");
        EngineNode node = new EngineNode(
                top.resolve("node-" + (nodes.size() + 1)), NodePorts.free(1).getFirst(), List.of(), List::of);
        Files.createDirectories(node.data());
        Files.writeString(node.configuration(), like(Files.readString(first), node));
        say("starting a node on " + node.address() + ", health on port " + node.ports().health());
        node.start();
        List<RunningProcesses.Entry> all = new ArrayList<>(running.entries());
        all.add(nodes.size(), RunningProcesses.entry("node", node.address(), node.pid(),
                new RunningProcesses.Place(RunningProcesses.ONE_DATA_CENTER,
                        top.relativize(node.directory()).toString())));
        new RunningProcesses(all).write(data());
        node.awaitReady(MOST_STARTING);
        say("added. Lanes move to it by themselves: breakwater cluster status");
        return ExitCode.OK;
    }

    private static void check(RunningProcesses running, List<RunningProcesses.Entry> nodes) {
        if (!nodes.stream().allMatch(node -> node.place().dataCenter().equals(RunningProcesses.ONE_DATA_CENTER))) {
            throw new NodeFault("cluster add is for a cluster of one data center; begin several with as many nodes as"
                    + " they are to have: breakwater cluster up --data-centers 2 --nodes 3");
        }
        if (running.of("cassandra").isEmpty()) {
            throw new NodeFault("the node has an embedded journal, which no other can share; begin one over Cassandra:"
                    + " breakwater cluster up --nodes 3");
        }
        if (nodes.size() >= MOST_NODES) {
            throw new NodeFault("there are " + nodes.size() + " nodes, the most that cluster starts on one machine");
        }
    }

    private static String like(String first, EngineNode node) {
        String own = replaced(first, "data-directory = .*", "data-directory = \"" + node.data() + '"');
        own = replaced(own, "gateway\\.port = .*", "gateway.port = " + node.ports().gateway());
        own = replaced(own, "health\\.port = .*", "health.port = " + node.ports().health());
        return replaced(own, "(?m)^    port = .*", "    port = " + node.ports().cluster());
    }

    /** @throws NodeFault where the file is not as {@code cluster up} writes it */
    private static String replaced(String text, String line, String by) {
        Matcher found = Pattern.compile(line).matcher(text);
        if (!found.find()) {
            throw new NodeFault("the first node's file has no line " + line + ": it is not what cluster up wrote");
        }
        return found.replaceFirst(Matcher.quoteReplacement(by));
    }
}
