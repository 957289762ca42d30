package io.breakwater.feed.run;

import io.breakwater.domain.marks.Premium;
import io.breakwater.feed.Decimal;
import io.breakwater.feed.Observation.Level;
import io.breakwater.kernel.Rounding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The top of a book, and what a given amount would cost there.
 *
 * @param amount that is to be bought and sold, in the venue's unit; positive
 * @param bids best first
 * @param asks best first
 * @param atMicros when it stood so by the venue's clock, epoch micros
 */
record ImpactBook(Decimal amount, List<Level> bids, List<Level> asks, long atMicros) {

    /** Prices weighted by what is taken at each, in ticks of a scale; null where a side is not deep enough. */
    Premium.Impact impact(int scale) {
        long bid = average(bids, scale);
        long ask = average(asks, scale);
        return bid == 0 || ask == 0 ? null : new Premium.Impact(bid, ask);
    }

    private long average(List<Level> side, int scale) {
        BigDecimal wanted = exact(amount);
        BigDecimal left = wanted;
        BigDecimal paid = BigDecimal.ZERO;
        for (Level level : side) {
            BigDecimal taken = left.min(exact(level.amount()));
            paid = paid.add(taken.multiply(BigDecimal.valueOf(level.price().at(scale, Rounding.HALF_EVEN))));
            left = left.subtract(taken);
            if (left.signum() == 0) {
                return paid.divide(wanted, 0, RoundingMode.HALF_EVEN).longValueExact();
            }
        }
        return 0;
    }

    private static BigDecimal exact(Decimal value) {
        return BigDecimal.valueOf(value.unscaled(), value.scale());
    }
}
