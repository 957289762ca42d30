package io.breakwater.ops.market;

import java.util.List;

/**
 * A market to play: prices in ticks over time, with the spot price beside them.
 *
 * @param symbol a slug that names the instrument: "btc-usd-perp"
 * @param tickE8 size of a tick times 100,000,000
 * @param points by rising time; at least two, at most {@value #MOST_POINTS}
 */
public record PriceSeries(String symbol, long tickE8, List<Point> points) {
    /** More are thinned out before they get here. */
    public static final int MOST_POINTS = 4_096;

    public PriceSeries {
        points = List.copyOf(points);
        if (points.size() < 2 || points.size() > MOST_POINTS) {
            throw new IllegalArgumentException("a series needs 2 to " + MOST_POINTS + " points, not " + points.size());
        }
    }

    /**
     * One moment.
     *
     * @param timeMicros microseconds since the epoch
     * @param ticks the price
     * @param spotTicks the underlying's price, in the same ticks
     */
    public record Point(long timeMicros, long ticks, long spotTicks) {}

    /** Digits after the point that a price in ticks needs. */
    public int priceScale() {
        int scale = Observation.SCALE;
        long tick = tickE8;
        while (scale > 0 && tick % 10 == 0) {
            tick /= 10;
            scale--;
        }
        return scale;
    }

    public long lowestTicks() {
        return points.stream().mapToLong(Point::ticks).min().orElseThrow();
    }

    public long firstTicks() {
        return points.getFirst().ticks();
    }
}
