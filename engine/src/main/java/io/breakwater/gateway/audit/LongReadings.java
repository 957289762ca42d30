package io.breakwater.gateway.audit;

import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.kernel.Unending;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads on which logs are read, and how many such calls there may be; beyond it a caller has to come again. */
public final class LongReadings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LongReadings.class);
    private static final int MOST_CALLS = 4;
    private static final long KEPT_SECONDS = 30;

    private final ThreadPoolExecutor calls = new ThreadPoolExecutor(
            0, MOST_CALLS, KEPT_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads("audit-call-"));
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), threads("audit-lane-"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads("audit-timer-"));
    private final AtomicBoolean verifying = new AtomicBoolean();

    private static java.util.concurrent.ThreadFactory threads(String prefix) {
        return Thread.ofPlatform().daemon().name(prefix, 0).factory();
    }

    /** @throws RequestFault TOO_BUSY at the bound */
    void start(Runnable call) {
        try {
            calls.execute(call);
        } catch (RejectedExecutionException full) {
            throw RequestFault.of(ErrorReason.TOO_BUSY, "as many audits run as may run at once; try again later");
        }
    }

    /**
     * As {@link #start}, and only one at a time: it takes as much memory as the lanes that it folds. The next may begin
     * before the caller is told of this one's end: whoever has heard it may ask again at once.
     *
     * @param call answers what tells the caller
     */
    void startVerifying(Supplier<Runnable> call) {
        if (!verifying.compareAndSet(false, true)) {
            throw RequestFault.of(ErrorReason.TOO_BUSY, "an audit of the whole runs; try again when it has ended");
        }
        try {
            start(() -> verified(call).run());
        } catch (RequestFault busy) {
            verifying.set(false);
            throw busy;
        }
    }

    private Runnable verified(Supplier<Runnable> call) {
        try {
            return call.get();
        } finally {
            verifying.set(false);
        }
    }

    /** One log a thread. */
    ExecutorService workers() {
        return workers;
    }

    /** Tells how far something is, again and again until it is cancelled. */
    ScheduledFuture<?> every(long millis, Runnable telling) {
        return timer.scheduleWithFixedDelay(
                new Unending(telling, failure -> LOG.debug("how far an audit is could not be told", failure)),
                millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Ends what runs; its callers are told. */
    @Override
    public void close() {
        timer.shutdownNow();
        calls.shutdownNow();
        workers.shutdownNow();
    }
}
