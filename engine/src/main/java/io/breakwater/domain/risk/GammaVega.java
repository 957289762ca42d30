package io.breakwater.domain.risk;

import io.breakwater.kernel.Exact;

/**
 * Second-order risk of options in micro-dollars, signed, of a lot or of as many as are held or work.
 *
 * @param gammaUsdMicros change of the delta when the underlying moves by 1 %
 * @param vegaUsdMicros change of the value for one point of volatility (1 %)
 */
public record GammaVega(long gammaUsdMicros, long vegaUsdMicros) {

    public static final GammaVega NONE = new GammaVega(0, 0);

    public static GammaVega of(long gammaUsdMicros, long vegaUsdMicros) {
        return gammaUsdMicros == 0 && vegaUsdMicros == 0 ? NONE : new GammaVega(gammaUsdMicros, vegaUsdMicros);
    }

    public boolean isNone() {
        return gammaUsdMicros == 0 && vegaUsdMicros == 0;
    }

    /** @param signedLots negative for what is sold */
    public GammaVega times(long signedLots) {
        return isNone() ? NONE
                : of(Exact.multiply(gammaUsdMicros, signedLots), Exact.multiply(vegaUsdMicros, signedLots));
    }

    public GammaVega plus(GammaVega other) {
        return other.isNone() ? this : isNone() ? other
                : of(Exact.add(gammaUsdMicros, other.gammaUsdMicros), Exact.add(vegaUsdMicros, other.vegaUsdMicros));
    }

    public GammaVega minus(GammaVega other) {
        return other.isNone() ? this : of(Exact.subtract(gammaUsdMicros, other.gammaUsdMicros),
                Exact.subtract(vegaUsdMicros, other.vegaUsdMicros));
    }

    public GammaVega negated() {
        return NONE.minus(this);
    }

    /** What of it lies above 0. */
    public GammaVega above() {
        return gammaUsdMicros >= 0 && vegaUsdMicros >= 0 ? this
                : of(Math.max(0, gammaUsdMicros), Math.max(0, vegaUsdMicros));
    }

    /** What of it lies below 0. */
    public GammaVega below() {
        return gammaUsdMicros >= 0 && vegaUsdMicros >= 0 ? NONE
                : of(Math.min(0, gammaUsdMicros), Math.min(0, vegaUsdMicros));
    }

    /** In proportion, rounded away from 0. */
    public GammaVega share(long part, long whole) {
        return isNone() || part == whole ? this : of(Signed.share(gammaUsdMicros, part, whole),
                Signed.share(vegaUsdMicros, part, whole));
    }

    /** Each of the size that is larger. */
    public GammaVega larger(GammaVega other) {
        return other.isNone() ? this : isNone() ? other : of(Signed.larger(gammaUsdMicros, other.gammaUsdMicros),
                Signed.larger(vegaUsdMicros, other.vegaUsdMicros));
    }

    /** What {@link #larger} leaves out because it has another sign. */
    public GammaVega turned(GammaVega other) {
        return isNone() || other.isNone() ? NONE : of(Signed.turned(gammaUsdMicros, other.gammaUsdMicros),
                Signed.turned(vegaUsdMicros, other.vegaUsdMicros));
    }
}
