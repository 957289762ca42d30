package io.breakwater.ops.demo;

import io.breakwater.it.Namespaces;
import io.breakwater.ops.client.RequestIds;
import io.breakwater.ops.cluster.EngineNode;
import io.breakwater.ops.cluster.LocalCluster;
import io.breakwater.ops.load.FlowMix;
import io.breakwater.ops.load.FlowSettings;
import io.breakwater.ops.load.OrderFlow;
import io.breakwater.ops.market.MarchCrash;
import io.breakwater.v1.BackupRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Three engine processes over a Cassandra process, on a network that can be cut, under load until it is judged. */
final class ClusterTrial implements AutoCloseable {
    static final int NODES = 3;
    private static final Duration MOST_STARTING = Duration.ofMinutes(4);
    private static final int COUNTERPARTIES = 100;

    private final Network network;
    private final LocalCluster cluster;
    private final RequestIds ids = new RequestIds(InstantSource.system(), new SecureRandom());
    private final DemoMarket market;
    private final FlowSettings settings;
    private final ClusterMarks marks;
    private final ClusterHistory history;
    private final Releases releases;

    /**
     * What it stands on.
     *
     * @param cassandraNodes 1, which is left alone, or 3, of which the last is killed as soon as all is open and stays
     *     away
     * @param cabled each node has a network namespace of its own; else there are relays between all of them
     */
    record Ground(int cassandraNodes, boolean cabled) {
        static final Ground RELAYED = new Ground(1, false);
        static final Ground CABLED = new Ground(1, true);
    }

    private ClusterTrial(Releases releases, Network network, LocalCluster cluster, long seed) {
        this.releases = releases;
        this.network = network;
        this.cluster = cluster;
        this.market = DemoMarket.march(MarchCrash.path(seed));
        this.settings =
                new FlowSettings(market.grid(), FlowMix.PERPETUALS, COUNTERPARTIES, 1.4, 50e6, market::usdPerLot);
        this.marks = new ClusterMarks(cluster.nodes(), market, ids);
        this.history = new ClusterHistory(cluster.nodes(),
                new OrderFlow(settings, ids, seed, market.series().firstTicks()), marks::ticks);
    }

    /**
     * Starts everything, onboards, and begins to play.
     *
     * @param progress told in words what goes on
     * @throws Namespaces.Refused where it is to be cabled and this machine allows no namespaces; nothing runs then
     */
    static ClusterTrial start(Path directory, long seed, Ground ground, Consumer<String> progress)
            throws IOException, InterruptedException, Namespaces.Refused {
        Releases releases = Releases.build(directory.resolve("next-release"));
        Network network = ground.cabled() ? new Cables(releases) : new Wires(releases);
        LocalCluster cluster = null;
        boolean started = false;
        try {
            cluster = LocalCluster.start(
                    new LocalCluster.Plan(directory, NODES, ground.cassandraNodes(), network), progress);
            ClusterTrial trial = new ClusterTrial(releases, network, cluster, seed);
            trial.open();
            if (ground.cassandraNodes() > 1) {
                cluster.cassandra().nodes().getLast().kill();
            }
            started = true;
            return trial;
        } finally {
            if (!started) {
                close(cluster, network);
            }
        }
    }

    private static void close(LocalCluster cluster, Network network) {
        try (network) {
            if (cluster != null) {
                cluster.close();
            }
        }
    }

    private void open() throws InterruptedException {
        try (Link link = new Link(cluster.nodes().getFirst().address())) {
            new Onboarding(link.node(), ids, market, settings).run();
            new MarkFeed(market, ids).refresh(link);
            history.flow().openingPositions().forEach(link.node().facts()::reportFacts);
        }
        marks.start();
        history.start();
    }

    LocalCluster cluster() {
        return cluster;
    }

    EngineNode node(int index) {
        return cluster.nodes().get(index);
    }

    /** SIGKILL. */
    void kill(int index) throws InterruptedException {
        node(index).kill();
        network.ended(index);
    }

    /** SIGTERM, and waits for its end. */
    void leave(int index) throws InterruptedException {
        node(index).stop();
        network.ended(index);
    }

    /** Waits until a node has ended by itself. */
    void awaitEnd(int index) throws InterruptedException {
        node(index).join();
        network.ended(index);
    }

    /** Starts one that has ended, and waits until it serves. */
    void restart(int index) throws IOException, InterruptedException {
        network.starting(index);
        node(index).start();
        node(index).awaitReady(MOST_STARTING);
    }

    /** The relays between nodes that share a network. */
    Wires wires() {
        return (Wires) network;
    }

    /** The cables of nodes that have networks of their own. */
    Cables cables() {
        return (Cables) network;
    }

    /** What nodes write from their next start on. */
    Releases releases() {
        return releases;
    }

    ClusterHistory history() {
        return history;
    }

    /** Backs up through one of the nodes, while all is played. */
    void backUp(int index, Path target) {
        try (Link link = new Link(node(index).address())) {
            link.node().admin(MOST_STARTING).backup(BackupRequest.newBuilder()
                    .setRequestId(ids.next()).setDirectory(target.toString()).build());
        }
    }

    /** Stops playing and compares what was told with what the logs hold. */
    ClusterVerdict judge() throws InterruptedException {
        history.stop();
        marks.stop();
        try (Link link = new Link(cluster.nodes().getFirst().address())) {
            return ClusterVerdict.of(link.node(), history);
        }
    }

    @Override
    public void close() {
        close(cluster, network);
    }
}
