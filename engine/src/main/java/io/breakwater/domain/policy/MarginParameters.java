package io.breakwater.domain.policy;

import io.breakwater.kernel.Invariants;
import java.util.List;

/**
 * How the portfolio margin of one underlying is computed. Ratios are in one millionth.
 *
 * @param rangePpm furthest price move of the main matrix, up and down; below 1,000,000
 * @param volatilityUpPpm relative shock of a volatility of 30 days, up
 * @param volatilityDownPpm the same, down
 * @param shortPowerPpm p of (30/days)^p up to 30 days
 * @param longPowerPpm p beyond them
 * @param volatilityFloorPpm the up shock starts from this volatility where the mark's is lower
 * @param smile what stays when the price moves
 * @param smileSlopePpm change of volatility for a log-moneyness ln(K/F) of 1; read where the smile moves with delta
 * @param extendedMovesPpm the eight moves beyond the matrix, each above −1,000,000
 * @param extendedFactorPpm share of an extended move's profit or loss that counts
 * @param dampenerUsdMicros taken off a loss in an extended move
 * @param rollFloorPpm least roll shock of an expiry, of its delta
 * @param rollAnnualPpm roll shock for a year to expiry
 * @param deltaThresholdUsdMicros net delta from which the delta shock begins
 * @param deltaShockPpm most of the delta shock, reached at twice the threshold
 * @param gainOffsetPpm share of a gain here that meets losses in other underlyings
 * @param gainCapUsdMicros most of it
 * @param reservePpm of {@code quoteQuantityUsdMicros}, while quotes work
 * @param quoteQuantityUsdMicros quantity that market-maker protection lets through
 * @param maintenancePpm maintenance margin, of the risk matrix
 */
public record MarginParameters(
        int rangePpm,
        int volatilityUpPpm,
        int volatilityDownPpm,
        int shortPowerPpm,
        int longPowerPpm,
        int volatilityFloorPpm,
        Smile smile,
        int smileSlopePpm,
        List<Integer> extendedMovesPpm,
        int extendedFactorPpm,
        long dampenerUsdMicros,
        int rollFloorPpm,
        int rollAnnualPpm,
        long deltaThresholdUsdMicros,
        int deltaShockPpm,
        int gainOffsetPpm,
        long gainCapUsdMicros,
        int reservePpm,
        long quoteQuantityUsdMicros,
        int maintenancePpm) {

    /** What stays when the price moves. */
    public enum Smile {
        STICKY_STRIKE,
        STICKY_DELTA
    }

    public static final int EXTENDED_MOVES = 8;
    private static final int ONE = 1_000_000;
    private static final long USD = 1_000_000;
    private static final List<Integer> FAR =
            List.of(-660_000, -330_000, 500_000, 1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000);

    /** Deribit's for BTC; the protection quantity is an account's own and starts at nothing. */
    public static final MarginParameters BTC = new MarginParameters(160_000, 500_000, 250_000, 300_000, 130_000,
            500_000, Smile.STICKY_STRIKE, 0, FAR, ONE, 100_000 * USD, 10_000, 75_000, 20_000_000 * USD, 100_000, 0, 0,
            30_000, 0, 800_000);

    /** Deribit's for ETH. */
    public static final MarginParameters ETH = new MarginParameters(180_000, 400_000, 250_000, 300_000, 130_000,
            500_000, Smile.STICKY_STRIKE, 0, FAR, ONE, 200_000 * USD, 5_000, 50_000, 20_000_000 * USD, 100_000, 600_000,
            20_000_000 * USD, 30_000, 0, 800_000);

    /** For what nobody has set parameters for: wider, and nothing is forgiven. */
    public static final MarginParameters OTHER = new MarginParameters(300_000, 500_000, 250_000, 300_000, 130_000,
            500_000, Smile.STICKY_STRIKE, 0, FAR, ONE, 0, 10_000, 75_000, 5_000_000 * USD, 100_000, 0, 0, 30_000, 0,
            800_000);

    public MarginParameters {
        extendedMovesPpm = List.copyOf(extendedMovesPpm);
        Invariants.check(rangePpm > 0 && rangePpm < ONE, "a range is between 0 and 1");
        Invariants.check(extendedMovesPpm.size() == EXTENDED_MOVES, "eight extended moves");
        Invariants.check(extendedMovesPpm.stream().allMatch(move -> move > -ONE), "no price falls below 0");
        Invariants.check(volatilityDownPpm >= 0 && volatilityUpPpm >= 0, "shocks have a size");
    }
}
