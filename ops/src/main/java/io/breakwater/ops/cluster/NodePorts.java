package io.breakwater.ops.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Where one node listens, all on the loopback interface. */
public record NodePorts(int gateway, int cluster, int health) {
    private static final int PORTS_A_NODE = 3;

    /** Free ones for some nodes, chosen together so that no two get the same. */
    static List<NodePorts> free(int nodes) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            List<NodePorts> ports = new ArrayList<>();
            for (int i = 0; i < nodes * PORTS_A_NODE; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
            }
            for (int i = 0; i < held.size(); i += PORTS_A_NODE) {
                ports.add(new NodePorts(held.get(i).getLocalPort(), held.get(i + 1).getLocalPort(),
                        held.get(i + 2).getLocalPort()));
            }
            return ports;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }
}
