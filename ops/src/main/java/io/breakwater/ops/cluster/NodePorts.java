package io.breakwater.ops.cluster;

import io.breakwater.cassandra.FreePorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where one node listens. @param host the loopback interface, where the node has no network of its own */
public record NodePorts(String host, int gateway, int cluster, int health) {
    static final String LOOPBACK = "127.0.0.1";
    private static final int PORTS_A_NODE = 3;

    /** Free ones for some nodes, chosen together so that no two get the same. */
    static List<NodePorts> free(int nodes) throws IOException {
        List<Integer> free = FreePorts.several(nodes * PORTS_A_NODE);
        List<NodePorts> ports = new ArrayList<>();
        for (int i = 0; i < free.size(); i += PORTS_A_NODE) {
            ports.add(new NodePorts(LOOPBACK, free.get(i), free.get(i + 1), free.get(i + 2)));
        }
        return ports;
    }

    /** The same ports of another address. */
    NodePorts on(String address) {
        return new NodePorts(address, gateway, cluster, health);
    }
}
