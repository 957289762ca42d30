package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.policy.Policy;
import io.breakwater.domain.pricing.LotGreeks;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;

/**
 * How far through the mark an order may reach. For options and combos, whose marks may be near zero, the widest of a
 * share of it, a number of ticks and a share of the underlying; for options a band of volatility beside them, which is
 * the widest where an option lives long.
 */
final class Collar {

    private static final long BPS = 10_000;

    private Collar() {}

    /** @param wanted how far an order reaches: the band of volatility is only computed where it decides */
    static long widthTicks(Quoted quoted, Context context, long wanted) {
        Policy policy = context.view().policy();
        long share = share(quoted.mark().ticks(), bps(quoted, context));
        return switch (quoted.terms().payoff()) {
            case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto(), Payoff.Spot() -> share;
            case Payoff.Option option -> {
                long width = Math.max(share, floor(quoted, option.inverse(), policy));
                yield width >= wanted ? width : Math.max(width,
                        LotGreeks.priceTicks(quoted.terms(), quoted.mark(), policy.optionCollarVolatilityBps()));
            }
            case Payoff.Combo _ -> Math.max(share, floor(quoted, false, policy));
        };
    }

    private static long floor(Quoted quoted, boolean inverse, Policy policy) {
        long steps = Exact.multiply(policy.optionCollarTicks(), quoted.terms().tickBands().getFirst().stepTicks());
        return Math.max(steps, share(underlyingTicks(quoted, inverse), policy.optionCollarUnderlyingBps()));
    }

    private static int bps(Quoted quoted, Context context) {
        Policy policy = context.view().policy();
        boolean stale = context.nowMicros() - quoted.mark().observedAtMicros() > policy.markMaxAgeMicros();
        return stale ? policy.staleHaircutBps() : policy.collarBps();
    }

    private static long share(long ticks, int bps) {
        return Exact.mulDiv(Exact.abs(ticks), bps, BPS, Rounding.FLOOR);
    }

    /** The underlying in ticks of the option's price: one coin for an inverse option, else the index. */
    private static long underlyingTicks(Quoted quoted, boolean inverse) {
        Terms terms = quoted.terms();
        return inverse
                ? Valuer.power(terms.priceScale())
                : Valuer.scaled(quoted.mark().indexTicks(), 1, 1, terms.priceScale() - terms.underlyingScale(),
                        Rounding.FLOOR);
    }
}
