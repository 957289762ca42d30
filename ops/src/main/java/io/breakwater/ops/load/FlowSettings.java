package io.breakwater.ops.load;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * What an order flow is like.
 *
 * @param grid prices and quantities of the instrument
 * @param mix kinds of messages
 * @param counterparties how many; 1 to 1,000,000
 * @param exponent of the Zipf skew over them; 1.4 at a large venue
 * @param topEquityUsd equity of the largest; that of rank r is topEquityUsd / (r+1)^0.7, at least 20,000
 * @param usdPerLot USD that one lot stands for, by price in ticks
 */
public record FlowSettings(
        Grid grid, FlowMix mix, int counterparties, double exponent, double topEquityUsd,
        DoubleUnaryOperator usdPerLot) {
    private static final double LEAST_EQUITY_USD = 20_000;

    /** Name of the counterparty of a rank: `counterparties/cp-00042`. */
    public static String counterparty(int rank) {
        return "counterparties/" + counterpartyId(rank);
    }

    public static String counterpartyId(int rank) {
        return String.format(Locale.ROOT, "cp-%05d", rank);
    }

    /** Orders that the counterparty of a rank likes to have working: 2,048 for the first, 8 for most. */
    public static int depth(int rank) {
        return Math.max(8, 2_048 / (rank + 1));
    }

    /** What nearly every order of the counterparty of a rank stays below; a few in a thousand do not. */
    public double usualOrderUsd(int rank) {
        return 2.2 * equityUsd(rank) / depth(rank);
    }

    /** USD that the counterparty of a rank starts with. */
    public double equityUsd(int rank) {
        return Math.max(LEAST_EQUITY_USD, topEquityUsd * StrictMath.pow(rank + 1, -0.7));
    }
}
