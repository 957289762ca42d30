package io.breakwater.domain.risk;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.policy.MarginParameters;
import io.breakwater.domain.pricing.OptionScenarios;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;
import java.util.Arrays;

/**
 * The scenarios of portfolio margin and what a lot makes or loses in each. Cells 0…26: nine price moves from −range to
 * +range in equal steps, each with the volatility down, same and up. Cells 27…34: the extended moves, volatility as it
 * is, in which whatever is not an option moves no further than the range. Profit is in the settlement asset, at the
 * mark: whoever needs another currency converts it once.
 */
public final class ScenarioMatrix {

    public static final int PRICES = 9;
    public static final int VOLATILITIES = 3;
    public static final int MAIN = PRICES * VOLATILITIES;
    public static final int CELLS = MAIN + MarginParameters.EXTENDED_MOVES;
    static final int ONE = 1_000_000;
    private static final int HALF = PRICES / 2;
    private static final int LEAST_DIGITS = 6;
    private static final int MOST_DIGITS = 18;
    private static final long YEAR_MICROS = 365L * 86_400 * 1_000_000;

    private ScenarioMatrix() {}

    /** Price move of a cell, one millionth. */
    public static int movePpm(MarginParameters parameters, int cell) {
        return cell >= MAIN ? parameters.extendedMovesPpm().get(cell - MAIN)
                : Math.toIntExact((long) parameters.rangePpm() * (cell / VOLATILITIES - HALF) / HALF);
    }

    /** −1 where the volatility falls, +1 where it rises. */
    public static int volatilityStep(int cell) {
        return cell >= MAIN ? 0 : cell % VOLATILITIES - 1;
    }

    /** Risk units of an asset are this many digits below its whole: two finer than its money, at least six. */
    public static int digits(int assetScale) {
        return Math.min(MOST_DIGITS, Math.max(LEAST_DIGITS, assetScale + 2));
    }

    /**
     * What a lot makes in each cell.
     *
     * @param mark its time is the array's: expiry is counted from it
     * @return {@link RiskArray#UNKNOWN} for a combination, whose array is its legs', for an option without volatility,
     *     and where a figure does not fit
     */
    public static RiskArray array(Terms terms, Mark mark, MarginParameters parameters) {
        try {
            return switch (terms.payoff()) {
                case Payoff.Linear(), Payoff.Quanto(), Payoff.Inverse() when mark.ticks() > 0 ->
                        ofFuture(terms, mark, parameters);
                case Payoff.Option _ when mark.volatilityMicros() > 0 && mark.forwardTicks() > 0 ->
                        ofOption(terms, mark, parameters);
                case Payoff.Spot() when mark.ticks() > 0 -> ofSpot(terms, mark, parameters);
                case Payoff.Linear(), Payoff.Quanto(), Payoff.Inverse(), Payoff.Option _, Payoff.Spot(),
                        Payoff.Combo _ -> RiskArray.UNKNOWN;
            };
        } catch (Overflow _) {
            return RiskArray.UNKNOWN;
        }
    }

    private static RiskArray ofOption(Terms terms, Mark mark, MarginParameters parameters) {
        OptionScenarios.Scenario[] scenarios = new OptionScenarios.Scenario[CELLS];
        Arrays.setAll(scenarios, i -> new OptionScenarios.Scenario(movePpm(parameters, i), volatilityStep(i)));
        int digits = digits(terms.settlement().scale());
        OptionScenarios it = OptionScenarios.of(terms, mark, scenarios, parameters, digits);
        return new RiskArray(it.floors(), it.ceilings(), it.slope(), rolled(it.slope(), terms, mark, parameters));
    }

    /** Linear: m·P·s · inverse: (m/P)·s/(1+s), which is q·(1 − 1/(1+s)). Exact, rounded once. */
    private static RiskArray ofFuture(Terms terms, Mark mark, MarginParameters parameters) {
        long[] floors = new long[CELLS];
        long[] ceilings = new long[CELLS];
        for (int i = 0; i < CELLS; i++) {
            int range = parameters.rangePpm();
            int move = Math.clamp(movePpm(parameters, i), -range, range);
            floors[i] = future(terms, mark.ticks(), move, Rounding.FLOOR);
            ceilings[i] = future(terms, mark.ticks(), move, Rounding.CEILING);
        }
        long slope = slope(terms, mark.ticks());
        return new RiskArray(floors, ceilings, slope, rolled(slope, terms, mark, parameters));
    }

    /**
     * m·P·s, in every cell as far as the price moves: what is bought is a balance then, and no balance stops at the
     * range. Nothing rolls, and balances take no delta shock.
     */
    private static RiskArray ofSpot(Terms terms, Mark mark, MarginParameters parameters) {
        long[] floors = new long[CELLS];
        long[] ceilings = new long[CELLS];
        for (int i = 0; i < CELLS; i++) {
            floors[i] = future(terms, mark.ticks(), movePpm(parameters, i), Rounding.FLOOR);
            ceilings[i] = future(terms, mark.ticks(), movePpm(parameters, i), Rounding.CEILING);
        }
        return new RiskArray(floors, ceilings, 0, 0);
    }

    /**
     * What is paid for a lot of spot, as the balance that it was: −m·P in the coin it is quoted in. Of a balance moves
     * what it is worth, −m·P·s at the price of now; an array tells it at the price in the cell, −m·P·s/(1+s).
     *
     * @param parameters of that coin
     */
    public static RiskArray ofPayment(Terms spot, Mark mark, MarginParameters parameters) {
        try {
            long[] floors = new long[CELLS];
            long[] ceilings = new long[CELLS];
            int exponent = digits(spot.settlement().scale()) - spot.multiplierScale() - spot.priceScale();
            for (int i = 0; i < CELLS; i++) {
                int move = movePpm(parameters, i);
                long price = Exact.multiply(mark.ticks(), -move);
                floors[i] = scaled(spot.multiplier(), price, exponent, (long) ONE + move, Rounding.FLOOR);
                ceilings[i] = scaled(spot.multiplier(), price, exponent, (long) ONE + move, Rounding.CEILING);
            }
            return new RiskArray(floors, ceilings, 0, 0);
        } catch (Overflow _) {
            return RiskArray.UNKNOWN;
        }
    }

    private static long future(Terms terms, long ticks, int movePpm, Rounding rounding) {
        int digits = digits(terms.settlement().scale());
        if (terms.payoff() instanceof Payoff.Inverse) {
            long moved = Exact.multiply(ticks, (long) ONE + movePpm);
            return scaled(terms.multiplier(), movePpm, digits - terms.multiplierScale() + terms.priceScale(), moved,
                    rounding);
        }
        long price = Exact.multiply(ticks, movePpm);
        return scaled(terms.multiplier(), price, digits - terms.multiplierScale() - terms.priceScale(), ONE, rounding);
    }

    private static long slope(Terms terms, long ticks) {
        int digits = digits(terms.settlement().scale());
        return terms.payoff() instanceof Payoff.Inverse
                ? scaled(terms.multiplier(), 1, digits - terms.multiplierScale() + terms.priceScale(), ticks,
                        Rounding.HALF_EVEN)
                : scaled(terms.multiplier(), ticks, digits - terms.multiplierScale() - terms.priceScale(), 1,
                        Rounding.HALF_EVEN);
    }

    /** a·b·10^exponent ÷ divisor, rounded once. */
    static long scaled(long a, long b, int exponent, long divisor, Rounding rounding) {
        return exponent >= 0
                ? Exact.mulDiv(a, b, Valuer.power(exponent), divisor, rounding)
                : Exact.mulDiv(a, b, Exact.multiply(divisor, Valuer.power(-exponent)), rounding);
    }

    /** The roll shock of an expiry is max(floor, annualised·T). */
    static long rolled(long slope, Terms terms, Mark mark, MarginParameters parameters) {
        long left = terms.expiresAtMicros() == Long.MAX_VALUE ? 0
                : Math.max(0, terms.expiresAtMicros() - mark.observedAtMicros());
        long annual = Exact.mulDiv(parameters.rollAnnualPpm(), left, YEAR_MICROS, Rounding.CEILING);
        return Exact.mulDiv(slope, Math.max(parameters.rollFloorPpm(), annual), ONE, Rounding.AWAY_FROM_ZERO);
    }
}
