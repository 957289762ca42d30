package io.breakwater.ops.market;

/**
 * A price somebody saw.
 *
 * @param timeMicros microseconds since 1970-01-01T00:00:00Z
 * @param priceE8 the price times 100,000,000; more than zero
 */
public record Observation(long timeMicros, long priceE8) {
    /** The scale of {@link #priceE8}. */
    public static final int SCALE = 8;

    public Observation {
        if (priceE8 <= 0) {
            throw new IllegalArgumentException("a price of " + priceE8 + "e-8 is not above zero");
        }
    }
}
