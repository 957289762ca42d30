package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.ops.client.RequestIds;
import io.breakwater.ops.cluster.EngineNode;
import io.breakwater.ops.cluster.LocalCluster;
import io.breakwater.ops.command.EngineProgram;
import io.breakwater.ops.load.FlowMix;
import io.breakwater.ops.load.FlowSettings;
import io.breakwater.ops.load.OrderFlow;
import io.breakwater.ops.market.MarchCrash;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.VerifyReport;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three engine processes over a Cassandra process, under load all the time: one is killed and comes back on its address,
 * one is frozen past its take-over and thaws, one leaves in good order and comes back, Cassandra is killed and comes
 * back. Nothing that was acknowledged is lost, nothing is decided twice, every log verifies.
 */
class ClusterFaultsIT {
    private static final long SEED = Long.getLong("breakwater.cluster.seed", 20200312);
    private static final int COUNTERPARTIES = 100;
    private static final int PACKS_BETWEEN = 40;
    private static final Duration MOST_STARTING = Duration.ofMinutes(4);

    private final RequestIds ids = new RequestIds(InstantSource.system(), new SecureRandom());
    private final DemoMarket market = DemoMarket.march(MarchCrash.path(SEED));
    private final FlowSettings settings =
            new FlowSettings(market.grid(), FlowMix.PERPETUALS, COUNTERPARTIES, 1.4, 50e6, market::usdPerLot);
    private final OrderFlow flow = new OrderFlow(settings, ids, SEED, market.series().firstTicks());

    @BeforeAll
    static void tellTheClassPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        System.setProperty(EngineProgram.CLASS_PATH_PROPERTY, path);
    }

    @Test
    @Timeout(1_200)
    void noFaultLosesOrDoublesWhatWasAcknowledged(@TempDir Path directory) throws Exception {
        try (LocalCluster cluster = LocalCluster.start(
                new LocalCluster.Plan(directory, 3, 1, "pekko.loglevel = WARNING"), ClusterFaultsIT::say)) {
            open(cluster);
            ClusterHistory history = new ClusterHistory(cluster.nodes(), flow);
            history.start();
            say("undisturbed: " + history.await(PACKS_BETWEEN).toMillis() + " ms at most");
            killAndRestart(cluster.nodes().get(2), history);
            freezePastTakeOver(cluster.nodes().get(1), history);
            leaveAndReturn(cluster.nodes().get(0), history);
            cassandraGoesAndComes(cluster, history);
            conclude(cluster, history.stop());
        }
    }

    private void open(LocalCluster cluster) throws InterruptedException {
        try (Link link = new Link(cluster.nodes().getFirst().address())) {
            new Onboarding(link.node(), ids, market, settings).run();
            new MarkFeed(market, ids).refresh(link);
            flow.openingPositions().forEach(link.node().facts()::reportFacts);
        }
    }

    private static void killAndRestart(EngineNode node, ClusterHistory history) throws Exception {
        node.kill();
        say("killed: " + history.await(PACKS_BETWEEN).toMillis() + " ms without service");
        node.start();
        node.awaitReady(MOST_STARTING);
        say("back: " + history.await(PACKS_BETWEEN).toMillis() + " ms at most");
    }

    /** The others have taken its lanes over, and decide; when it goes on it finds itself out, and ends. */
    private static void freezePastTakeOver(EngineNode node, ClusterHistory history) throws Exception {
        node.freeze();
        say("frozen: " + history.await(PACKS_BETWEEN).toMillis() + " ms without service");
        node.thaw();
        await().atMost(MOST_STARTING).until(() -> !node.isAlive());
        say("thawed, and ended by itself: " + history.await(PACKS_BETWEEN).toMillis() + " ms at most");
        node.start();
        node.awaitReady(MOST_STARTING);
    }

    private static void leaveAndReturn(EngineNode node, ClusterHistory history) throws Exception {
        node.stop();
        say("left: " + history.await(PACKS_BETWEEN).toMillis() + " ms at most");
        node.start();
        node.awaitReady(MOST_STARTING);
        say("returned: " + history.await(PACKS_BETWEEN).toMillis() + " ms at most");
    }

    private static void cassandraGoesAndComes(LocalCluster cluster, ClusterHistory history) {
        cluster.cassandra().node().kill();
        cluster.cassandra().node().start();
        cluster.cassandra().node().awaitUp();
        say("Cassandra killed and back: " + history.await(PACKS_BETWEEN).toMillis() + " ms without service");
        assertThat(cluster.nodes()).allMatch(EngineNode::isAlive);
    }

    private static void conclude(LocalCluster cluster, Tally tally) throws InterruptedException {
        try (Link link = new Link(cluster.nodes().getFirst().address())) {
            VerifyReport verified = Verification.verify(link.node(), progress -> { });
            ReconcileResponse receipts = Verification.reconcile(link.node(), tally.receipts());
            say("acknowledged " + tally.acknowledged() + ", taken again " + verified.getRetaken() + ", lost "
                    + receipts.getMissing() + ", different " + receipts.getDifferent() + ", mismatches "
                    + verified.getMismatches());
            assertThat(receipts.getMissing()).as("acknowledged and lost").isZero();
            assertThat(receipts.getDifferent()).as("acknowledged otherwise than recorded").isZero();
            assertThat(verified.getDamageCount()).as("broken chains").isZero();
            assertThat(verified.getMismatches()).as("decided otherwise when taken again").isZero();
            assertThat(verified.getRetaken()).isPositive();
        }
    }

    private static void say(String line) {
        System.out.println("[cluster] " + line);
    }
}
