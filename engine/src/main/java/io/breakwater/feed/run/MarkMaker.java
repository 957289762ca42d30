package io.breakwater.feed.run;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.marks.OptionMark;
import io.breakwater.domain.marks.Premium;
import io.breakwater.domain.marks.PremiumRule;
import io.breakwater.feed.Decimal;
import io.breakwater.kernel.Rounding;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes marks of what is known. Of perpetuals and futures ours is the index and the average premium, of options the
 * surface's; the venue's stands beside it, and is taken for ours where there is neither. Spot is marked by the middle
 * of its quotes, or its last trade where it has none.
 */
final class MarkMaker {
    private static final int WHOLE_PPM = 1_000_000;
    private static final int MICRO_SCALE = 6;

    /** A price of ours that is older is not taken for the index. */
    private static final long OWN_STALE_MICROS = 10_000_000;

    private final Map<Long, Premium> premiums = new HashMap<>();
    private final Surfaces surfaces;
    private final boolean ownIndex;
    private MarketView view = MarketView.EMPTY;
    private long nowMicros;

    /** @param ownIndex futures are marked from our price of their underlying, where it is young */
    MarkMaker(Surfaces surfaces, boolean ownIndex) {
        this.surfaces = surfaces;
        this.ownIndex = ownIndex;
    }

    /** What is known of the rest of the market from here on. */
    void at(MarketView newest, long micros) {
        view = newest;
        nowMicros = micros;
    }

    /**
     * Null where nothing can be said.
     *
     * @param book null where none is kept
     * @throws io.breakwater.kernel.Overflow where it does not fit the terms
     */
    Mark of(Quoted quoted, Latest latest, ImpactBook book) {
        return switch (quoted.terms().payoff()) {
            case Payoff.Option _ -> option(quoted.terms(), latest);
            case Payoff.Spot _ -> spot(quoted.terms(), latest);
            case Payoff.Linear _, Payoff.Inverse _, Payoff.Quanto _ -> future(quoted, latest, book);
            case Payoff.Combo _ -> null;
        };
    }

    /** An asset's price, from its index. */
    static Mark price(Quoted quoted, Latest latest) {
        if (!latest.index().isPresent()) {
            return null;
        }
        long ticks = ticks(latest.index(), quoted.terms().priceScale());
        return Mark.of(ticks, ticks, WHOLE_PPM, latest.indexAtMicros());
    }

    private static long ticks(Decimal value, int scale) {
        return value.at(scale, Rounding.HALF_EVEN);
    }

    private static long orZero(Decimal value, int scale) {
        return value.isPresent() ? ticks(value, scale) : 0;
    }

    private Mark option(Terms terms, Latest it) {
        Mark venue = venues(terms, it);
        OptionMark.Inputs inputs = surfaces.of(terms, it, nowMicros);
        if (inputs == null) {
            return venue;
        }
        Mark own = OptionMark.of(terms, inputs, nowMicros);
        return new Mark(own.ticks(), venue == null ? own.ticks() : venue.venueTicks(), own.indexTicks(),
                own.forwardTicks(), own.deltaPpm(), own.volatilityMicros(),
                orZero(it.openInterest(), terms.lotScale()), own.observedAtMicros());
    }

    /** The venue's own, taken for ours; null where it says none. */
    private static Mark venues(Terms terms, Latest it) {
        Decimal below = it.index().or(it.forward());
        if (!it.mark().isPresent() || !below.isPresent()) {
            return null;
        }
        long ticks = ticks(it.mark(), terms.priceScale());
        return new Mark(ticks, ticks, ticks(below, terms.underlyingScale()),
                ticks(it.forward().or(below), terms.underlyingScale()), (int) orZero(it.delta(), MICRO_SCALE),
                (int) orZero(it.volatility(), MICRO_SCALE), orZero(it.openInterest(), terms.lotScale()),
                it.markAtMicros());
    }

    private static Mark spot(Terms terms, Latest it) {
        long ticks = it.touch().isTwoSided() ? middle(it, terms.priceScale()) : orZero(it.last(), terms.priceScale());
        long at = it.touch().isTwoSided() ? it.touchAtMicros() : it.lastAtMicros();
        return ticks == 0 ? null : Mark.of(ticks, ticks, WHOLE_PPM, at);
    }

    private static long middle(Latest it, int scale) {
        long sum = Math.addExact(ticks(it.touch().bid(), scale), ticks(it.touch().ask(), scale));
        return sum / 2;
    }

    private Mark future(Quoted quoted, Latest it, ImpactBook book) {
        Terms terms = quoted.terms();
        Decimal venue = it.mark().or(it.last());
        if (!venue.isPresent()) {
            return null;
        }
        long ticks = ticks(venue, terms.priceScale());
        long at = it.mark().isPresent() ? it.markAtMicros() : it.lastAtMicros();
        Mark underlying = ownIndex ? priced(terms) : null;
        long index = underlying == null ? ticks(it.index().or(venue), terms.underlyingScale())
                : rescaled(underlying, terms, terms.underlyingScale());
        long base = underlying != null ? rescaled(underlying, terms, terms.priceScale())
                : it.index().isPresent() ? ticks(it.index(), terms.priceScale()) : 0;
        long own = base == 0 ? 0 : own(quoted, impact(terms, it, book), base);
        return new Mark(own == 0 ? ticks : own, ticks, index, index, WHOLE_PPM, 0,
                orZero(it.openInterest(), terms.lotScale()), at);
    }

    /** Our mark of what prices the underlying; null where there is none that is young. */
    private Mark priced(Terms terms) {
        Quoted spot = view.pricing(terms.underlying());
        boolean isYoung = spot != null && spot.mark().isKnown()
                && spot.mark().observedAtMicros() >= nowMicros - OWN_STALE_MICROS;
        return isYoung ? spot.mark() : null;
    }

    private long rescaled(Mark underlying, Terms terms, int scale) {
        return IndexFeed.rescaled(underlying.ticks(), view.pricing(terms.underlying()).terms().priceScale(), scale);
    }

    /** A price and when it stood. */
    private record Seen(Premium.Impact impact, long atMicros) {}

    /** What the amount costs in the book where that is deep and no older than the best prices, else these; or null. */
    private static Seen impact(Terms terms, Latest it, ImpactBook book) {
        Premium.Impact deep = book == null || book.atMicros() < it.touchAtMicros() ? null
                : book.impact(terms.priceScale());
        if (deep != null) {
            return new Seen(deep, book.atMicros());
        }
        return !it.touch().isTwoSided() ? null : new Seen(new Premium.Impact(
                ticks(it.touch().bid(), terms.priceScale()), ticks(it.touch().ask(), terms.priceScale())),
                it.touchAtMicros());
    }

    /** In the instrument's ticks; 0 where there is no young premium. @param index in the same */
    private long own(Quoted quoted, Seen seen, long index) {
        Premium premium = premiums.getOrDefault(quoted.id(), Premium.NONE);
        if (seen != null) {
            premium = premium.observed(seen.impact(), index, seen.atMicros());
            premiums.put(quoted.id(), premium);
        }
        boolean isPerpetual = quoted.terms().expiresAtMicros() == Long.MAX_VALUE;
        return premium.markTicks(index, nowMicros, isPerpetual ? PremiumRule.PERPETUAL : PremiumRule.FUTURE);
    }
}
