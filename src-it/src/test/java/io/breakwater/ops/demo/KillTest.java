package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.it.NodeJvm;
import io.breakwater.ops.client.RequestIds;
import io.breakwater.ops.load.FlowMix;
import io.breakwater.ops.load.FlowSettings;
import io.breakwater.ops.load.OrderFlow;
import io.breakwater.ops.market.MarchCrash;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.VerifyReport;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real node, killed with SIGKILL at random moments under load, twenty times over: nothing that it acknowledged is lost,
 * nothing is decided twice, and in the end every decision is taken again alike. {@code -Dbreakwater.kill.rounds=N} for
 * longer campaigns, {@code -Dbreakwater.kill.seed=S} to repeat the moments of one that failed.
 */
@Order(KillTest.BEHIND_WHAT_MOSTLY_WAITS)
class KillTest {
    /** A node alone goes well beside a cluster; among clusters it would keep their thread minutes too long. */
    static final int BEHIND_WHAT_MOSTLY_WAITS = 15;
    private static final int ROUNDS = Integer.getInteger("breakwater.kill.rounds", 20);
    private static final long SEED = Long.getLong("breakwater.kill.seed", System.nanoTime());
    private static final int COUNTERPARTIES = 200;
    private static final long MOST_NANOS = Duration.ofMillis(600).toNanos();

    private final SplittableRandom moments = new SplittableRandom(SEED);
    private final RequestIds ids = new RequestIds(InstantSource.system(), new SecureRandom());
    private final Tally tally = new Tally();
    private final DemoMarket market = DemoMarket.march(MarchCrash.path(SEED));
    private final FlowSettings settings =
            new FlowSettings(market.grid(), FlowMix.PERPETUALS, COUNTERPARTIES, 1.4, 50e6, market::usdPerLot);
    private final OrderFlow flow = new OrderFlow(settings, ids, SEED, market.series().firstTicks());
    private final Play play = new Play(flow, tally);
    private final MarkFeed marks = new MarkFeed(market, ids);

    @BeforeAll
    static void prepareTheirJvm() {
        NodeJvm.prepare();
    }

    @Test
    @Timeout(600)
    void losesNothingThatItAcknowledged(@TempDir Path root) throws IOException, InterruptedException {
        try (DemoDirectory directory = DemoDirectory.of(root)) {
            NodeProcess node = NodeProcess.start(directory);
            Link link = new Link(node.address());
            new Onboarding(link.node(), ids, market, settings).run();
            marks.refresh(link);
            flow.openingPositions().forEach(link.node().facts()::reportFacts);
            long changed = 0;
            for (int round = 0; round < ROUNDS; round++) {
                playUntilKilled(node, link);
                node = NodeProcess.start(directory);
                link = new Link(node.address());
                marks.refresh(link);
                play.resume(link);
                changed += play.changedSince(link);
            }
            conclude(link, changed);
            link.close();
            node.stop();
        }
    }

    private void playUntilKilled(NodeProcess node, Link link) throws InterruptedException {
        long until = System.nanoTime() + moments.nextLong(MOST_NANOS);
        while (System.nanoTime() < until) {
            play.step(link);
        }
        play.fill(link);
        node.kill();
        link.close();
    }

    private void conclude(Link link, long changed) throws InterruptedException {
        VerifyReport verified = Verification.verify(link.node(), progress -> { });
        ReconcileResponse receipts = Verification.reconcile(link.node(), tally.receipts());
        assertThat(changed).as("outcomes that a restart changed; seed %d", SEED).isZero();
        assertThat(receipts.getMissing()).as("acknowledged and lost; seed %d", SEED).isZero();
        assertThat(receipts.getDifferent()).as("acknowledged otherwise than recorded; seed %d", SEED).isZero();
        assertThat(receipts.getDoubled()).as("decided more than once; seed %d", SEED).isZero();
        assertThat(receipts.getAgreed()).as("receipts compared; seed %d", SEED).isEqualTo(tally.acknowledged());
        assertThat(verified.getDamageCount()).as("broken chains; seed %d", SEED).isZero();
        assertThat(verified.getMismatches()).as("decided otherwise when taken again; seed %d", SEED).isZero();
        assertThat(verified.getNotRetakeable()).as("not taken again; seed %d", SEED).isZero();
        assertThat(verified.getRetaken()).isGreaterThanOrEqualTo(tally.acknowledged());
        assertThat(play.suspended()).as("facts in suspense; seed %d", SEED).isZero();
    }
}
