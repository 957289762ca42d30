package io.breakwater.bench.cut;

import io.breakwater.bench.node.NodeClient;
import io.breakwater.bench.node.NodeProcess;
import io.breakwater.cassandra.FreePorts;
import io.breakwater.link.Wire;
import io.breakwater.v1.Link;
import io.breakwater.v1.LinkServiceGrpc;
import io.breakwater.v1.LinkState;
import io.breakwater.v1.ListLinksRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A node process in each of two data centers, linked both ways by wires that can be cut. */
final class TwoDataCenters implements AutoCloseable {

    static final List<String> IDS = List.of("fra", "ams");
    private static final Duration PAST_ALL_TIMERS = Duration.ofSeconds(3);
    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();
    private static final long MOST_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int DEADLINE_SECONDS = 10;

    private final List<Wire> wires = new ArrayList<>();
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<NodeClient> clients = new ArrayList<>();

    /** Starts both and waits until they serve. */
    static TwoDataCenters start(Path directory) throws IOException, InterruptedException {
        TwoDataCenters both = new TwoDataCenters();
        List<Integer> ports = FreePorts.several(IDS.size());
        boolean started = false;
        try {
            for (int port : ports) {
                both.wires.add(new Wire(port));
            }
            for (int i = 0; i < IDS.size(); i++) {
                Path data = Files.createDirectories(directory.resolve(IDS.get(i)));
                Path settings = Files.writeString(data.resolve("node.conf"), both.settings(i, ports.get(i)));
                both.nodes.add(NodeProcess.node(data, settings));
                both.clients.add(NodeClient.to(both.nodes.get(i).address(), IDS.get(i)));
            }
            started = true;
            return both;
        } finally {
            if (!started) {
                both.close();
            }
        }
    }

    private String settings(int index, int port) {
        int peer = 1 - index;
        return """
                breakwater.data-center { id = %s, number = %d }
                breakwater.links {
                  port = %d
                  peers = [{ id = %s, number = %d, addresses = ["127.0.0.1:%d"] }]
                  beat = 200 ms
                  cut-after = 1 s
                  max-backoff = 1 s
                }
                """.formatted(IDS.get(index), index + 1, port, IDS.get(peer), peer + 1, wires.get(peer).port());
    }

    /** Of the first, which is home. */
    NodeClient home() {
        return clients.getFirst();
    }

    /** Nobody reaches the other, and both have found that out when this returns. */
    void cut() {
        wires.forEach(Wire::cut);
        LockSupport.parkNanos(PAST_ALL_TIMERS.toNanos());
        require(LinkState.LINK_STATE_CUT);
    }

    /** Both directions carry again, and nothing is lacking of what was there before. */
    void heal() throws IOException {
        wires.forEach(Wire::heal);
        long begun = System.nanoTime();
        long now = System.currentTimeMillis();
        while (links().isEmpty() || !links().stream().allMatch(link -> isCaughtUp(link, now))) {
            if (System.nanoTime() - begun > MOST_NANOS) {
                throw new IOException("the links do not come again: " + links());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static boolean isCaughtUp(Link link, long millis) {
        return link.getState() == LinkState.LINK_STATE_CONNECTED
                && link.getCaughtUpTime().getSeconds() * 1_000 >= millis;
    }

    private void require(LinkState state) {
        if (!links().stream().allMatch(link -> link.getState() == state)) {
            throw new IllegalStateException("not " + state + ": " + links());
        }
    }

    private List<Link> links() {
        return LinkServiceGrpc.newBlockingStub(home().channel()).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .listLinks(ListLinksRequest.getDefaultInstance()).getLinksList();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        clients.forEach(NodeClient::close);
        for (NodeProcess node : nodes) {
            node.close();
        }
        for (Wire wire : wires) {
            wire.close();
        }
    }
}
