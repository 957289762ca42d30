package io.breakwater.domain.risk;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.market.ArrayBasis;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.pricing.LotGreeks;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;
import java.util.List;
import java.util.Optional;

/**
 * What one lot of an instrument with options in it takes up of the limits on options, at the marks of one view.
 *
 * @param gammaUsdMicros change of its delta in micro-dollars when the underlying moves by 1 %, signed
 * @param vegaUsdMicros change of its value in micro-dollars for one point of volatility (1 %), signed
 * @param shortIfBought option lots that whoever buys it is short of: 0 for an option
 * @param shortIfSold option lots that whoever sells it is short of: 1 for an option
 */
public record OptionLot(long gammaUsdMicros, long vegaUsdMicros, int shortIfBought, int shortIfSold) {

    private static final Optional<OptionLot> NO_OPTION = Optional.empty();
    private static final OptionLot NOTHING = new OptionLot(0, 0, 0, 0);

    /** Of an option itself; a quanto one's figures are in micro-units of its settlement asset yet. */
    public static OptionLot of(Terms terms, Mark mark) {
        LotGreeks greeks = LotGreeks.of(terms, mark);
        return new OptionLot(greeks.gammaMicros(), greeks.vegaMicros(), 0, 1);
    }

    /** Empty where nothing of it is an option; the figures are computed once a basis and shared. */
    public static Optional<OptionLot> of(Quoted quoted, MarketView view) {
        return switch (quoted.terms().payoff()) {
            case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto(), Payoff.Spot() -> NO_OPTION;
            case Payoff.Option option when option.quanto() -> priced(quoted, view);
            case Payoff.Option _ -> counted(quoted, view);
            case Payoff.Combo(var legs) -> ofLegs(legs, view);
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

    private static Optional<OptionLot> counted(Quoted quoted, MarketView view) {
        ArrayBasis basis = view.basis(quoted.id());
        return basis == null ? Optional.of(of(quoted.terms(), quoted.mark())) : basis.optionLot();
    }

    /** A quanto one's in dollars; gamma and vega are 0 where its settlement asset has no price. */
    private static Optional<OptionLot> priced(Quoted quanto, MarketView view) {
        UsdRate rate = UsdRate.of(view, quanto.terms().settlement().id(), UsdRate.SCALE);
        return counted(quanto, view).map(lot -> rate == null ? new OptionLot(0, 0, 0, 1)
                : new OptionLot(rate.micros(lot.gammaUsdMicros, Rounding.CEILING),
                        rate.micros(lot.vegaUsdMicros, Rounding.CEILING), 0, 1));
    }

    private static Optional<OptionLot> ofLegs(List<Payoff.Leg> legs, MarketView view) {
        OptionLot sum = null;
        for (Payoff.Leg leg : legs) {
            Quoted quoted = view.instrument(leg.instrument());
            boolean counts = quoted != null && quoted.terms().payoff() instanceof Payoff.Option;
            if (counts) {
                sum = (sum == null ? NOTHING : sum).with(of(quoted, view).orElseThrow(), leg.ratio());
            }
        }
        return Optional.ofNullable(sum);
    }

    private OptionLot with(OptionLot leg, int ratio) {
        return new OptionLot(Exact.add(gammaUsdMicros, Exact.multiply(leg.gammaUsdMicros, ratio)),
                Exact.add(vegaUsdMicros, Exact.multiply(leg.vegaUsdMicros, ratio)),
                shortIfBought + Math.max(0, -ratio), shortIfSold + Math.max(0, ratio));
    }
}
