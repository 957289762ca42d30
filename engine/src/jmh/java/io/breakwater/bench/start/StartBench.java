package io.breakwater.bench.start;

import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Comparison;
import io.breakwater.bench.Report;
import io.breakwater.bench.Series;
import io.breakwater.bench.Unit;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.node.FirstDecision;
import io.breakwater.bench.node.Founding;
import io.breakwater.bench.node.MarkFeed;
import io.breakwater.bench.node.NodeClient;
import io.breakwater.bench.node.NodeProcess;
import io.grpc.health.v1.HealthCheckRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * From the JVM's start to the answer to the first call. The node's data hold a small market and one counterparty; its
 * marks are stale by then, so the first decision waits for new ones to be durable. The floor's first call asks for
 * health.
 */
public final class StartBench implements Bench {

    private static final String NODE = "node, first decision";
    private static final String FLOOR = "bare gRPC server, first call";

    private final LoadShape shape = LoadShape.quiet(1);
    private final Series ready = new Series(Unit.MILLIS);

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String question() {
        return "from the JVM's start to the first decision over gRPC, against a bare gRPC server's first answer";
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        Path data = run.directory().child().path();
        try (NodeProcess node = NodeProcess.node(data); NodeClient client = NodeClient.to(node.address())) {
            new Founding(client, shape).run();
        }
        Comparison comparison = new Comparison(Unit.MILLIS)
                .side(NODE, () -> nodeMillis(data))
                .side(FLOOR, StartBench::floorMillis);
        comparison.run(run);
        return new Report(name(), "one counterparty, a restart after an orderly stop",
                comparison.of(NODE), comparison.of(FLOOR))
                .with("readyMillis", ready.median());
    }

    private double nodeMillis(Path data) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (NodeProcess node = NodeProcess.node(data); NodeClient client = NodeClient.to(node.address())) {
            ready.add(millisSince(begun));
            try (MarkFeed marks = new MarkFeed(client, shape.market())) {
                marks.markAll();
                FirstDecision.accepted(client, FirstDecision.request(0));
            }
            return millisSince(begun);
        }
    }

    private static double floorMillis() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (NodeProcess floor = NodeProcess.start(FloorServer.class.getName(), List.of());
                NodeClient client = NodeClient.to(floor.address())) {
            client.healthNow().check(HealthCheckRequest.getDefaultInstance());
            return millisSince(begun);
        }
    }

    private static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }
}
