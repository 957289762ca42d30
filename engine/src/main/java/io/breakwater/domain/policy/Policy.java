package io.breakwater.domain.policy;

/**
 * One version of all risk parameters that are not limits of a scope. Recorded on the tape, so that a decision is
 * re-taken with the parameters it was taken with.
 *
 * @param markMaxAgeMicros older inputs are stale for anything that adds risk
 * @param reducingMarkMaxAgeMicros older inputs are stale for reductions too
 * @param collarBps a limit price may be this much worse than the mark, of the mark
 * @param optionCollarUnderlyingBps options: or this much of the underlying
 * @param optionCollarTicks options: or this many ticks, whichever is widest
 * @param optionCollarVolatilityBps options: or what this much of volatility is worth by their vega; 100 is one point
 * @param duplicateWindowMicros the same side, price and lots again in an instrument within it is a duplicate; 0 turns
 *     it off
 * @param submitsPerSecond default cap where no limit is set
 * @param modifiesPerSecond default cap where no limit is set
 * @param workingOrders default cap where no limit is set, at most the engine's bound
 * @param collateralHaircutBps on balances in another asset than the reference
 * @param staleHaircutBps the band that reductions may use around a stale mark
 * @param margin how margin is computed
 * @param approvals what a loosening needs
 */
public record Policy(
        long version,
        long markMaxAgeMicros,
        long reducingMarkMaxAgeMicros,
        int collarBps,
        int optionCollarUnderlyingBps,
        long optionCollarTicks,
        int optionCollarVolatilityBps,
        long duplicateWindowMicros,
        long submitsPerSecond,
        long modifiesPerSecond,
        long workingOrders,
        int collateralHaircutBps,
        int staleHaircutBps,
        MarginPolicy margin,
        ApprovalPolicy approvals) {

    /** Cautious values that a node starts with when its configuration says nothing. */
    public static final Policy DEFAULT =
            new Policy(1, 5_000_000, 60_000_000, 500, 500, 10, 1_000, 0, 1_000_000, 1_000_000, 10_000, 1_000, 1_000,
                    MarginPolicy.DEFAULT, ApprovalPolicy.DEFAULT);
}
