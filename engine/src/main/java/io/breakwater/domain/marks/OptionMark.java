package io.breakwater.domain.marks;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.pricing.AveragedExpiry;
import io.breakwater.domain.pricing.Greeks;
import io.breakwater.domain.pricing.Repricer;
import io.breakwater.domain.pricing.surface.Smile;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Overflow;

/**
 * Marks an option from the smile of its expiry. The smile is read by moneyness, so that it moves along with the
 * forward between two fits; within the last while before expiry the average that settles is priced, not the price.
 * Delta is that of the value in the quote currency, also for an option that is quoted in coins.
 */
public final class OptionMark {

    private static final long YEAR_MICROS = 365 * 86_400_000_000L;
    private static final int MILLION = 1_000_000;

    private OptionMark() {}

    /**
     * What an option's mark is made of besides its terms.
     *
     * @param smile of its expiry, or of the nearest later one
     * @param settled average of the index so far, in ticks of the underlying's scale; 0 before it has begun
     * @param forwardTicks of its expiry now, in the same ticks, positive
     * @param indexTicks the same of the index
     * @param observedAtMicros of the oldest input, epoch micros
     */
    public record Inputs(Smile smile, long settled, long forwardTicks, long indexTicks, long observedAtMicros) {

        public Inputs {
            Invariants.check(forwardTicks > 0 && indexTicks > 0, "a forward and an index are positive");
        }
    }

    /**
     * Our mark; the venue's is taken to be the same until it is told.
     *
     * @param terms of an option that expires
     * @param nowMicros epoch micros
     * @throws Overflow when it does not fit
     */
    public static Mark of(Terms terms, Inputs inputs, long nowMicros) {
        Payoff.Option option = (Payoff.Option) terms.payoff();
        double unit = 1.0 / Valuer.power(terms.underlyingScale());
        double strike = option.strikeTicks() * unit;
        double forward = inputs.forwardTicks() * unit;
        double volatility = new Smile(inputs.smile().years(), forward, inputs.smile().svi()).volatility(strike);
        double years = (double) Math.max(0, terms.expiresAtMicros() - nowMicros) / YEAR_MICROS;
        double window = (double) terms.settlementAverageMicros() / YEAR_MICROS;
        boolean isSettling = inputs.settled() > 0 && years < window;
        AveragedExpiry expiry = isSettling
                ? new AveragedExpiry(years, window, inputs.settled() * unit) : new AveragedExpiry(years, 0, 0);
        Greeks greeks = expiry.greeks(option.call(), strike, new Repricer.Market(forward, volatility));
        double value = option.inverse() ? greeks.value() / forward : greeks.value();
        long ticks = whole(value * Valuer.power(terms.priceScale()));
        int micros = (int) Math.min(whole(volatility * MILLION), Integer.MAX_VALUE);
        return new Mark(ticks, ticks, inputs.indexTicks(), inputs.forwardTicks(),
                (int) whole(greeks.delta() * MILLION), micros, 0, inputs.observedAtMicros());
    }

    /** Half to even. */
    private static long whole(double value) {
        if (!(Math.abs(value) < Long.MAX_VALUE)) {
            throw new Overflow("a mark");
        }
        return (long) Math.rint(value);
    }
}
