package io.breakwater.ops.cluster;

import io.breakwater.cassandra.FreePorts;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which ports data centers of one machine call each other at: each node serves links at a port of its own, and every
 * other data center reaches it by a port of the relay. Data centers and nodes are counted from 0.
 *
 * @param ports the relay's own, then for each data center and node where it serves, and where each data center calls it
 */
record Routes(int dataCenters, int nodes, List<Integer> ports) {

    static Routes free(int dataCenters, int nodes) throws IOException {
        return new Routes(dataCenters, nodes, FreePorts.several(1 + dataCenters * nodes * (1 + dataCenters)));
    }

    /** Their names on one machine: a, b, … */
    static String id(int dataCenter) {
        return String.valueOf((char) ('a' + dataCenter));
    }

    /** Where the relay is told what to do. */
    int control() {
        return ports.getFirst();
    }

    int served(int dataCenter, int node) {
        return ports.get(1 + (dataCenter * nodes + node) * (1 + dataCenters));
    }

    private int relayed(int caller, int called, int node) {
        return ports.get(1 + (called * nodes + node) * (1 + dataCenters) + 1 + caller);
    }

    /** As {@link LinkRelay} takes them. */
    List<String> relayArguments() {
        return IntStream.range(0, dataCenters).boxed().flatMap(called -> others(called).boxed()
                .flatMap(caller -> IntStream.range(0, nodes).mapToObj(node -> id(caller) + ">" + id(called) + "="
                        + relayed(caller, called, node) + ":" + served(called, node)))).toList();
    }

    private IntStream others(int dataCenter) {
        return IntStream.range(0, dataCenters).filter(other -> other != dataCenter);
    }

    /** What nodes of a data center are told about links. */
    Wiring wiring(int dataCenter) {
        String peers = others(dataCenter).mapToObj(peer -> String.format(Locale.ROOT,
                "{ id = %s, number = %d, addresses = [%s] }", id(peer), peer + 1, IntStream.range(0, nodes)
                        .mapToObj(node -> "\"127.0.0.1:" + relayed(dataCenter, peer, node) + '"')
                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining(", "));
        return (node, _) -> String.format(Locale.ROOT, """
                breakwater {
                  data-center { id = %s, number = %d }
                  links {
                    port = %d
                    peers = [%s]
                  }
                }
                """, id(dataCenter), dataCenter + 1, served(dataCenter, node), peers);
    }
}
