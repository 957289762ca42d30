package io.breakwater.domain.pricing;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.kernel.Overflow;

/**
 * Second-order risk of one long lot of an option, in micro-dollars, rounded up: gamma for a move of 1 %, m·Γ·F²/100,
 * and vega for a point of volatility, m·vega/100. An inverse option is counted in dollars at the forward too, as its
 * delta is. Without a volatility or past its expiry both are 0.
 */
public record LotGreeks(long gammaUsdMicros, long vegaUsdMicros) {

    private static final double MILLION = 1e6;
    private static final double PERCENT = 0.01;
    private static final double YEAR_MICROS = 365 * 86_400 * MILLION;
    /** Beyond it a double does not tell whole numbers apart. */
    private static final double MOST = 0x1p53;

    /**
     * @param terms of an option
     * @param mark with a forward above 0; expiry is counted from its time
     * @throws Overflow when a figure does not fit
     */
    public static LotGreeks of(Terms terms, Mark mark) {
        Payoff.Option option = (Payoff.Option) terms.payoff();
        double unit = Valuer.power(terms.underlyingScale());
        double left = Math.max(0, terms.expiresAtMicros() - mark.observedAtMicros());
        European european = new European(option.call(), option.strikeTicks() / unit, left / YEAR_MICROS);
        double forward = mark.forwardTicks() / unit;
        Greeks greeks = Black76.greeks(european, forward, mark.volatilityMicros() / MILLION);
        double lot = terms.multiplier() * MILLION / Valuer.power(terms.multiplierScale());
        return new LotGreeks(whole(greeks.gamma() * forward * forward * PERCENT * lot),
                whole(greeks.vega() * PERCENT * lot));
    }

    /**
     * A change of a lot's value as one of the option's price, rounded down.
     *
     * @param mark with a forward above 0, at which an inverse option's dollars are coins
     * @param usdMicros not negative
     * @throws Overflow when it does not fit
     */
    public static long priceTicks(Terms terms, Mark mark, long usdMicros) {
        boolean inverse = ((Payoff.Option) terms.payoff()).inverse();
        double forward = mark.forwardTicks() / (double) Valuer.power(terms.underlyingScale());
        double lot = terms.multiplier() * MILLION / Valuer.power(terms.multiplierScale());
        double price = usdMicros / (inverse ? lot * forward : lot);
        return fitting(Math.floor(price * Valuer.power(terms.priceScale())));
    }

    private static long whole(double micros) {
        return fitting(Math.ceil(micros));
    }

    private static long fitting(double whole) {
        if (!(whole <= MOST)) {
            throw new Overflow("greeks");
        }
        return (long) whole;
    }
}
