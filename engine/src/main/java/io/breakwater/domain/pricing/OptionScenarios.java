package io.breakwater.domain.pricing;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.policy.MarginParameters;
import io.breakwater.kernel.Overflow;

/**
 * What one lot of an option makes under scenarios: m·(V(F·(1+s), σ′) − V(F, σ)), of an inverse one with V in coins at
 * the price of the scenario. Only whole units of the settlement asset leave it.
 *
 * @param floors profit by scenario, rounded down
 * @param ceilings the same, rounded up
 * @param slope profit for a price move of 1, to the first order: F·dV/dF
 */
public record OptionScenarios(long[] floors, long[] ceilings, long slope) {

    private static final double MILLION = 1e6;
    private static final double DAYS = 365;
    private static final double SHORT_DAYS = 30;
    /** The shock of a volatility grows without bound towards expiry: within the last hour it is that of the hour. */
    private static final double LEAST_DAYS = 1.0 / 24;
    private static final double YEAR_MICROS = DAYS * 86_400 * MILLION;
    /** Beyond it a double does not tell whole numbers apart. */
    private static final double MOST_UNITS = 0x1p53;

    /** @param movePpm price move, one millionth; @param volatilityStep −1 down, 0 as it is, +1 up */
    public record Scenario(int movePpm, int volatilityStep) {}

    /**
     * @param terms of an option
     * @param mark with a forward and a volatility; expiry is counted from its time
     * @param digits a unit is 10^-digits of the settlement asset
     * @throws Overflow when a figure does not fit
     */
    public static OptionScenarios of(
            Terms terms, Mark mark, Scenario[] scenarios, MarginParameters parameters, int digits) {
        Contract contract = Contract.of(terms, mark);
        double lot = terms.multiplier() * (double) Valuer.power(digits) / Valuer.power(terms.multiplierScale());
        double forward = mark.forwardTicks() / (double) Valuer.power(terms.underlyingScale());
        double volatility = mark.volatilityMicros() / MILLION;
        double now = contract.value(forward, volatility);
        long[] floors = new long[scenarios.length];
        long[] ceilings = new long[scenarios.length];
        for (int i = 0; i < scenarios.length; i++) {
            double move = scenarios[i].movePpm() / MILLION;
            double shocked = shocked(volatility, contract, scenarios[i], parameters);
            double profit = (contract.value(forward * (1 + move), shocked) - now) * lot;
            floors[i] = whole(Math.floor(profit));
            ceilings[i] = whole(Math.ceil(profit));
        }
        return new OptionScenarios(floors, ceilings, whole(Math.rint(contract.slope(forward, volatility) * lot)));
    }

    /** An option and whether it is counted in coins. */
    private record Contract(European european, boolean inverse) {

        static Contract of(Terms terms, Mark mark) {
            Payoff.Option option = (Payoff.Option) terms.payoff();
            double strike = option.strikeTicks() / (double) Valuer.power(terms.underlyingScale());
            double left = Math.max(0, terms.expiresAtMicros() - mark.observedAtMicros());
            return new Contract(new European(option.call(), strike, left / YEAR_MICROS), option.inverse());
        }

        double value(double forward, double volatility) {
            return inverse ? Black76.inverseValue(european, forward, volatility)
                    : Black76.value(european, forward, volatility);
        }

        double slope(double forward, double volatility) {
            Greeks greeks = Black76.greeks(european, forward, volatility);
            return inverse ? greeks.inverse(forward).delta() : greeks.delta() * forward;
        }

        double days() {
            return european.years() * DAYS;
        }
    }

    private static double shocked(double volatility, Contract contract, Scenario scenario, MarginParameters p) {
        int step = scenario.volatilityStep();
        double from = step > 0 ? Math.max(volatility, p.volatilityFloorPpm() / MILLION) : volatility;
        double size = step == 0 ? 0 : step > 0 ? p.volatilityUpPpm() : -p.volatilityDownPpm();
        double level = size == 0 ? from : from * (1 + size / MILLION * tenor(contract.days(), p));
        return Math.max(0, level + alongTheSmile(scenario.movePpm() / MILLION, p));
    }

    /** (30/days)^p */
    private static double tenor(double days, MarginParameters p) {
        double power = (days <= SHORT_DAYS ? p.shortPowerPpm() : p.longPowerPpm()) / MILLION;
        return Elementary.exp(power * Elementary.log(SHORT_DAYS / Math.max(days, LEAST_DAYS)));
    }

    /** Where the smile moves with the price, a strike is read off it at another moneyness. */
    private static double alongTheSmile(double move, MarginParameters p) {
        return p.smile() == MarginParameters.Smile.STICKY_STRIKE ? 0
                : -p.smileSlopePpm() / MILLION * Elementary.log(1 + move);
    }

    private static long whole(double units) {
        if (!(Math.abs(units) <= MOST_UNITS)) {
            throw new Overflow("risk units");
        }
        return (long) units;
    }
}
