package io.breakwater.journal;

/**
 * Which rows of a log: numbers from {@code from} to {@code to}, both included, and at most {@code max} of them.
 * An empty range is allowed.
 */
public record RowRange(long from, long to, long max) {

    public static RowRange all() {
        return new RowRange(1, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Only the row {@code number}. */
    public static RowRange only(long number) {
        return new RowRange(number, number, 1);
    }
}
