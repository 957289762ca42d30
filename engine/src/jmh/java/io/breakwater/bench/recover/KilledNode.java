package io.breakwater.bench.recover;

import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.node.FirstDecision;
import io.breakwater.bench.node.Founding;
import io.breakwater.bench.node.MarkFeed;
import io.breakwater.bench.node.NodeClient;
import io.breakwater.bench.node.NodeProcess;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.ItemOutcome;
import java.io.IOException;
import java.nio.file.Path;

/** A node with many counterparties that is killed and started again. */
final class KilledNode implements AutoCloseable {

    private final Path data;
    private final LoadShape shape;
    private NodeProcess node;
    private NodeClient client;

    private KilledNode(Path data, LoadShape shape) throws IOException, InterruptedException {
        this.data = data;
        this.shape = shape;
        start();
    }

    /** Starts it and onboards everybody. */
    static KilledNode found(Path data, LoadShape shape) throws IOException, InterruptedException {
        KilledNode node = new KilledNode(data, shape);
        new Founding(node.client, shape).run();
        node.mark();
        return node;
    }

    private void start() throws IOException, InterruptedException {
        node = NodeProcess.node(data);
        client = NodeClient.to(node.address());
    }

    private void mark() {
        try (MarkFeed marks = new MarkFeed(client, shape.market())) {
            marks.markAll();
        }
    }

    /**
     * Has an order decided, kills the node and starts it.
     *
     * @return milliseconds from the start to a correct decision: the order from before is known with its hold, and a
     *     new one is accepted
     */
    double killedMillis() throws IOException, InterruptedException {
        DecideRequest before = FirstDecision.request(shape.counterparties() - 1);
        ItemOutcome acknowledged = FirstDecision.accepted(client, before);
        client.close();
        node.kill();
        long begun = System.nanoTime();
        start();
        ItemOutcome known = FirstDecision.accepted(client, before);
        if (!known.getReplayed() || !known.getHoldId().equals(acknowledged.getHoldId())) {
            throw new IllegalStateException("acknowledged " + acknowledged + ", after the kill " + known);
        }
        mark();
        FirstDecision.accepted(client, FirstDecision.request(0));
        return (System.nanoTime() - begun) / 1e6;
    }

    @Override
    public void close() throws InterruptedException {
        client.close();
        node.close();
    }
}
