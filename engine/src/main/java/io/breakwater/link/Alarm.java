package io.breakwater.link;

import java.util.concurrent.TimeUnit;

/** Does one thing some time later; once, however often it is set meanwhile. Used by one thread, on which it rings. */
final class Alarm {
    private final LinkThread thread;
    private final Runnable work;
    private boolean set;

    Alarm(LinkThread thread, Runnable work) {
        this.thread = thread;
        this.work = work;
    }

    /** @param waitNanos negative: there is nothing to wait for */
    void set(long waitNanos) {
        if (waitNanos >= 0 && !set) {
            set = true;
            thread.after(TimeUnit.NANOSECONDS.toMillis(waitNanos) + 1, () -> {
                set = false;
                work.run();
            });
        }
    }
}
