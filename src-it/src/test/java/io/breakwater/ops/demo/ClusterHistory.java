package io.breakwater.ops.demo;

import io.breakwater.ops.client.Node;
import io.breakwater.ops.cluster.EngineNode;
import io.breakwater.ops.load.OrderFlow;
import io.breakwater.ops.load.Pack;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.Disposition;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.ReportFactsResponse;
import io.breakwater.v1.Verdict;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * A client that asks all of the nodes in turn, and asks another where one does not answer or does not know, under the
 * same request id, until it knows; fills are reported in the same way. Keeps what it was told. One thread plays,
 * another may wait for it and stop it.
 */
final class ClusterHistory implements Runnable {
    private static final int ITEMS_A_PACK = 64;
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final long MOST_ASKING_NANOS = Duration.ofMinutes(3).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();
    /** Who was silent is asked again after so long: it may be frozen, cut off, or a former owner that thaws. */
    private static final long SPARED_NANOS = Duration.ofSeconds(4).toNanos();

    private final OrderFlow flow;
    private final LongSupplier markTicks;
    private final AcknowledgedBlocks blocks = new AcknowledgedBlocks();
    private final Tally tally = new Tally();
    private final List<Asked> nodes = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("history").unstarted(this);
    private volatile boolean stopped;
    private volatile Throwable failure;
    private volatile long packs;
    private long observedFrom;
    private volatile long longestNanos;
    private long suspended;

    /** A node, and until when it is spared. */
    private static final class Asked {
        private final Node node;
        private long sparedUntilNanos = System.nanoTime();

        Asked(Node node) {
            this.node = node;
        }

        boolean isSpared() {
            return sparedUntilNanos - System.nanoTime() > 0;
        }

        void spare() {
            sparedUntilNanos = System.nanoTime() + SPARED_NANOS;
        }
    }

    /** @param markTicks the price that the cluster was told last */
    ClusterHistory(List<EngineNode> engines, OrderFlow flow, LongSupplier markTicks) {
        this.flow = flow;
        this.markTicks = markTicks;
        engines.forEach(engine -> nodes.add(new Asked(Node.at(engine.address(), DEADLINE))));
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                long began = System.nanoTime();
                step(began);
                longestNanos = Math.max(longestNanos, System.nanoTime() - began);
                packs++;
            }
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    private void step(long began) {
        flow.mark(markTicks.getAsLong());
        Pack pack = flow.next(ITEMS_A_PACK);
        if (pack.fills().getFactsCount() > 0) {
            book(pack.fills(), began);
        }
        DecideRequest request = pack.request().toBuilder().setReturnPositions(true).build();
        DecideResponse answer = settled(began, node -> node.decisions().decide(request), ClusterHistory::isKnown);
        flow.follow(pack, answer);
        tally.add(answer);
        blocks.add(answer);
    }

    private void book(ReportFactsRequest fills, long began) {
        ReportFactsResponse booked = settled(began, node -> node.facts().reportFacts(fills), ClusterHistory::isKnown);
        suspended += booked.getOutcomesList().stream().filter(outcome -> outcome.hasReason()).count();
    }

    private static boolean isKnown(DecideResponse answer) {
        return !answer.hasStatus() && answer.getOutcomesList().stream()
                .noneMatch(outcome -> outcome.getVerdict() == Verdict.VERDICT_UNKNOWN);
    }

    private static boolean isKnown(ReportFactsResponse answer) {
        return !answer.hasStatus() && answer.getOutcomesList().stream()
                .noneMatch(outcome -> outcome.getDisposition() == Disposition.DISPOSITION_UNKNOWN);
    }

    private <R> R settled(long began, Function<Node, R> question, Predicate<R> known) {
        for (int turn = (int) packs; System.nanoTime() - began < MOST_ASKING_NANOS; turn++) {
            Asked asked = nodes.get(turn % nodes.size());
            R answer = asked.isSpared() && !nodes.stream().allMatch(Asked::isSpared) ? null : answer(asked, question);
            if (answer != null && known.test(answer)) {
                return answer;
            }
            if (turn % nodes.size() == 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        throw new AssertionError("nobody answered in time; packs so far: " + packs);
    }

    /** Null where it is silent: another node is asked under the same id. */
    private static <R> R answer(Asked asked, Function<Node, R> question) {
        try {
            return question.apply(asked.node);
        } catch (StatusRuntimeException silent) {
            if (silent.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
                asked.spare();
            }
            return null;
        }
    }

    /** From now on {@link #await} tells of what happens from here. */
    void observe() {
        observedFrom = packs;
        longestNanos = 0;
    }

    /** Waits until so many packs were answered since {@link #observe}, and answers the longest that one took. */
    Duration awaitInAll(int count) {
        return await((int) Math.max(0, observedFrom + count - packs));
    }

    /** Waits until so many more packs were answered, and answers the longest that one took since {@link #observe}. */
    Duration await(int more) {
        long goal = packs + more;
        while (packs < goal) {
            if (failure != null) {
                throw new AssertionError("the history ended", failure);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return Duration.ofNanos(longestNanos);
    }

    /** Ends with what is being asked. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        nodes.forEach(asked -> asked.node.close());
        if (failure != null) {
            throw new AssertionError("the history ended", failure);
        }
    }

    /** All that was told; to be read when it has stopped. */
    Tally tally() {
        return tally;
    }

    AcknowledgedBlocks blocks() {
        return blocks;
    }

    OrderFlow flow() {
        return flow;
    }

    /** Fills that the cluster put aside; 0 where it has booked each once. */
    long suspended() {
        return suspended;
    }
}
