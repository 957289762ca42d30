package io.breakwater.journal;

/** Which snapshots: by number and by time (epoch milliseconds), bounds included. */
public record SnapshotRange(long minNumber, long maxNumber, long minMillis, long maxMillis) {

    public static SnapshotRange all() {
        return upTo(Long.MAX_VALUE);
    }

    public static SnapshotRange upTo(long maxNumber) {
        return new SnapshotRange(0, maxNumber, 0, Long.MAX_VALUE);
    }

    public static SnapshotRange only(long number) {
        return new SnapshotRange(number, number, 0, Long.MAX_VALUE);
    }

    public boolean holdsTime(long millis) {
        return millis >= minMillis && millis <= maxMillis;
    }
}
