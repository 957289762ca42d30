package io.breakwater.actors.lane;

import java.util.function.LongSupplier;

/** Decision time of one lane: a clock's, except that it never goes back, not even over a restart. One thread only. */
final class MonotoneClock {
    private final LongSupplier micros;
    private long last;

    /** @param last the newest decision time in the lane's log, epoch micros */
    MonotoneClock(LongSupplier micros, long last) {
        this.micros = micros;
        this.last = last;
    }

    long nowMicros() {
        last = Math.max(last, micros.getAsLong());
        return last;
    }
}
