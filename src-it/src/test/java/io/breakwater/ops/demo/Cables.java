package io.breakwater.ops.demo;

import io.breakwater.it.Namespaces;
import io.breakwater.it.Relay;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The network of a trial whose nodes have namespaces of their own: they reach each other without a relay, and whose
 * cable is pulled reaches nobody, neither Cassandra nor clients. Cassandra, which listens on the loopback interface of
 * this machine, is lent an address on the bridge.
 */
final class Cables implements Network {
    private final Releases releases;
    private final Namespaces namespaces;
    private Relay toCassandra;

    /** @throws Namespaces.Refused where this machine allows none */
    Cables(Releases releases) throws Namespaces.Refused {
        this.releases = releases;
        this.namespaces = Namespaces.open(ClusterTrial.NODES);
    }

    @Override
    public List<String> flags() {
        return releases.flags();
    }

    @Override
    public String host(int node) {
        return namespaces.address(node);
    }

    @Override
    public List<String> within(int node) {
        return namespaces.launcher(node);
    }

    @Override
    public String settings(int node, Places places) {
        if (toCassandra == null) {
            String[] place = places.contactPoints().getFirst().split(":");
            toCassandra = new Relay(namespaces.host(), new InetSocketAddress(place[0], Integer.parseInt(place[1])));
        }
        return """
                breakwater {
                  gateway.bind = "%1$s"
                  cluster.bind = "%1$s"
                  cluster.health.bind = "%1$s"
                  journal.cassandra {
                    contact-points = ["%2$s"]
                    request-timeout = 2 s
                    append-patience = 6 s
                  }
                  lane.max-backoff = 2 s
                }
                """.formatted(host(node), toCassandra.contactPoint());
    }

    /** Packets to and from this node stay unanswered from now on. */
    void pull(int node) {
        namespaces.pull(node);
    }

    /** They pass again. */
    void plug(int node) {
        namespaces.plug(node);
    }

    /** Its kernel, which goes on without it, refuses by itself. */
    @Override
    public void ended(int node) {}

    @Override
    public void starting(int node) {}

    @Override
    public void close() {
        if (toCassandra != null) {
            toCassandra.close();
        }
        namespaces.close();
    }
}
