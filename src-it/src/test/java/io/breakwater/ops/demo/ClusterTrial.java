package io.breakwater.ops.demo;

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

/** Three engine processes over a Cassandra process, with relays between all of them, under load until it is judged. */
final class ClusterTrial implements AutoCloseable {
    static final int NODES = 3;
    private static final Duration MOST_STARTING = Duration.ofMinutes(4);
    private static final int COUNTERPARTIES = 100;

    private final Wires wires;
    private final LocalCluster cluster;
    private final RequestIds ids = new RequestIds(InstantSource.system(), new SecureRandom());
    private final DemoMarket market;
    private final FlowSettings settings;
    private final ClusterMarks marks;
    private final ClusterHistory history;
    private final Releases releases;

    private ClusterTrial(Releases releases, Wires wires, LocalCluster cluster, long seed) {
        this.releases = releases;
        this.wires = wires;
        this.cluster = cluster;
        this.market = DemoMarket.march(MarchCrash.path(seed));
        this.settings =
                new FlowSettings(market.grid(), FlowMix.PERPETUALS, COUNTERPARTIES, 1.4, 50e6, market::usdPerLot);
        this.marks = new ClusterMarks(cluster.nodes(), market, ids);
        this.history = new ClusterHistory(cluster.nodes(),
                new OrderFlow(settings, ids, seed, market.series().firstTicks()), marks::ticks);
    }

    /** Starts everything, onboards, and begins to play. @param progress told in words what goes on */
    static ClusterTrial start(Path directory, long seed, Consumer<String> progress)
            throws IOException, InterruptedException {
        return start(directory, seed, 1, progress);
    }

    /**
     * The same over several nodes of Cassandra, of which the last is killed as soon as all is open, and stays away.
     *
     * @param cassandraNodes 1, which is left alone, or 3
     */
    static ClusterTrial start(Path directory, long seed, int cassandraNodes, Consumer<String> progress)
            throws IOException, InterruptedException {
        Releases releases = Releases.build(directory.resolve("next-release"));
        Wires wires = new Wires(releases);
        try {
            LocalCluster cluster =
                    LocalCluster.start(new LocalCluster.Plan(directory, NODES, cassandraNodes, wires), progress);
            ClusterTrial trial = new ClusterTrial(releases, wires, cluster, seed);
            trial.open();
            if (cassandraNodes > 1) {
                cluster.cassandra().nodes().getLast().kill();
            }
            return trial;
        } catch (RuntimeException | IOException | InterruptedException notStarted) {
            wires.close();
            throw notStarted;
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
        wires.ended(index);
    }

    /** SIGTERM, and waits for its end. */
    void leave(int index) throws InterruptedException {
        node(index).stop();
        wires.ended(index);
    }

    /** Waits until a node has ended by itself. */
    void awaitEnd(int index) throws InterruptedException {
        node(index).join();
        wires.ended(index);
    }

    /** Starts one that has ended, and waits until it serves. */
    void restart(int index) throws IOException, InterruptedException {
        wires.starting(index);
        node(index).start();
        node(index).awaitReady(MOST_STARTING);
    }

    Wires wires() {
        return wires;
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
        cluster.close();
        wires.close();
    }
}
