package io.breakwater.ops.demo;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.cluster.EngineNode;
import io.breakwater.ops.cluster.LocalCluster;
import io.breakwater.ops.cluster.Wiring;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The demonstration on Cassandra and three nodes: the crash is played through the first, the third is killed in the
 * middle and comes back, the second leaves in good order and comes back, and the one that was killed audits. Used by
 * one thread.
 */
final class ClusterDemo {
    private static final int NODES = 3;
    private static final Duration MOST_STARTING = Duration.ofMinutes(3);

    private final DemoOptions options;
    private final Screen screen;
    private final Stage stage;

    ClusterDemo(DemoOptions options, Screen screen) {
        this.options = options;
        this.screen = screen;
        this.stage = new Stage(options, screen);
    }

    /** Runs it; returns the exit code. */
    int run() throws IOException, InterruptedException {
        try (DemoDirectory directory = DemoDirectory.of(options.data())) {
            LocalCluster cluster = LocalCluster.start(
                    new LocalCluster.Plan(directory.root(), NODES, 1, Wiring.of("")), screen::headline);
            directory.adopt(cluster::close);
            DemoReport report = play(cluster.nodes());
            if (!options.exit()) {
                stayUp(cluster.nodes().getFirst());
            }
            return report.isSound() ? ExitCode.OK : ExitCode.REFUSED;
        }
    }

    private DemoReport play(List<EngineNode> nodes) throws IOException, InterruptedException {
        EngineNode killed = nodes.get(2);
        long third = options.budget().firstHalfNanos(System.nanoTime()) * 2 / 3;
        try (Link link = new Link(nodes.get(0).address())) {
            stage.onboard(link);
            stage.play(link, 0, 1 / 3.0, third);
            long recoveredMillis = kill(killed, link);
            long changed = stage.play().changedSince(link);
            screen.headline(String.format(Locale.ROOT, "the others decide for it %.1f s after the kill; "
                    + "%,d earlier outcomes changed", recoveredMillis / 1e3, changed));
            killed.start();
            Errand back = Errand.begin("start", () -> killed.awaitReady(MOST_STARTING));
            stage.play(link, 1 / 3.0, 2 / 3.0, third);
            screen.headline("node 3 serves again after " + back.await() + " ms");
            roll(nodes.get(1), link, third);
            return judge(killed, link, changed, recoveredMillis);
        }
    }

    /** With a full window, so that something is unanswered; answers when all that was asked is decided. */
    private long kill(EngineNode node, Link link) throws InterruptedException {
        stage.play().fill(link);
        long from = System.nanoTime();
        node.kill();
        screen.headline(String.format(Locale.ROOT,
                "killed node 3 (process %d) with SIGKILL; %,d decisions acknowledged, "
                + "%,d items unanswered", node.pid(), stage.tally().acknowledged(), stage.play().inFlightItems()));
        stage.play().drain(link);
        return (System.nanoTime() - from) / 1_000_000;
    }

    private void roll(EngineNode node, Link link, long span) throws InterruptedException {
        Errand rolled = Errand.begin("roll", () -> {
            node.stop();
            node.start();
            node.awaitReady(MOST_STARTING);
        });
        screen.headline("node 2 leaves in good order and is started again");
        stage.play(link, 2 / 3.0, 1, span);
        stage.play().drain(link);
        screen.headline("node 2 was rolled in " + rolled.await() + " ms, under load");
    }

    private DemoReport judge(EngineNode auditor, Link link, long changed, long recoveredMillis)
            throws InterruptedException {
        screen.headline("node 3, which was killed, audits");
        try (Link other = new Link(auditor.address())) {
            long more = stage.play().changedSince(other);
            DemoReport report = stage.audit(other, changed + more, recoveredMillis);
            stage.conclude(link, report);
            if (options.json()) {
                screen.say(report.json());
            }
            return report;
        }
    }

    private void stayUp(EngineNode node) throws InterruptedException {
        screen.say("the cluster stays up; talk to it with");
        screen.say("  ./breakwater counterparty get cp-00000 --address " + node.address());
        screen.say("  ./breakwater audit verify --address " + node.address());
        screen.say("and end it with Ctrl-C");
        node.join();
    }
}
