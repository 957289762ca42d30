package io.breakwater.ops.demo;

import io.breakwater.it.Relay;
import io.breakwater.ops.cluster.NodePorts;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The network of a trial: a relay before every node, which the others connect to, each from a loopback address of its
 * own, and for every node a relay before Cassandra. Clients reach the nodes without one.
 */
final class Wires implements Network {
    private final Releases releases;
    private final List<Relay> toNode = new ArrayList<>();
    private final List<Relay> toCassandra = new ArrayList<>();

    Wires(Releases releases) {
        this.releases = releases;
    }

    @Override
    public List<String> flags() {
        return releases.flags();
    }

    @Override
    public String settings(int node, Places places) {
        if (toNode.isEmpty()) {
            places.nodes().forEach(ports -> open(ports, places.contactPoints().getFirst()));
        }
        return String.format(Locale.ROOT, """
                breakwater.journal.cassandra {
                  contact-points = ["%s"]
                  request-timeout = 2 s
                  append-patience = 6 s
                }
                breakwater.lane.max-backoff = 2 s
                breakwater.cluster.advertised { host = 127.0.0.1, port = %d }
                breakwater.cluster.seeds = [%s]
                pekko.remote.artery.advanced.tcp.outbound-client-hostname = "%s"
                """, toCassandra.get(node).contactPoint(), toNode.get(node).port(),
                toNode.stream().map(relay -> '"' + relay.contactPoint() + '"').collect(Collectors.joining(", ")),
                address(node));
    }

    private void open(NodePorts ports, String contactPoint) {
        toNode.add(new Relay(new InetSocketAddress("127.0.0.1", ports.cluster())));
        String[] place = contactPoint.split(":");
        toCassandra.add(new Relay(new InetSocketAddress(place[0], Integer.parseInt(place[1]))));
    }

    /** What a node connects from. */
    private static String address(int node) {
        return "127.0.1." + (node + 1);
    }

    /** Nothing passes between this node and the others any more; Cassandra and clients reach it. */
    void isolate(int node) {
        for (int other = 0; other < toNode.size(); other++) {
            toNode.get(other).hold(other == node ? _ -> true : address(node)::equals);
        }
    }

    /** As without a relay. */
    @Override
    public void ended(int node) {
        toNode.get(node).refuse();
    }

    @Override
    public void starting(int node) {
        toNode.get(node).admit();
    }

    /** What Cassandra answers this node is lost; what it writes arrives. */
    void loseAnswers(int node) {
        toCassandra.get(node).loseAnswers();
    }

    /** Everything between the nodes, and between them and Cassandra, takes so much longer. */
    void delay(Duration each) {
        toNode.forEach(relay -> relay.delay(each));
        toCassandra.forEach(relay -> relay.delay(each));
    }

    /** As if nothing had been. */
    void mend() {
        toNode.forEach(Relay::mend);
        toCassandra.forEach(Relay::mend);
    }

    @Override
    public void close() {
        toNode.forEach(Relay::close);
        toCassandra.forEach(Relay::close);
    }
}
