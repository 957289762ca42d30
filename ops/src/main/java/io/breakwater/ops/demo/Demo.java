package io.breakwater.ops.demo;

import io.breakwater.ops.ExitCode;
import java.io.IOException;
import java.util.Locale;

/** One demonstration on one node, from the first line to the last. Used by one thread. */
final class Demo {
    private final DemoOptions options;
    private final Screen screen;
    private final Stage stage;

    Demo(DemoOptions options, Screen screen) {
        this.options = options;
        this.screen = screen;
        this.stage = new Stage(options, screen);
    }

    /** Runs it; returns the exit code. */
    int run() throws IOException, InterruptedException {
        try (DemoDirectory directory = DemoDirectory.of(options.data())) {
            NodeProcess node = startNode(directory);
            Link link = new Link(node.address());
            stage.onboard(link);
            stage.play(link, 0, 0.5, options.budget().firstHalfNanos(System.nanoTime()));
            long killedNanos = System.nanoTime();
            kill(node, link);
            NodeProcess again = startNode(directory);
            Link resumed = new Link(again.address());
            DemoReport report = secondHalf(resumed, killedNanos);
            conclude(again, resumed, report);
            return report.isSound() ? ExitCode.OK : ExitCode.REFUSED;
        }
    }

    private NodeProcess startNode(DemoDirectory directory) throws IOException, InterruptedException {
        long from = System.nanoTime();
        NodeProcess node = NodeProcess.start(directory);
        screen.headline(String.format(Locale.ROOT, "node %d serves at %s after %.1f s; it stores in %s", node.pid(),
                node.address(), Stage.seconds(from), directory.data()));
        return node;
    }

    private void kill(NodeProcess node, Link link) throws InterruptedException {
        stage.play().fill(link);
        node.kill();
        link.close();
        screen.headline(String.format(Locale.ROOT,
                "killed node %d with SIGKILL; %,d decisions acknowledged, %,d items unanswered",
                node.pid(), stage.tally().acknowledged(), stage.play().inFlightItems()));
    }

    private DemoReport secondHalf(Link link, long killedNanos) throws InterruptedException {
        stage.refreshMarks(link);
        stage.play().resume(link);
        long recoveredMillis = (System.nanoTime() - killedNanos) / 1_000_000;
        long changed = stage.play().changedSince(link);
        screen.headline(String.format(Locale.ROOT,
                "recovered: decided again %.1f s after the kill; %,d earlier outcomes changed",
                recoveredMillis / 1e3, changed));
        stage.play(link, 0.5, 1, options.budget().secondHalfNanos(System.nanoTime()));
        stage.play().drain(link);
        return stage.audit(link, changed, recoveredMillis);
    }

    private void conclude(NodeProcess node, Link link, DemoReport report) throws InterruptedException {
        stage.conclude(link, report);
        link.close();
        if (!options.exit()) {
            screen.say("the node stays up; talk to it with");
            screen.say("  ./breakwater counterparty get cp-00000 --address " + node.address());
            screen.say("  ./breakwater audit verify --address " + node.address());
            screen.say("and end it with Ctrl-C");
        }
        if (options.json()) {
            screen.say(report.json());
        }
        if (options.exit()) {
            node.stop();
        } else {
            node.join();
        }
    }
}
