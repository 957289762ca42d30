package io.breakwater.domain.instrument;

import io.breakwater.domain.instrument.InstrumentRejection.Code;
import io.breakwater.domain.instrument.InstrumentRules.Case;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Unit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What terms must be to be listed, or to replace those that hold. Each rule passes where a request is not about terms.
 */
final class TermsRules {

    private static final int MAX_BANDS = 64;
    private static final int MAX_RATIO = 1_000;
    private static final int MAX_BPS = 10_000;
    private static final int MAX_FEE_BPS = 1_000;

    private TermsRules() {}

    static InstrumentRejection assets(Case c) {
        Terms terms = c.terms();
        if (terms == null) {
            return null;
        }
        List<Asset> own = List.of(terms.base(), terms.quote(), terms.settlement());
        for (Asset asset : own) {
            boolean named = !asset.id().isBlank();
            boolean agrees = own.stream().allMatch(other -> agree(asset, other));
            if (!named || !agrees || conflicts(asset, c.context().view())) {
                return c.refuse(Code.ASSET_SCALE, asset.id());
            }
        }
        return null;
    }

    private static boolean agree(Asset one, Asset other) {
        return !one.id().equals(other.id()) || one.scale() == other.scale();
    }

    /** Looks at every instrument: listing is rare, and no other register of assets could fall behind the view. */
    private static boolean conflicts(Asset asset, MarketView view) {
        boolean[] found = {false};
        view.instruments().forEach((id, quoted) -> found[0] |= !agrees(asset, quoted.terms()));
        return found[0];
    }

    private static boolean agrees(Asset asset, Terms listed) {
        return agree(asset, listed.base()) && agree(asset, listed.quote()) && agree(asset, listed.settlement());
    }

    static InstrumentRejection tickBands(Case c) {
        Terms terms = c.terms();
        if (terms == null) {
            return null;
        }
        List<TickBand> bands = terms.tickBands();
        boolean signed = terms.payoff() instanceof Payoff.Combo;
        boolean passed = bands.size() <= MAX_BANDS && (signed || bands.getFirst().fromTicks() >= 0);
        for (int i = 0; i < bands.size(); i++) {
            passed &= bands.get(i).stepTicks() >= 1;
            passed &= i == 0 || bands.get(i).fromTicks() > bands.get(i - 1).fromTicks();
        }
        return passed ? null : c.refuse(Code.TICK_BANDS, "");
    }

    static InstrumentRejection haircut(Case c) {
        Terms terms = c.terms();
        boolean passed = terms == null || terms.haircutBps() >= 1 && terms.haircutBps() <= MAX_BPS;
        return passed ? null : c.refuse(Code.HAIRCUT, MAX_BPS, terms.haircutBps(), Unit.BASIS_POINTS);
    }

    static InstrumentRejection fees(Case c) {
        if (c.terms() == null) {
            return null;
        }
        Terms.FeeRule fees = c.terms().fees();
        long largest = Math.max(Math.abs((long) fees.makerBps()), Math.abs((long) fees.takerBps()));
        if (largest > MAX_FEE_BPS) {
            return c.refuse(Code.FEES, MAX_FEE_BPS, largest, Unit.BASIS_POINTS);
        }
        return mayPayFunding(c.terms()) ? null : c.refuse(Code.FEES, "funding");
    }

    /** Only what never expires is held to its index by funding. */
    private static boolean mayPayFunding(Terms terms) {
        boolean isPerpetual = terms.expiresAtMicros() == Long.MAX_VALUE && switch (terms.payoff()) {
            case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto() -> true;
            case Payoff.Spot(), Payoff.Option _, Payoff.Combo _ -> false;
        };
        return terms.funding().isNone() || isPerpetual && terms.funding().isKnown();
    }

    static InstrumentRejection expiry(Case c) {
        Terms terms = c.terms();
        long now = c.context().nowMicros();
        boolean passed = terms == null || terms.expiresAtMicros() > now;
        return passed ? null : c.refuse(Code.EXPIRY, now, terms.expiresAtMicros(), Unit.MICROS);
    }

    /** Terms hold from the decision on; a change for later is sent later. */
    static InstrumentRejection effectiveTime(Case c) {
        Terms terms = c.terms();
        long now = c.context().nowMicros();
        boolean passed = terms == null || terms.effectiveFromMicros() >= 0 && terms.effectiveFromMicros() <= now;
        return passed ? null : c.refuse(Code.EFFECTIVE_TIME, now, terms.effectiveFromMicros(), Unit.MICROS);
    }

    static InstrumentRejection settlement(Case c) {
        Terms terms = c.terms();
        if (terms == null) {
            return null;
        }
        Asset due = switch (terms.payoff()) {
            case Payoff.Linear() -> terms.quote();
            case Payoff.Inverse() -> terms.base();
            case Payoff.Option(boolean _, long _, Payoff.Option.Style style) -> switch (style) {
                case LINEAR -> terms.quote();
                case INVERSE -> terms.base();
                case QUANTO -> terms.settlement();
            };
            case Payoff.Quanto(), Payoff.Spot(), Payoff.Combo _ -> terms.settlement();
        };
        boolean passed = due.equals(terms.settlement()) && terms.settlementAverageMicros() >= 0
                && terms.settlementAverageMicros() <= SettlementAverage.LONGEST_MICROS;
        return passed ? null : c.refuse(Code.SETTLEMENT_ASSET, terms.settlement().id());
    }

    static InstrumentRejection option(Case c) {
        Terms terms = c.terms();
        if (terms == null || !(terms.payoff() instanceof Payoff.Option option)) {
            return null;
        }
        boolean passed = option.strikeTicks() > 0 && terms.expiresAtMicros() < Long.MAX_VALUE;
        return passed ? null : c.refuse(Code.OPTION_TERMS, option.strikeTicks() > 0 ? "expiry" : "strike");
    }

    static InstrumentRejection combo(Case c) {
        Terms terms = c.terms();
        if (terms == null || !(terms.payoff() instanceof Payoff.Combo(List<Payoff.Leg> legs))) {
            return null;
        }
        if (legs.size() < 2 || legs.size() > Payoff.Combo.MAX_LEGS) {
            return c.refuse(Code.COMBO_LEGS, Payoff.Combo.MAX_LEGS, legs.size(), Unit.COUNT);
        }
        Set<Long> seen = new TreeSet<>();
        for (Payoff.Leg leg : legs) {
            boolean ratio = leg.ratio() != 0 && leg.ratio() >= -MAX_RATIO && leg.ratio() <= MAX_RATIO;
            if (!ratio || !seen.add(leg.instrument()) || !isTradable(c.context().view().instrument(leg.instrument()))) {
                return c.refuse(Code.COMBO_LEGS, Long.toString(leg.instrument()));
            }
        }
        return null;
    }

    private static boolean isTradable(Quoted leg) {
        return leg != null && leg.lifeCycle() != LifeCycle.DELISTED && !(leg.terms().payoff() instanceof Payoff.Combo);
    }

    static InstrumentRejection fixed(Case c) {
        if (!(c.request() instanceof InstrumentRequest.ChangeTerms(Terms wanted))) {
            return null;
        }
        Terms held = c.state().listed().terms();
        boolean sameThing = held.payoff().equals(wanted.payoff()) && held.underlying().equals(wanted.underlying())
                && held.base().equals(wanted.base()) && held.quote().equals(wanted.quote())
                && held.settlement().equals(wanted.settlement());
        boolean sameCount = held.multiplier() == wanted.multiplier()
                && held.multiplierScale() == wanted.multiplierScale()
                && held.priceScale() == wanted.priceScale() && held.underlyingScale() == wanted.underlyingScale()
                && held.lotScale() == wanted.lotScale();
        return sameThing && sameCount ? null : c.refuse(Code.TERMS_FIXED, sameThing ? "scales" : "payoff or assets");
    }
}
