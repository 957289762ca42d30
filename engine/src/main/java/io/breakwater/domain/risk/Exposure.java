package io.breakwater.domain.risk;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;
import java.util.List;

/** Notional and delta of lots, in micro-dollars; rounded up, against whoever asks. */
public final class Exposure {

    private static final int USD_MICROS_SCALE = 6;
    private static final long PPM = 1_000_000;

    private Exposure() {}

    /** The asset in which the notional arises and whose price is needed; null when it arises in USD itself. */
    public static Asset notionalAsset(Terms terms) {
        return switch (terms.payoff()) {
            case Payoff.Linear(), Payoff.Spot(), Payoff.Inverse() -> terms.quote();
            case Payoff.Quanto(), Payoff.Combo _ -> terms.settlement();
            case Payoff.Option option -> option.quanto() ? terms.settlement() : null;
        };
    }

    /**
     * True when its mark can be computed with: known and above zero, for an option the underlying's too, for a combo
     * those of all its legs and the prices of their assets. A leg is not a combo itself.
     */
    public static boolean isMarked(Quoted quoted, MarketView view) {
        Mark mark = quoted.mark();
        return mark.isKnown() && switch (quoted.terms().payoff()) {
            case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto(), Payoff.Spot() -> mark.ticks() > 0;
            case Payoff.Option _ -> mark.ticks() >= 0 && mark.indexTicks() > 0;
            case Payoff.Combo(var legs) -> areMarked(legs, view);
        };
    }

    private static boolean areMarked(List<Payoff.Leg> legs, MarketView view) {
        for (Payoff.Leg leg : legs) {
            Quoted quoted = view.instrument(leg.instrument());
            if (quoted == null || quoted.terms().payoff() instanceof Payoff.Combo || !isMarked(quoted, view)) {
                return false;
            }
            Asset asset = notionalAsset(quoted.terms());
            if (asset != null && UsdRate.of(view, asset) == null) {
                return false;
            }
        }
        return true;
    }

    /** Of the marks that its notional is computed from. */
    static long oldestMarkMicros(Quoted quoted, MarketView view) {
        long oldest = quoted.mark().observedAtMicros();
        if (quoted.terms().payoff() instanceof Payoff.Combo(var legs)) {
            for (Payoff.Leg leg : legs) {
                oldest = Math.min(oldest, view.instrument(leg.instrument()).mark().observedAtMicros());
            }
        }
        return oldest;
    }

    /**
     * Linear, spot, quanto: q·m·P · inverse: q·m · option: q·m·index, of a quanto one in its settlement asset · combo:
     * Σ |ratio|·leg at its mark.
     *
     * @param lots not negative
     * @param quoted one that {@link #isMarked}
     * @param rate of {@link #notionalAsset}; may be null where that is null
     * @throws io.breakwater.kernel.Overflow when it does not fit
     */
    public static long notionalUsdMicros(Quoted quoted, long lots, long ticks, UsdRate rate, MarketView view) {
        Terms terms = quoted.terms();
        return switch (terms.payoff()) {
            case Payoff.Linear(), Payoff.Spot(), Payoff.Quanto() ->
                    rate.micros(Exact.abs(Valuer.valueMinor(terms, lots, ticks)), Rounding.CEILING);
            case Payoff.Inverse() -> rate.micros(faceMinor(terms, lots), Rounding.CEILING);
            case Payoff.Option option when option.quanto() -> rate.micros(
                    ofIndex(terms, lots, quoted.mark().indexTicks(), terms.settlement().scale()), Rounding.CEILING);
            case Payoff.Option _ -> ofIndex(terms, lots, quoted.mark().indexTicks(), USD_MICROS_SCALE);
            case Payoff.Combo(var legs) -> ofLegs(legs, lots, view);
        };
    }

    /**
     * What lots of an option cost, at its price. Not below 0.
     *
     * @param rate of the settlement asset
     */
    public static long premiumUsdMicros(Quoted quoted, long lots, long ticks, UsdRate rate) {
        return rate.micros(Math.max(0, Valuer.valueMinor(quoted.terms(), lots, ticks)), Rounding.CEILING);
    }

    /** Delta in USD of lots whose notional is known; the sign is that of the lots and of the delta. */
    public static long deltaUsdMicros(Quoted quoted, long notionalUsdMicros, int sign) {
        int ppm = quoted.mark().deltaPpm();
        long size = ppm == PPM
                ? notionalUsdMicros
                : Exact.mulDiv(notionalUsdMicros, ppm, PPM, Rounding.AWAY_FROM_ZERO);
        return sign * size;
    }

    private static long faceMinor(Terms terms, long lots) {
        int exponent = terms.quote().scale() - terms.multiplierScale();
        return Valuer.scaled(lots, terms.multiplier(), 1, exponent, Rounding.CEILING);
    }

    private static long ofIndex(Terms terms, long lots, long indexTicks, int scale) {
        int exponent = scale - terms.multiplierScale() - terms.underlyingScale();
        return Valuer.scaled(lots, terms.multiplier(), indexTicks, exponent, Rounding.CEILING);
    }

    private static long ofLegs(List<Payoff.Leg> legs, long lots, MarketView view) {
        long sum = 0;
        for (Payoff.Leg leg : legs) {
            Quoted quoted = view.instrument(leg.instrument());
            Asset asset = notionalAsset(quoted.terms());
            UsdRate rate = asset == null ? null : UsdRate.of(view, asset);
            long legLots = Exact.multiply(lots, Math.abs((long) leg.ratio()));
            sum = Exact.add(sum, notionalUsdMicros(quoted, legLots, quoted.mark().ticks(), rate, view));
        }
        return sum;
    }
}
