package io.breakwater.feed;

/**
 * What a gate lets through.
 *
 * @param aheadMicros by which a venue's clock may run ahead of ours
 * @param frozenMicros for which a venue's time may stand still while messages of the instrument come
 * @param instruments that are remembered
 * @param levels a side of a book
 */
public record GateLimits(long aheadMicros, long frozenMicros, int instruments, int levels) {
    public static final GateLimits LIVE = new GateLimits(1_000_000, 10_000_000, 16_384, 10_000);
    /** A recording's receive times are the recorder's, whose clock may have been off. */
    public static final GateLimits RECORDED = new GateLimits(10_000_000, 60_000_000, 65_536, 10_000);
}
