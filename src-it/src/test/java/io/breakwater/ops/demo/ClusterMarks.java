package io.breakwater.ops.demo;

import com.google.protobuf.util.Timestamps;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.client.RequestIds;
import io.breakwater.ops.cluster.EngineNode;
import io.breakwater.ops.market.PriceSeries;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells the cluster a fresh mark again and again, through whichever node takes it, so that orders are judged and not
 * refused for want of a mark. A thread of its own; where nobody takes marks, they grow old.
 */
final class ClusterMarks implements Runnable {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final long EVERY_NANOS = Duration.ofMillis(400).toNanos();
    private static final int TIMES_EACH = 5;

    private final DemoMarket market;
    private final RequestIds ids;
    private final List<Node> nodes;
    private final Thread thread = Thread.ofPlatform().name("marks").unstarted(this);
    private volatile boolean stopped;
    private volatile long ticks;

    ClusterMarks(List<EngineNode> engines, DemoMarket market, RequestIds ids) {
        this.market = market;
        this.ids = ids;
        this.nodes = engines.stream().map(engine -> Node.at(engine.address(), DEADLINE)).toList();
        this.ticks = market.series().points().getFirst().ticks();
    }

    void start() {
        thread.start();
    }

    /** The price that was taken last. */
    long ticks() {
        return ticks;
    }

    @Override
    public void run() {
        int told = 0;
        int turn = 0;
        while (!stopped) {
            List<PriceSeries.Point> points = market.series().points();
            PriceSeries.Point point = points.get(Math.min(told / TIMES_EACH, points.size() - 1));
            if (isTaken(nodes.get(turn % nodes.size()), point)) {
                ticks = point.ticks();
                told++;
            } else {
                turn++;
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private boolean isTaken(Node node, PriceSeries.Point point) {
        try {
            node.instruments().updateMarks(
                    market.marks(point, ids.next(), Timestamps.fromMillis(ids.nowMillis())));
            return true;
        } catch (StatusRuntimeException notTaken) {
            return false;
        }
    }

    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        nodes.forEach(Node::close);
    }
}
