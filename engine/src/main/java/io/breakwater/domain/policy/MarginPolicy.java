package io.breakwater.domain.policy;

import io.breakwater.kernel.Table;

/**
 * How margin is computed, for all underlyings.
 *
 * @param underlyings parameters of portfolio margin by underlying, at most {@link #MAX_UNDERLYINGS}
 * @param others of an underlying that is not named
 * @param arrayMovePpm a risk array is computed anew when its price has moved by more than this, of the price
 * @param arrayVolatilityPpm or its volatility by more than this, in points
 * @param arrayMaxAgeMicros or, at the next mark, when it is as old as this
 * @param optionMinimumPpm least margin of a short option in standard mode, of the haircut, however far it is out of
 *     the money
 * @param standardMaintenanceBps maintenance margin in standard mode, of the initial margin less the premium
 * @param reducingRiseUsdMicros an order that reduces a position and raises portfolio margin by more is judged as one
 *     that adds risk
 */
public record MarginPolicy(
        Table<String, MarginParameters> underlyings,
        MarginParameters others,
        int arrayMovePpm,
        int arrayVolatilityPpm,
        long arrayMaxAgeMicros,
        int optionMinimumPpm,
        int standardMaintenanceBps,
        long reducingRiseUsdMicros) {

    public static final int MAX_UNDERLYINGS = 1_000;

    public static final MarginPolicy DEFAULT = new MarginPolicy(
            Table.of("BTC", MarginParameters.BTC).put("ETH", MarginParameters.ETH), MarginParameters.OTHER, 1_000,
            5_000, 1_000_000, 666_667, 5_000, 1_000_000_000);

    public MarginParameters of(String underlying) {
        return underlyings.getOrDefault(underlying, others);
    }

    /** True for an asset whose price risk has parameters of its own: its balances are shocked, not cut. */
    public boolean names(String asset) {
        return underlyings.containsKey(asset);
    }
}
