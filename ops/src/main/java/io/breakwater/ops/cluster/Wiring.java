package io.breakwater.ops.cluster;

import java.io.IOException;
import java.util.List;

/** What each node is told above what the cluster needs: tests put relays between the processes here. */
@FunctionalInterface
public interface Wiring {
    /** Lines of configuration. @param node its place in {@link Places#nodes}, from 0 */
    String settings(int node, Places places) throws IOException;

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
