package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.policy.Policy;
import io.breakwater.domain.pricing.LotGreeks;
import io.breakwater.domain.risk.OptionLot;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;

/**
 * How far through the mark an order may reach. For options and combos, whose marks may be near zero, the widest of a
 * share of it, a number of ticks and a share of the underlying; for options a band of volatility beside them, which is
 * the widest where an option lives long.
 */
final class Collar {

    private static final long BPS = 10_000;
    private static final long BPS_A_POINT = 100;

    private Collar() {}

    static long widthTicks(Quoted quoted, Context context) {
        long share = share(quoted.mark().ticks(), bps(quoted, context));
        return switch (quoted.terms().payoff()) {
            case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto(), Payoff.Spot() -> share;
            case Payoff.Option option -> Math.max(Math.max(share, volatilityBand(quoted, context)),
                    floor(quoted, option.inverse(), context.view().policy()));
            case Payoff.Combo _ -> Math.max(share, floor(quoted, false, context.view().policy()));
        };
    }

    private static long floor(Quoted quoted, boolean inverse, Policy policy) {
        long steps = Exact.multiply(policy.optionCollarTicks(), quoted.terms().tickBands().getFirst().stepTicks());
        return Math.max(steps, share(underlyingTicks(quoted, inverse), policy.optionCollarUnderlyingBps()));
    }

    /** What the policy's points of volatility are worth in ticks of the option's price; 0 without a volatility. */
    private static long volatilityBand(Quoted quoted, Context context) {
        long vegaUsdMicros = OptionLot.of(quoted, context.view()).orElseThrow().vegaUsdMicros();
        int bps = context.view().policy().optionCollarVolatilityBps();
        return vegaUsdMicros == 0 ? 0 : LotGreeks.priceTicks(quoted.terms(), quoted.mark(),
                Exact.mulDiv(vegaUsdMicros, bps, BPS_A_POINT, Rounding.FLOOR));
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
