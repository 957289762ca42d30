package io.breakwater.ops.market;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps at most {@link PriceSeries#MOST_POINTS} observations of a stream of any length: every n-th, and when there are
 * too many, n doubles and every second one goes. The lowest and the highest of what a kept point stands for are lost
 * then; the last observation is always kept.
 */
final class SeriesThinner {
    private List<Observation> kept = new ArrayList<>();
    private Observation last;
    private long stride = 1;
    private long seen;

    void add(Observation observation) {
        if (seen++ % stride == 0) {
            keep(observation);
        }
        last = observation;
    }

    private void keep(Observation observation) {
        kept.add(observation);
        if (kept.size() == PriceSeries.MOST_POINTS - 1) {
            List<Observation> half = new ArrayList<>(PriceSeries.MOST_POINTS);
            for (int i = 0; i < kept.size(); i += 2) {
                half.add(kept.get(i));
            }
            kept = half;
            stride *= 2;
        }
    }

    /** What was kept, in ticks that give the lowest price at least six digits. */
    PriceSeries series(String symbol) {
        if (seen < 2) {
            throw new IllegalArgumentException("holds " + seen + " prices, at least 2 are needed");
        }
        if (kept.getLast() != last) {
            kept.add(last);
        }
        long tickE8 = tickE8(kept.stream().mapToLong(Observation::priceE8).min().orElseThrow());
        return new PriceSeries(symbol, tickE8, kept.stream().map(seen -> point(seen, tickE8)).toList());
    }

    private static PriceSeries.Point point(Observation seen, long tickE8) {
        long ticks = Math.max(1, (seen.priceE8() + tickE8 / 2) / tickE8);
        return new PriceSeries.Point(seen.timeMicros(), ticks, ticks);
    }

    /** A power of ten that goes at least 100,000 times into the lowest price, where the price is not itself tiny. */
    static long tickE8(long lowestE8) {
        long tick = 1;
        while (lowestE8 / (tick * 10) >= 100_000) {
            tick *= 10;
        }
        return tick;
    }
}
