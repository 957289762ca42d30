package io.breakwater.app;

import io.breakwater.cassandra.FreePorts;
import io.breakwater.link.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Two data centers of a node each, {@code fra} and {@code ams}, linked both ways by wires that can be cut. */
final class LinkedNodes implements AutoCloseable {
    private final Path directory;
    private final IntFunction<Map<String, String>> settings;
    private final int[] ports = new int[2];
    private final Wire[] wires = new Wire[2];
    private final RunningNode[] nodes = new RunningNode[2];

    LinkedNodes(Path directory, Map<String, String> settings) throws IOException {
        this(directory, _ -> settings);
    }

    /** @param settings of the data center with that index */
    LinkedNodes(Path directory, IntFunction<Map<String, String>> settings) throws IOException {
        this.directory = directory;
        this.settings = settings;
        ports[0] = FreePorts.one();
        ports[1] = FreePorts.one();
        wires[0] = new Wire(ports[0]);
        wires[1] = new Wire(ports[1]);
        start(0);
        start(1);
    }

    private static String id(int index) {
        return index == 0 ? "fra" : "ams";
    }

    /** Where a data center's links are served, past all wires. */
    int linkPort(int index) {
        return ports[index];
    }

    RunningNode fra() {
        return nodes[0];
    }

    RunningNode ams() {
        return nodes[1];
    }

    void start(int index) throws IOException {
        int peer = 1 - index;
        Map<String, String> all = new HashMap<>(Map.of(
                "breakwater.data-center.id", id(index),
                "breakwater.data-center.number", String.valueOf(index + 1),
                "breakwater.links.port", String.valueOf(ports[index]),
                "breakwater.links.peers.0.id", id(peer),
                "breakwater.links.peers.0.number", String.valueOf(peer + 1),
                "breakwater.links.peers.0.addresses.0", "127.0.0.1:" + wires[peer].port(),
                "breakwater.links.cut-after", "1 s",
                "breakwater.links.beat", "100 ms",
                "breakwater.links.max-backoff", "500 ms",
                "breakwater.market.revisit", "200 ms"));
        all.putAll(settings.apply(index));
        nodes[index] = RunningNode.start(directory.resolve(id(index)), all);
    }

    void stop(int index) {
        nodes[index].close();
        nodes[index] = null;
    }

    void cut() {
        wires[0].cut();
        wires[1].cut();
    }

    void heal() {
        wires[0].heal();
        wires[1].heal();
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] != null) {
                nodes[i].close();
            }
            wires[i].close();
        }
    }
}
