package io.breakwater.domain.instrument;

/**
 * The value of an instrument now, ours beside the venue's. Ours is what is decided on; the venue's is what liquidates
 * us there, and {@link #venueGapTicks} is a measure of its own.
 *
 * @param ticks our mark, in ticks of the price scale
 * @param venueTicks the venue's mark, in the same ticks; equal to ours where the venue tells none
 * @param indexTicks price of the underlying, in ticks of {@link Terms#underlyingScale()}
 * @param forwardTicks the underlying's forward for the instrument's expiry, in the same ticks; equal to the index where
 *     it has none
 * @param deltaPpm change of value per change of the underlying, one millionth; 1,000,000 for a perpetual
 * @param volatilityMicros annualised, one millionth: 650,000 is 65 %; 0 where it has none
 * @param openInterestLots 0 where unknown
 * @param observedAtMicros epoch micros of the oldest input, by which staleness is judged
 */
public record Mark(
        long ticks,
        long venueTicks,
        long indexTicks,
        long forwardTicks,
        int deltaPpm,
        int volatilityMicros,
        long openInterestLots,
        long observedAtMicros) {

    /** No mark has been seen: everything that needs one fails closed. */
    public static final Mark NONE = of(0, 0, 0, 0);

    /** The venue's mark is ours and the forward the index; no volatility, open interest unknown. */
    public static Mark of(long ticks, long indexTicks, int deltaPpm, long observedAtMicros) {
        return new Mark(ticks, ticks, indexTicks, indexTicks, deltaPpm, 0, 0, observedAtMicros);
    }

    public boolean isKnown() {
        return observedAtMicros > 0;
    }

    /** The venue's mark less ours, in ticks; meaningless while the mark is unknown. */
    public long venueGapTicks() {
        return Math.subtractExact(venueTicks, ticks);
    }
}
