package io.breakwater.domain.instrument;

/**
 * From this price on, prices are multiples of the step.
 *
 * @param fromTicks lower end of the band, inclusive, in ticks of the price scale
 * @param stepTicks ≥ 1
 */
public record TickBand(long fromTicks, long stepTicks) {}
