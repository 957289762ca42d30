package io.breakwater.gateway.edge;

import io.grpc.Context;
import io.grpc.Deadline;
import java.util.concurrent.TimeUnit;

/**
 * Until when a unary call's lanes are awaited: a little less than its deadline, so that the caller still hears which
 * items are unknown.
 */
public final class Expiry {
    /** For calls that need no deadline. */
    private static final long DEFAULT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long MOST_MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int MARGIN_SHARE = 4;

    private Expiry() {}

    /** By {@link System#nanoTime}. */
    public static long ofCall() {
        Deadline deadline = Context.current().getDeadline();
        long left = deadline == null ? DEFAULT_NANOS : deadline.timeRemaining(TimeUnit.NANOSECONDS);
        return System.nanoTime() + left - Math.min(MOST_MARGIN_NANOS, Math.max(0, left / MARGIN_SHARE));
    }
}
