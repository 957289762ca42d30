package io.breakwater.domain.risk;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;

/**
 * What a minor unit of an asset is worth: micro-dollars = minor × numerator / denominator. Not a forecast and not a
 * haircut; the mark of the asset's spot instrument.
 *
 * @param observedAtMicros of the mark behind it; {@link Long#MAX_VALUE} for the reference currency, which never ages
 */
public record UsdRate(long numerator, long denominator, long observedAtMicros) {

    /** A micro-dollar is 10^-6 dollars. */
    static final int SCALE = 6;
    private static final long MICROS = 1_000_000;

    /** Null when the view does not know a price. */
    public static UsdRate of(MarketView view, Asset asset) {
        return of(view, asset.id(), asset.scale());
    }

    /** Null when the view does not know a price. */
    public static UsdRate of(MarketView view, String asset, int scale) {
        if (asset.equals(Asset.REFERENCE)) {
            return new UsdRate(MICROS, Valuer.power(scale), Long.MAX_VALUE);
        }
        Quoted spot = view.pricing(asset);
        if (spot == null || !spot.mark().isKnown() || spot.mark().ticks() <= 0) {
            return null;
        }
        return priced(spot.mark().ticks(), scale + spot.terms().priceScale(), spot.mark().observedAtMicros());
    }

    /** ticks·10^6 / 10^scales, with common powers taken out so that neither part overflows. */
    private static UsdRate priced(long ticks, int scales, long observedAtMicros) {
        int exponent = scales - 6;
        return exponent >= 0
                ? new UsdRate(ticks, Valuer.power(exponent), observedAtMicros)
                : new UsdRate(Exact.multiply(ticks, Valuer.power(-exponent)), 1, observedAtMicros);
    }

    public long micros(long minor, Rounding rounding) {
        return minor == 0 ? 0 : Exact.mulDiv(minor, numerator, denominator, rounding);
    }
}
