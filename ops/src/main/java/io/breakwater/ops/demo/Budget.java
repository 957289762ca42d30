package io.breakwater.ops.demo;

/**
 * How long the two halves of the play may take. A demonstration that is to end within a minute plays shorter where the
 * machine takes long to start, to onboard or to recover.
 *
 * @param startedNanos when the demonstration began, by the clock of {@link System#nanoTime}
 * @param wishedSeconds of both halves together
 * @param totalSeconds of the whole demonstration; 0: as long as it takes
 */
record Budget(long startedNanos, int wishedSeconds, int totalSeconds) {
    static final int USUAL_SECONDS = 20;
    private static final int MINUTE_WITH_ROOM = 56;
    /** Kept for the restart, for half of the play after it, and for the audit. */
    private static final double AFTER_FIRST_HALF_SECONDS = 25;
    private static final double AUDIT_SECONDS = 12;
    private static final double LEAST_SECONDS = 2;
    private static final double NANOS = 1e9;

    static Budget fixed(long startedNanos, int seconds) {
        return new Budget(startedNanos, seconds, 0);
    }

    static Budget ofAMinute(long startedNanos) {
        return new Budget(startedNanos, USUAL_SECONDS, MINUTE_WITH_ROOM);
    }

    long firstHalfNanos(long nowNanos) {
        return half(nowNanos, AFTER_FIRST_HALF_SECONDS);
    }

    long secondHalfNanos(long nowNanos) {
        return half(nowNanos, AUDIT_SECONDS);
    }

    private long half(long nowNanos, double keptSeconds) {
        double wished = wishedSeconds / 2.0;
        if (totalSeconds == 0) {
            return (long) (wished * NANOS);
        }
        double left = totalSeconds - keptSeconds - (nowNanos - startedNanos) / NANOS;
        return (long) (Math.clamp(left, Math.min(LEAST_SECONDS, wished), wished) * NANOS);
    }
}
