package io.breakwater.domain.risk;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.market.ArrayBasis;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.pricing.LotGreeks;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;
import java.util.List;

/** What one lot of an instrument with options in it has of gamma and vega, at the marks of one view. */
public final class OptionLot {

    private OptionLot() {}

    /** Of an option itself; a quanto one's figures are in micro-units of its settlement asset yet. */
    public static GammaVega greeks(Terms terms, Mark mark) {
        LotGreeks greeks = LotGreeks.of(terms, mark);
        return GammaVega.of(greeks.gammaMicros(), greeks.vegaMicros());
    }

    /**
     * None where nothing of it is an option; the figures are computed once a basis and shared. Of a combo those of its
     * legs in its own underlying.
     *
     * @throws Overflow when a figure does not fit
     */
    public static GammaVega greeks(Quoted quoted, MarketView view) {
        return switch (quoted.terms().payoff()) {
            case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto(), Payoff.Spot() -> GammaVega.NONE;
            case Payoff.Option option when option.quanto() -> priced(quoted, view);
            case Payoff.Option _ -> counted(quoted, view);
            case Payoff.Combo(var legs) -> ofLegs(legs, quoted.terms().underlying(), view);
        };
    }

    /** False where gamma and vega of an option cannot be told because its volatility is not known. */
    public static boolean isKnown(Quoted quoted, MarketView view) {
        return switch (quoted.terms().payoff()) {
            case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto(), Payoff.Spot() -> true;
            case Payoff.Option _ -> quoted.mark().volatilityMicros() > 0;
            case Payoff.Combo(var legs) -> legs.stream().map(leg -> view.instrument(leg.instrument()))
                    .allMatch(leg -> leg != null && isKnown(leg, view));
        };
    }

    /** True of an option whose combo counts it, as it is on the same underlying. @param leg null: it is not shown */
    static boolean counts(Quoted leg, String underlying) {
        return leg != null && leg.terms().payoff() instanceof Payoff.Option
                && leg.terms().underlying().equals(underlying);
    }

    private static GammaVega counted(Quoted quoted, MarketView view) {
        ArrayBasis basis = view.basis(quoted.id());
        return basis == null ? greeks(quoted.terms(), quoted.mark()) : basis.optionLot();
    }

    /** A quanto one's in dollars; 0 where its settlement asset has no price. */
    private static GammaVega priced(Quoted quanto, MarketView view) {
        UsdRate rate = UsdRate.of(view, quanto.terms().settlement().id(), UsdRate.SCALE);
        GammaVega lot = counted(quanto, view);
        return rate == null ? GammaVega.NONE : GammaVega.of(rate.micros(lot.gammaUsdMicros(), Rounding.CEILING),
                rate.micros(lot.vegaUsdMicros(), Rounding.CEILING));
    }

    private static GammaVega ofLegs(List<Payoff.Leg> legs, String underlying, MarketView view) {
        GammaVega sum = GammaVega.NONE;
        for (Payoff.Leg leg : legs) {
            Quoted quoted = view.instrument(leg.instrument());
            if (counts(quoted, underlying)) {
                sum = sum.plus(greeks(quoted, view).times(leg.ratio()));
            }
        }
        return sum;
    }
}
