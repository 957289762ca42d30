package io.breakwater.app;

import io.breakwater.domain.Lift;
import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.policy.ApprovalPolicy;
import io.breakwater.domain.policy.MarginParameters;
import io.breakwater.domain.policy.MarginParameters.Smile;
import io.breakwater.domain.policy.MarginPolicy;
import io.breakwater.domain.policy.Policy;
import io.breakwater.kernel.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the policy of the configuration: what is not said there is as it is built in. Each value has bounds within
 * which the rules can compute with it, and a key that nobody knows is refused: misspelt, it would change nothing.
 */
final class PolicyReader {
    /** The built-in one is the first. */
    private static final int FIRST = 2;
    private static final int MOST = 1_000_000_000;
    private static final int BPS = 10_000;
    private static final int ONE = 1_000_000;
    private static final int TEN = 10 * ONE;
    private static final int FURTHEST_MOVE = 100 * ONE;
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private PolicyReader() {}

    /**
     * Empty where no policy is configured: then the one that the tape shows is in force.
     *
     * @throws SettingFault naming key, value and remedy
     */
    static Optional<Policy> read(SettingReader root) {
        return root.has("policy") ? Optional.of(policy(new PolicyBlock(root.at("policy")))) : Optional.empty();
    }

    private static Policy policy(PolicyBlock at) {
        Policy usual = Policy.DEFAULT;
        Policy read = new Policy(
                at.number("version", FIRST, MOST, (int) usual.version()),
                at.micros("mark-max-age", MILLI, HOUR, usual.markMaxAgeMicros()),
                at.micros("reducing-mark-max-age", MILLI, DAY, usual.reducingMarkMaxAgeMicros()),
                at.number("collar-bps", 1, 10 * BPS, usual.collarBps()),
                at.number("option-collar-underlying-bps", 0, BPS, usual.optionCollarUnderlyingBps()),
                at.number("option-collar-ticks", 0, ONE, (int) usual.optionCollarTicks()),
                at.number("option-collar-volatility-bps", 0, 10 * BPS, usual.optionCollarVolatilityBps()),
                at.micros("duplicate-window", Duration.ZERO, Duration.ofMinutes(1), usual.duplicateWindowMicros()),
                at.number("submits-per-second", 1, MOST, (int) usual.submitsPerSecond()),
                at.number("modifies-per-second", 1, MOST, (int) usual.modifiesPerSecond()),
                at.number("working-orders", 1, Counterparty.MAX_WORKING_ORDERS, (int) usual.workingOrders()),
                at.number("collateral-haircut-bps", 0, BPS, usual.collateralHaircutBps()),
                at.number("stale-haircut-bps", 0, 10 * BPS, usual.staleHaircutBps()),
                margin(at.block("margin")),
                approvals(at.block("approvals")));
        at.end();
        if (read.version() < FIRST) {
            throw new SettingFault("breakwater.policy.version", "is not set",
                    "set it to " + FIRST + ", and higher with each change of the policy");
        }
        if (read.reducingMarkMaxAgeMicros() < read.markMaxAgeMicros()) {
            throw new SettingFault("breakwater.policy.reducing-mark-max-age",
                    "is " + read.reducingMarkMaxAgeMicros() / 1_000 + " ms",
                    "set it to " + read.markMaxAgeMicros() / 1_000 + " ms, which mark-max-age is, or longer");
        }
        return read;
    }

    private static ApprovalPolicy approvals(PolicyBlock at) {
        ApprovalPolicy usual = ApprovalPolicy.DEFAULT;
        ApprovalPolicy read = new ApprovalPolicy(
                at.number("lifts", 0, Lift.MOST_APPROVALS, usual.lifts()),
                at.micros("max-age", Duration.ofSeconds(1), DAY, usual.maxAgeMicros()));
        at.end();
        return read;
    }

    private static MarginPolicy margin(PolicyBlock at) {
        MarginPolicy usual = MarginPolicy.DEFAULT;
        MarginParameters others = parameters(at.block("others"), usual.others());
        Table<String, MarginParameters> underlyings = usual.underlyings();
        PolicyBlock named = at.block("underlyings");
        if (named.names().size() > MarginPolicy.MAX_UNDERLYINGS - usual.underlyings().size()) {
            throw named.fault("names " + named.names().size(),
                    "name at most " + (MarginPolicy.MAX_UNDERLYINGS - usual.underlyings().size()));
        }
        for (String underlying : named.names()) {
            underlyings = underlyings.put(underlying,
                    parameters(named.block(underlying), usual.underlyings().getOrDefault(underlying, others)));
        }
        MarginPolicy read = new MarginPolicy(
                underlyings,
                others,
                at.number("array-move-ppm", 0, ONE, usual.arrayMovePpm()),
                at.number("array-volatility-ppm", 0, TEN, usual.arrayVolatilityPpm()),
                at.micros("array-max-age", Duration.ZERO, HOUR, usual.arrayMaxAgeMicros()),
                at.number("option-minimum-ppm", 0, ONE, usual.optionMinimumPpm()),
                at.number("standard-maintenance-bps", 0, BPS, usual.standardMaintenanceBps()),
                at.usdMicros("reducing-rise-usd", usual.reducingRiseUsdMicros()));
        at.end();
        return read;
    }

    private static MarginParameters parameters(PolicyBlock at, MarginParameters usual) {
        MarginParameters read = new MarginParameters(
                at.number("range-ppm", 1, ONE - 1, usual.rangePpm()),
                at.number("volatility-up-ppm", 0, TEN, usual.volatilityUpPpm()),
                at.number("volatility-down-ppm", 0, ONE - 1, usual.volatilityDownPpm()),
                at.number("short-power-ppm", 0, ONE, usual.shortPowerPpm()),
                at.number("long-power-ppm", 0, ONE, usual.longPowerPpm()),
                at.number("volatility-floor-ppm", 0, TEN, usual.volatilityFloorPpm()),
                smile(at, usual.smile()),
                at.number("smile-slope-ppm", -TEN, TEN, usual.smileSlopePpm()),
                moves(at, usual.extendedMovesPpm()),
                at.number("extended-factor-ppm", 0, ONE, usual.extendedFactorPpm()),
                at.usdMicros("dampener-usd", usual.dampenerUsdMicros()),
                at.number("roll-floor-ppm", 0, ONE, usual.rollFloorPpm()),
                at.number("roll-annual-ppm", 0, TEN, usual.rollAnnualPpm()),
                at.usdMicros("delta-threshold-usd", usual.deltaThresholdUsdMicros()),
                at.number("delta-shock-ppm", 0, ONE, usual.deltaShockPpm()),
                at.number("gain-offset-ppm", 0, ONE, usual.gainOffsetPpm()),
                at.usdMicros("gain-cap-usd", usual.gainCapUsdMicros()),
                at.number("reserve-ppm", 0, ONE, usual.reservePpm()),
                at.usdMicros("quote-quantity-usd", usual.quoteQuantityUsdMicros()),
                at.number("maintenance-ppm", 0, ONE, usual.maintenancePpm()));
        at.end();
        return read;
    }

    private static Smile smile(PolicyBlock at, Smile usual) {
        String said = at.oneOf("smile", List.of("sticky-strike", "sticky-delta"), spelt(usual));
        return Smile.valueOf(said.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String spelt(Smile smile) {
        return smile.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<Integer> moves(PolicyBlock at, List<Integer> usual) {
        return at.numbers("extended-moves-ppm", MarginParameters.EXTENDED_MOVES, 1 - ONE, FURTHEST_MOVE, usual);
    }
}
