package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.UsdGreeks;
import io.breakwater.kernel.Exact;
import java.util.Arrays;

/**
 * What works on one side of a holding, as sums.
 *
 * @param lots Σ leaves
 * @param notionalUsdMicros Σ at worst prices, every order in full
 * @param up Σ of the orders' deltas, gammas and vegas that are above 0
 * @param down Σ of those below 0
 * @param premiumUsdMicros Σ that buys of options would cost; 0 on the sell side
 * @param ticks prices of what rests, ascending, for the self-trade rule
 */
public record WorkingSide(
        long lots, long notionalUsdMicros, UsdGreeks up, UsdGreeks down, long premiumUsdMicros, long[] ticks) {

    private static final long[] NO_TICKS = {};
    public static final WorkingSide NONE = new WorkingSide(0, 0, UsdGreeks.NONE, UsdGreeks.NONE, 0, NO_TICKS);

    /** True when nothing would be lost by forgetting it. */
    boolean isEmpty() {
        return lots == 0 && ticks.length == 0;
    }

    /** True when it counts nowhere. */
    boolean isNothing() {
        return isEmpty() && notionalUsdMicros == 0 && up.isNone() && down.isNone() && premiumUsdMicros == 0;
    }

    /** With this reserved. */
    WorkingSide with(HeldSide held) {
        return held == HeldSide.NONE ? this : new WorkingSide(
                Exact.add(lots, held.lots()),
                Exact.add(notionalUsdMicros, held.notionalUsdMicros()),
                up.plus(held.greeks().above()),
                down.plus(held.greeks().below()),
                Exact.add(premiumUsdMicros, held.premiumUsdMicros()),
                ticks);
    }

    WorkingSide without(HeldSide held) {
        return held == HeldSide.NONE ? this : new WorkingSide(
                lots - held.lots(),
                notionalUsdMicros - held.notionalUsdMicros(),
                up.minus(held.greeks().above()),
                down.minus(held.greeks().below()),
                premiumUsdMicros - held.premiumUsdMicros(),
                ticks);
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
        return new WorkingSide(lots, notionalUsdMicros, up, down, premiumUsdMicros, prices);
    }
}
