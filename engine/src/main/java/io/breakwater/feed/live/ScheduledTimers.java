package io.breakwater.feed.live;

import io.breakwater.kernel.Unending;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Timers of a running node.
 *
 * @param clockMicros epoch micros
 * @param whenFailed told what a task has thrown: one that sees to the next would have been the last
 */
public record ScheduledTimers(ScheduledExecutorService executor, LongSupplier clockMicros,
        Consumer<Throwable> whenFailed) implements Timers {

    @Override
    public long nowMicros() {
        return clockMicros.getAsLong();
    }

    @Override
    public void after(long micros, Runnable task) {
        if (!executor.isShutdown()) {
            executor.schedule(new Unending(task, whenFailed), micros, TimeUnit.MICROSECONDS);
        }
    }
}
