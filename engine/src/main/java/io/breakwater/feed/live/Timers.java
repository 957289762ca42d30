package io.breakwater.feed.live;

/** Time as a live feed knows it. */
public interface Timers {

    /** Epoch micros. */
    long nowMicros();

    /** Runs it once, not earlier than in so many micros. */
    void after(long micros, Runnable task);
}
