package io.breakwater.domain.risk;

import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Blank;
import java.util.List;

/**
 * Option lots that whoever trades one lot of an instrument is short of.
 *
 * @param ifBought 0 for an option itself
 * @param ifSold 1 for an option itself
 */
public record ShortLots(int ifBought, int ifSold) {

    @Blank
    public static final ShortLots NONE = new ShortLots(0, 0);
    /** Of an option itself. */
    public static final ShortLots OPTION = new ShortLots(0, 1);

    /** Of a combo those of its legs in its own underlying. */
    public static ShortLots of(Quoted quoted, MarketView view) {
        return switch (quoted.terms().payoff()) {
            case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto(), Payoff.Spot() -> NONE;
            case Payoff.Option _ -> OPTION;
            case Payoff.Combo(var legs) -> ofLegs(legs, quoted.terms().underlying(), view);
        };
    }

    private static ShortLots ofLegs(List<Payoff.Leg> legs, String underlying, MarketView view) {
        int bought = 0;
        int sold = 0;
        for (Payoff.Leg leg : legs) {
            if (OptionLot.counts(view.instrument(leg.instrument()), underlying)) {
                bought += Math.max(0, -leg.ratio());
                sold += Math.max(0, leg.ratio());
            }
        }
        return bought == 0 && sold == 0 ? NONE : new ShortLots(bought, sold);
    }

    public boolean isNone() {
        return ifBought == 0 && ifSold == 0;
    }
}
