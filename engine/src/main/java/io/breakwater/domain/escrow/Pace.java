package io.breakwater.domain.escrow;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;

/**
 * How quickly rights are used, to ask for more ahead of need: an exponentially weighted mean over tends, in whole
 * units, so that it is the same on every machine.
 *
 * @param perTend mean of what was used between two tends, times {@link #SCALE}
 * @param usedBefore what had been used in all at the last tend
 * @param refused the largest amount refused lately for want of rights
 * @param since tends since then
 */
public record Pace(long perTend, long usedBefore, long refused, long since) {

    public static final Pace NONE = new Pace(0, 0, 0, 0);
    /** Round trips for which a refusal is remembered: rights may have to be asked back of someone else first. */
    private static final long MEMORY = 6;
    private static final long SCALE = 256;
    /** The mean follows a change by this part each time. */
    private static final long WEIGHT = 4;
    /** Round trips that a stock has to last. */
    private static final long SAFETY = 3;
    /** More use between two tends counts as so much. */
    private static final long MOST_USED = Long.MAX_VALUE / SCALE;

    public Pace refusing(long amount) {
        return new Pace(perTend, usedBefore, Math.max(refused, amount), 0);
    }

    /** A tend has passed. @param consumed in all, by the own row */
    public Pace tended(long consumed, long tendsARoundTrip) {
        long scaled = Math.clamp(consumed - usedBefore, 0, MOST_USED) * SCALE;
        long mean = perTend + (scaled - perTend) / WEIGHT;
        boolean remembered = refused > 0 && since < Exact.multiply(tendsARoundTrip, MEMORY);
        return new Pace(mean, consumed, remembered ? refused : 0, remembered ? since + 1 : 0);
    }

    /**
     * What should be at hand: mean use × tends a round trip × safety, or what was refused, whichever is more. Not
     * rounded up: two data centers at rest would hand the last right to and fro. Never more than the largest limit.
     */
    public long stock(long tendsARoundTrip) {
        long tends = Exact.multiply(tendsARoundTrip, SAFETY);
        long mean = perTend / SCALE >= Escrow.UNLIMITED / tends ? Escrow.UNLIMITED
                : Exact.mulDiv(perTend, tends, SCALE, Rounding.TOWARD_ZERO);
        return Math.max(mean, refused);
    }

    /** Below it more is asked for. */
    public long lowWater(long tendsARoundTrip) {
        return Math.max(stock(tendsARoundTrip) / 2, refused);
    }
}
