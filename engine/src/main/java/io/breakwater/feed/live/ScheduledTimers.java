package io.breakwater.feed.live;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Timers of a running node. @param clockMicros epoch micros */
public record ScheduledTimers(ScheduledExecutorService executor, LongSupplier clockMicros) implements Timers {

    @Override
    public long nowMicros() {
        return clockMicros.getAsLong();
    }

    @Override
    public void after(long micros, Runnable task) {
        if (!executor.isShutdown()) {
            executor.schedule(task, micros, TimeUnit.MICROSECONDS);
        }
    }
}
