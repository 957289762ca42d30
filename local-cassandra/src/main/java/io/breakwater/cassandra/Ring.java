package io.breakwater.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A ring of Cassandra processes in one data center, each node in a rack of its own. */
public final class Ring implements AutoCloseable {

    private final List<CassandraNode> nodes;
    private final RingOptions options;

    private Ring(List<CassandraNode> nodes, RingOptions options) {
        this.nodes = List.copyOf(nodes);
        this.options = options;
    }

    /** Starts the seed, then the others, and waits until each knows all; ends what it has started where one fails. */
    static Ring start(Path directory, RingOptions options) {
        int ringPort = freePort();
        List<CassandraNode> nodes = new ArrayList<>();
        Ring ring = null;
        try {
            for (int i = 1; i <= options.nodes(); i++) {
                String address = "127.0.0." + i;
                NodePlace place = new NodePlace(address, options.dataCenter(), "rack" + i, freePort(), ringPort);
                NodeFiles files = new NodeFiles(directory.resolve("cassandra-" + i).toAbsolutePath(), place,
                        "127.0.0.1", options);
                files.write();
                nodes.add(new CassandraNode(files));
                nodes.getLast().start();
                if (i == 1) {
                    awaitFirst(nodes.getFirst(), options);
                }
            }
            nodes.forEach(CassandraNode::awaitUp);
            nodes.forEach(node -> node.awaitKnowing(nodes));
            ring = new Ring(nodes, options);
            return ring;
        } finally {
            if (ring == null) {
                end(nodes);
            }
        }
    }

    private static void awaitFirst(CassandraNode node, RingOptions options) {
        node.awaitUp();
        if (options.asksForPasswords()) {
            node.awaitFirstUser();
        }
    }

    private static void end(List<CassandraNode> nodes) {
        nodes.forEach(CassandraNode::beginStop);
        nodes.forEach(CassandraNode::close);
    }

    private static int freePort() {
        try {
            return FreePorts.one();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<CassandraNode> nodes() {
        return nodes;
    }

    /** The only one, or the first. */
    public CassandraNode node() {
        return nodes.getFirst();
    }

    public List<String> contactPoints() {
        return nodes.stream().map(CassandraNode::contactPoint).toList();
    }

    public String dataCenter() {
        return options.dataCenter();
    }

    /** Ends all nodes and waits for them. */
    @Override
    public void close() {
        end(nodes);
    }
}
