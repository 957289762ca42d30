package io.breakwater.link;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long the other end of a link has said nothing though it might have: not while as many of its messages as are
 * taken at once wait here for the journal, for then it has no way to be heard; and only after it was asked several
 * times, so that a process that stood still hears first what has come in the meantime. May be used by any thread.
 */
final class Silence {
    private static final int MOST_ASKED_IN_VAIN = 3;

    private final int atOnce;
    private final LongSupplier clockNanos;
    private int waiting;
    private int asked;
    private long sinceNanos;

    /**
     * @param atOnce how many of its messages are taken before one of them is done
     * @param clockNanos monotonous
     */
    Silence(int atOnce, LongSupplier clockNanos) {
        this.atOnce = atOnce;
        this.clockNanos = clockNanos;
        this.sinceNanos = clockNanos.getAsLong();
    }

    /** A message has come. */
    synchronized void heard() {
        waiting++;
        begin();
    }

    /** A message has been dealt with, and another one may come. */
    synchronized void done() {
        if (waiting-- >= atOnce) {
            begin();
        }
    }

    /** The other end was told something that it answers, or was given another while to say something. */
    synchronized void asked() {
        asked++;
    }

    private void begin() {
        sinceNanos = clockNanos.getAsLong();
        asked = 0;
    }

    synchronized boolean isLongerThan(Duration most) {
        return waiting < atOnce && asked >= MOST_ASKED_IN_VAIN
                && clockNanos.getAsLong() - sinceNanos > most.toNanos();
    }
}
