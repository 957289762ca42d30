package io.breakwater.domain.pricing;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.kernel.Overflow;

/**
 * Second-order risk of one long lot of an option, in micro-dollars, rounded up: gamma for a move of 1 %, m·Γ·F²/100,
 * and vega for a point of volatility, m·vega/100. An inverse option is counted in dollars at the forward too, as its
 * delta is; a quanto one in micro-units of its settlement asset. Without a volatility or past its expiry both are 0.
 */
public record LotGreeks(long gammaMicros, long vegaMicros) {

    private static final double MILLION = 1e6;
    private static final double PERCENT = 0.01;
    private static final double BPS = 10_000;
    private static final double YEAR_MICROS = 365 * 86_400 * MILLION;
    /** Beyond it a double does not tell whole numbers apart. */
    private static final double MOST = 0x1p53;

    /**
     * @param terms of an option
     * @param mark with a forward above 0; expiry is counted from its time
     * @throws Overflow when a figure does not fit
     */
    public static LotGreeks of(Terms terms, Mark mark) {
        double forward = forward(terms, mark);
        Greeks greeks = greeks(terms, mark);
        double lot = terms.multiplier() * MILLION / Valuer.power(terms.multiplierScale());
        return new LotGreeks(whole(greeks.gamma() * forward * forward * PERCENT * lot),
                whole(greeks.vega() * PERCENT * lot));
    }

    /**
     * What a change of volatility makes of an option's price, by its vega, rounded down.
     *
     * @param terms of an option
     * @param mark as above
     * @param volatilityBps 100 is a point; not negative
     * @return ticks; 0 without a volatility or past its expiry
     * @throws Overflow when it does not fit
     */
    public static long priceTicks(Terms terms, Mark mark, int volatilityBps) {
        double price = greeks(terms, mark).vega() * (volatilityBps / BPS);
        double unit = ((Payoff.Option) terms.payoff()).inverse() ? forward(terms, mark) : 1;
        return fitting(Math.floor(price / unit * Valuer.power(terms.priceScale())));
    }

    private static Greeks greeks(Terms terms, Mark mark) {
        Payoff.Option option = (Payoff.Option) terms.payoff();
        double strike = option.strikeTicks() / (double) Valuer.power(terms.underlyingScale());
        double left = Math.max(0, terms.expiresAtMicros() - mark.observedAtMicros());
        European european = new European(option.call(), strike, left / YEAR_MICROS);
        return Black76.greeks(european, forward(terms, mark), mark.volatilityMicros() / MILLION);
    }

    private static double forward(Terms terms, Mark mark) {
        return mark.forwardTicks() / (double) Valuer.power(terms.underlyingScale());
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
