package io.breakwater.bench.node;

import io.breakwater.bench.load.OrderFlow;
import io.breakwater.bench.load.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Decisions at a steady pace, sent every two milliseconds in packs of their own: those of the hottest counterparty, one
 * of the median counterparty, and all others. Latency is from when a pack was due to be sent, so that a stall counts
 * for everything it held up; the client's own writing is in it.
 */
public final class PacedRun {

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long MOST_MICROS = TimeUnit.SECONDS.toMicros(60);
    private static final int DIGITS = 3;
    private static final int HOTTEST = 0;

    private final NodeSide node;
    private final OrderFlow flow;
    private final Phaser open = new Phaser(1);
    private final Histogram hot = histogram();
    private final Histogram median = histogram();
    private final Histogram others = histogram();

    private PacedRun(NodeSide node, OrderFlow flow) {
        this.node = node;
        this.flow = flow;
    }

    private static Histogram histogram() {
        Histogram histogram = new SynchronizedHistogram(MOST_MICROS, DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    /** Latencies in micros. */
    public record Latencies(Histogram hot, Histogram median, Histogram others) {}

    /** @param pace decisions a second, the median counterparty's beside them */
    public static Latencies run(NodeSide node, OrderFlow flow, int pace, Duration time)
            throws InterruptedException {
        PacedRun run = new PacedRun(node, flow);
        run.send((int) (pace * TICK_NANOS / TimeUnit.SECONDS.toNanos(1)), time.toNanos() / TICK_NANOS);
        run.drain();
        return new Latencies(run.hot, run.median, run.others);
    }

    private void send(int itemsATick, long ticks) {
        long begun = System.nanoTime();
        for (long tick = 0; tick < ticks; tick++) {
            long due = begun + tick * TICK_NANOS;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            tick(itemsATick, due);
        }
    }

    private void tick(int items, long due) {
        List<Step> hottest = new ArrayList<>();
        List<Step> rest = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            Step step = flow.next();
            (step.rank() == HOTTEST ? hottest : rest).add(step);
        }
        send(hottest, due, hot);
        send(rest, due, others);
        if (flow.shape().medianRank() != HOTTEST) {
            send(List.of(flow.nextOf(flow.shape().medianRank())), due, median);
        }
    }

    /** Facts go unmeasured in a pack of their own: they are another stream and nobody waits for them. */
    private void send(List<Step> steps, long due, Histogram latencies) {
        List<Step> requests = steps.stream().filter(step -> !step.isFact()).toList();
        List<Step> facts = steps.stream().filter(Step::isFact).toList();
        if (!facts.isEmpty()) {
            sendPack(facts, () -> { });
        }
        if (!requests.isEmpty()) {
            sendPack(requests, () -> latencies.recordValue((System.nanoTime() - due) / 1_000));
        }
    }

    private void sendPack(List<Step> steps, Runnable answered) {
        open.register();
        node.send(flow.pack(steps), () -> {
            answered.run();
            open.arriveAndDeregister();
        });
    }

    private void drain() throws InterruptedException {
        try {
            open.awaitAdvanceInterruptibly(open.arrive(), MOST_MICROS, TimeUnit.MICROSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("packs of the paced run were not answered", e);
        }
    }
}
