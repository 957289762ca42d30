package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.GammaVega;
import io.breakwater.kernel.Exact;
import java.util.Arrays;

/**
 * What works on one side of a holding, as sums.
 *
 * @param lots Σ leaves
 * @param notionalUsdMicros Σ at worst prices, every order in full
 * @param upDeltaUsdMicros Σ of the orders' deltas that are above 0
 * @param downDeltaUsdMicros Σ of those below 0
 * @param up Σ of the orders' gammas and vegas that are above 0
 * @param down Σ of those below 0
 * @param premiumUsdMicros Σ that buys of options would cost; 0 on the sell side
 * @param ticks prices of what rests, ascending, for the self-trade rule
 */
public record WorkingSide(
        long lots, long notionalUsdMicros, long upDeltaUsdMicros, long downDeltaUsdMicros, GammaVega up, GammaVega down,
        long premiumUsdMicros, long[] ticks) {

    private static final long[] NO_TICKS = {};
    public static final WorkingSide NONE = new WorkingSide(0, 0, 0, 0, GammaVega.NONE, GammaVega.NONE, 0,
            NO_TICKS);

    /** True when nothing would be lost by forgetting it. */
    boolean isEmpty() {
        return lots == 0 && ticks.length == 0;
    }

    /** True when it counts nowhere. */
    boolean isNothing() {
        return isEmpty() && notionalUsdMicros == 0 && upDeltaUsdMicros == 0 && downDeltaUsdMicros == 0
                && up.isNone() && down.isNone() && premiumUsdMicros == 0;
    }

    /** With this side of a hold reserved. */
    WorkingSide with(Side side, Hold hold) {
        long delta = hold.deltaUsdMicros(side);
        GammaVega greeks = hold.greeks(side);
        return isNone(side, hold) ? this : new WorkingSide(
                Exact.add(lots, hold.lots(side)),
                Exact.add(notionalUsdMicros, hold.notionalUsdMicros(side)),
                Exact.add(upDeltaUsdMicros, Math.max(0, delta)),
                Exact.add(downDeltaUsdMicros, Math.min(0, delta)),
                up.plus(greeks.above()),
                down.plus(greeks.below()),
                Exact.add(premiumUsdMicros, premium(side, hold)),
                ticks);
    }

    WorkingSide without(Side side, Hold hold) {
        long delta = hold.deltaUsdMicros(side);
        GammaVega greeks = hold.greeks(side);
        return isNone(side, hold) ? this : new WorkingSide(
                lots - hold.lots(side),
                notionalUsdMicros - hold.notionalUsdMicros(side),
                upDeltaUsdMicros - Math.max(0, delta),
                downDeltaUsdMicros - Math.min(0, delta),
                up.minus(greeks.above()),
                down.minus(greeks.below()),
                premiumUsdMicros - premium(side, hold),
                ticks);
    }

    /** What is turned has figures without lots. */
    private static boolean isNone(Side side, Hold hold) {
        return hold.lots(side) == 0 && hold.notionalUsdMicros(side) == 0 && hold.deltaUsdMicros(side) == 0
                && hold.greeks(side).isNone();
    }

    private static long premium(Side side, Hold hold) {
        return side == Side.BUY ? hold.premiumUsdMicros() : 0;
    }

    /** With an order resting at this price. */
    WorkingSide resting(long price) {
        int found = Arrays.binarySearch(ticks, price);
        int at = found < 0 ? -found - 1 : found;
        long[] grown = new long[ticks.length + 1];
        System.arraycopy(ticks, 0, grown, 0, at);
        grown[at] = price;
        System.arraycopy(ticks, at, grown, at + 1, ticks.length - at);
        return resting(grown);
    }

    WorkingSide gone(long price) {
        int at = Arrays.binarySearch(ticks, price);
        if (at < 0) {
            return this;
        }
        long[] shrunk = ticks.length == 1 ? NO_TICKS : new long[ticks.length - 1];
        System.arraycopy(ticks, 0, shrunk, 0, at);
        System.arraycopy(ticks, at + 1, shrunk, at, shrunk.length - at);
        return resting(shrunk);
    }

    private WorkingSide resting(long[] prices) {
        return new WorkingSide(lots, notionalUsdMicros, upDeltaUsdMicros, downDeltaUsdMicros, up, down,
                premiumUsdMicros, prices);
    }
}
