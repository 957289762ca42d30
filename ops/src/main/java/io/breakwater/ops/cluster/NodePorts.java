package io.breakwater.ops.cluster;

import io.breakwater.cassandra.FreePorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where one node listens, all on the loopback interface. */
public record NodePorts(int gateway, int cluster, int health) {
    private static final int PORTS_A_NODE = 3;

    /** Free ones for some nodes, chosen together so that no two get the same. */
    static List<NodePorts> free(int nodes) throws IOException {
        List<Integer> free = FreePorts.several(nodes * PORTS_A_NODE);
        List<NodePorts> ports = new ArrayList<>();
        for (int i = 0; i < free.size(); i += PORTS_A_NODE) {
            ports.add(new NodePorts(free.get(i), free.get(i + 1), free.get(i + 2)));
        }
        return ports;
    }
}
