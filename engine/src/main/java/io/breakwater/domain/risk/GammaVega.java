package io.breakwater.domain.risk;

import io.breakwater.kernel.Exact;

/**
 * Second-order risk of one lot of an option or of a combination, in micro-dollars, signed.
 *
 * @param gammaUsdMicros change of the delta when the underlying moves by 1 %
 * @param vegaUsdMicros change of the value for one point of volatility (1 %)
 */
public record GammaVega(long gammaUsdMicros, long vegaUsdMicros) {

    public static final GammaVega NONE = new GammaVega(0, 0);

    public static GammaVega of(long gammaUsdMicros, long vegaUsdMicros) {
        return gammaUsdMicros == 0 && vegaUsdMicros == 0 ? NONE : new GammaVega(gammaUsdMicros, vegaUsdMicros);
    }

    boolean isNone() {
        return gammaUsdMicros == 0 && vegaUsdMicros == 0;
    }

    GammaVega times(int ratio) {
        return isNone() ? NONE : of(Exact.multiply(gammaUsdMicros, ratio), Exact.multiply(vegaUsdMicros, ratio));
    }

    GammaVega plus(GammaVega other) {
        return other.isNone() ? this : of(Exact.add(gammaUsdMicros, other.gammaUsdMicros),
                Exact.add(vegaUsdMicros, other.vegaUsdMicros));
    }
}
