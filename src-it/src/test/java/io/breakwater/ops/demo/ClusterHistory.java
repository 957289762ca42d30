package io.breakwater.ops.demo;

import io.breakwater.ops.client.Node;
import io.breakwater.ops.cluster.EngineNode;
import io.breakwater.ops.load.OrderFlow;
import io.breakwater.ops.load.Pack;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.Verdict;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that asks any of the nodes, and asks another where one does not answer or does not know, under the same
 * request id, until it knows. Keeps a receipt of everything it was told. One thread plays, another may stop it.
 */
final class ClusterHistory implements Runnable {
    private static final int ITEMS_A_PACK = 64;
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final long MOST_ASKING_NANOS = Duration.ofMinutes(3).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final OrderFlow flow;
    private final Tally tally = new Tally();
    private final List<Node> nodes = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("history").unstarted(this);
    private volatile boolean stopped;
    private volatile Throwable failure;
    private volatile long packs;
    private volatile long longestNanos;

    ClusterHistory(List<EngineNode> engines, OrderFlow flow) {
        this.flow = flow;
        engines.forEach(engine -> nodes.add(Node.at(engine.address(), DEADLINE)));
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                Pack pack = flow.next(ITEMS_A_PACK);
                long began = System.nanoTime();
                DecideResponse answer = settled(pack.request(), began);
                longestNanos = Math.max(longestNanos, System.nanoTime() - began);
                flow.follow(pack, answer);
                tally.add(answer);
                packs++;
            }
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    private DecideResponse settled(DecideRequest request, long began) {
        int turn = (int) packs;
        while (System.nanoTime() - began < MOST_ASKING_NANOS) {
            try {
                DecideResponse answer = nodes.get(turn++ % nodes.size()).decisions().decide(request);
                if (!answer.hasStatus() && answer.getOutcomesList().stream()
                        .noneMatch(outcome -> outcome.getVerdict() == Verdict.VERDICT_UNKNOWN)) {
                    return answer;
                }
            } catch (StatusRuntimeException silent) {
                // Another node is asked under the same id.
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError("nobody decided " + request.getRequestId() + " in time");
    }

    /** Waits until so many more packs were answered, and answers the longest that one of them took since the last call. */
    Duration await(int more) {
        long goal = packs + more;
        longestNanos = 0;
        while (packs < goal) {
            if (failure != null) {
                throw new AssertionError("the history ended", failure);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return Duration.ofNanos(longestNanos);
    }

    /** Ends with what is being asked, and answers all that was told. */
    Tally stop() throws InterruptedException {
        stopped = true;
        thread.join();
        nodes.forEach(Node::close);
        if (failure != null) {
            throw new AssertionError("the history ended", failure);
        }
        return tally;
    }
}
