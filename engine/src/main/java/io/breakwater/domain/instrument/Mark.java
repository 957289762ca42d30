package io.breakwater.domain.instrument;

/**
 * The value of an instrument now.
 *
 * @param ticks the mark, in ticks of the price scale
 * @param indexTicks price of the underlying, in ticks of {@link Terms#underlyingScale()}
 * @param deltaPpm change of value per change of the underlying, one millionth; 1,000,000 for a perpetual
 * @param volatilityBps annualised, 0 where it has none
 * @param openInterestLots 0 where unknown
 * @param observedAtMicros epoch micros of the oldest input, by which staleness is judged
 */
public record Mark(
        long ticks, long indexTicks, int deltaPpm, int volatilityBps, long openInterestLots, long observedAtMicros) {

    /** No mark has been seen: everything that needs one fails closed. */
    public static final Mark NONE = new Mark(0, 0, 0, 0, 0, 0);

    public boolean isKnown() {
        return observedAtMicros > 0;
    }
}
