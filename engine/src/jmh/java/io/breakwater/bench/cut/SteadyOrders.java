package io.breakwater.bench.cut;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.breakwater.app.RunningNode;
import io.breakwater.bench.node.NodeClient;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.Measure;
import io.breakwater.v1.RegionServiceGrpc;
import io.breakwater.v1.SpanLimitRequest;
import io.breakwater.v1.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Orders and cancels of many counterparties of one firm, whose gross notional is capped over both data centers, sent
 * at a steady pace. Latency is from when a call was due to be sent, so that a stall counts for everything it held up.
 */
final class SteadyOrders {

    static final int COUNTERPARTIES = 64;
    /** Each a new order and the cancel of the one before it. */
    static final int PAIRS_A_CALL = 8;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long MARK_TICKS = 250;
    private static final long MOST_MICROS = TimeUnit.SECONDS.toMicros(60);
    private static final int DIGITS = 3;
    private static final int FIRST_GRANT_MILLIS = 3_000;
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final String PRICE = "60000";

    private final NodeClient client;
    private final Venue venue;
    private final Histogram latencies;
    private final Phaser open = new Phaser(1);
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicReference<Throwable> failed = new AtomicReference<>();
    private long tick;

    private SteadyOrders(NodeClient client) {
        this.client = client;
        this.venue = new Venue(client.channel());
        this.latencies = new SynchronizedHistogram(MOST_MICROS, DIGITS);
        latencies.setAutoResize(true);
    }

    /** Sets the limit, lists the instrument and onboards everybody. */
    static SteadyOrders open(NodeClient client) {
        SteadyOrders orders = new SteadyOrders(client);
        RegionServiceGrpc.newBlockingStub(client.channel()).withDeadlineAfter(DEADLINE.toSeconds(), TimeUnit.SECONDS)
                .spanLimit(SpanLimitRequest.newBuilder()
                        .setRequestId(RunningNode.requestId())
                        .setScope("firms/acme")
                        .setMeasure(Measure.MEASURE_GROSS_NOTIONAL)
                        .setCap("1000000000")
                        .addAllDataCenters(TwoDataCenters.IDS.stream().map(id -> "data-centers/" + id).toList())
                        .build());
        orders.venue.opened();
        for (int i = 0; i < COUNTERPARTIES; i++) {
            orders.venue.onboard("cp-" + i);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FIRST_GRANT_MILLIS));
        return orders;
    }

    static long pace() {
        return 2 * PAIRS_A_CALL * TimeUnit.SECONDS.toNanos(1) / TICK_NANOS;
    }

    /** Sends for so long. @return latencies of the calls in micros */
    Histogram run(Duration time) throws InterruptedException {
        latencies.reset();
        accepted.set(0);
        long begun = System.nanoTime();
        long calls = time.toNanos() / TICK_NANOS;
        for (long call = 0; call < calls; call++) {
            long due = begun + call * TICK_NANOS;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send(due);
        }
        drain();
        if (accepted.get() < calls * PAIRS_A_CALL) {
            throw new IllegalStateException("of " + calls + " calls only " + accepted + " items were accepted");
        }
        return latencies.copy();
    }

    private void send(long due) {
        if (tick % MARK_TICKS == 0) {
            venue.mark(PRICE);
        }
        open.register();
        Futures.addCallback(client.decisions(DEADLINE).decide(request(tick++)), new FutureCallback<DecideResponse>() {
            @Override
            public void onSuccess(DecideResponse answer) {
                latencies.recordValue((System.nanoTime() - due) / 1_000);
                accepted.addAndGet(answer.getOutcomesList().stream().map(ItemOutcome::getVerdict)
                        .filter(verdict -> verdict == Verdict.VERDICT_ACCEPTED).count());
                open.arriveAndDeregister();
            }

            @Override
            public void onFailure(Throwable fault) {
                failed.compareAndSet(null, fault);
                open.arriveAndDeregister();
            }
        }, MoreExecutors.directExecutor());
    }

    /** Orders of this tick; cancels of those that the same counterparties sent when it was their turn before. */
    private static DecideRequest request(long tick) {
        DecideRequest.Builder request =
                DecideRequest.newBuilder().setRequestId(RunningNode.requestId()).setAccountId("main");
        int turns = COUNTERPARTIES / PAIRS_A_CALL;
        for (int i = 0; i < PAIRS_A_CALL; i++) {
            String counterparty = "counterparties/cp-" + (tick % turns * PAIRS_A_CALL + i);
            List<DecisionItem> pair = List.of(
                    Venue.buy("o-" + tick, PRICE, "0.001"), Venue.cancel("o-" + (tick - turns)));
            pair.forEach(item -> request.addItems(item.toBuilder().setCounterparty(counterparty)));
        }
        return request.build();
    }

    private void drain() throws InterruptedException {
        try {
            open.awaitAdvanceInterruptibly(open.arrive(), MOST_MICROS, TimeUnit.MICROSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("calls were not answered", e);
        }
        if (failed.get() != null) {
            throw new IllegalStateException("a call failed", failed.get());
        }
    }
}
