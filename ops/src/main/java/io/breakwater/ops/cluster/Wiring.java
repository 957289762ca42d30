package io.breakwater.ops.cluster;

import java.io.IOException;
import java.util.List;

/**
 * What each node is told above what the cluster needs, and where its process runs: tests put relays between the
 * processes here, or give each a network of its own.
 */
@FunctionalInterface
public interface Wiring {
    /** Lines of configuration. @param node its place in {@link Places#nodes}, from 0 */
    String settings(int node, Places places) throws IOException;

    /** What a node is reached at; it has to be told to listen there. @param node its place, from 0 */
    default String host(int node) {
        return NodePorts.LOOPBACK;
    }

    /** A command that starts what follows it in the node's network and becomes it; none: in that of this process. */
    default List<String> within(int node) {
        return List.of();
    }

    /** Flags of the nodes' JVMs, asked for at each start. */
    default List<String> flags() {
        return List.of();
    }

    /**
     * Where everything listens.
     *
     * @param nodes the engine's, in order
     * @param contactPoints Cassandra's, as host:port
     */
    record Places(List<NodePorts> nodes, List<String> contactPoints) {}

    /** The same lines for all. */
    static Wiring of(String settings) {
        return (_, _) -> settings;
    }
}
