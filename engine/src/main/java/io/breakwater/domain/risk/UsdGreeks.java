package io.breakwater.domain.risk;

import io.breakwater.kernel.Blank;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;

/**
 * Delta, gamma and vega of what is held, works or is traded, in micro-dollars, signed. What is no option has no gamma
 * and no vega.
 *
 * @param deltaUsdMicros worth of as much of the underlying as moves alike
 * @param gammaUsdMicros change of the delta when the underlying moves by 1 %
 * @param vegaUsdMicros change of the value for one point of volatility (1 %)
 */
public record UsdGreeks(long deltaUsdMicros, long gammaUsdMicros, long vegaUsdMicros) {

    @Blank
    public static final UsdGreeks NONE = new UsdGreeks(0, 0, 0);

    public static UsdGreeks of(long deltaUsdMicros, long gammaUsdMicros, long vegaUsdMicros) {
        return (deltaUsdMicros | gammaUsdMicros | vegaUsdMicros) == 0 ? NONE
                : new UsdGreeks(deltaUsdMicros, gammaUsdMicros, vegaUsdMicros);
    }

    /**
     * Of lots whose delta is known.
     *
     * @param lot what one of them has
     * @param signedLots negative for what is sold
     * @throws Overflow when a figure does not fit
     */
    public static UsdGreeks of(long deltaUsdMicros, GammaVega lot, long signedLots) {
        return lot.isNone() ? of(deltaUsdMicros, 0, 0) : of(deltaUsdMicros,
                Exact.multiply(lot.gammaUsdMicros(), signedLots), Exact.multiply(lot.vegaUsdMicros(), signedLots));
    }

    public long of(Greek greek) {
        return switch (greek) {
            case DELTA -> deltaUsdMicros;
            case GAMMA -> gammaUsdMicros;
            case VEGA -> vegaUsdMicros;
        };
    }

    public boolean isNone() {
        return (deltaUsdMicros | gammaUsdMicros | vegaUsdMicros) == 0;
    }

    /** True where there is something that only options have. */
    public boolean hasOptions() {
        return (gammaUsdMicros | vegaUsdMicros) != 0;
    }

    public UsdGreeks plus(UsdGreeks other) {
        return other.isNone() ? this : isNone() ? other : of(Exact.add(deltaUsdMicros, other.deltaUsdMicros),
                Exact.add(gammaUsdMicros, other.gammaUsdMicros), Exact.add(vegaUsdMicros, other.vegaUsdMicros));
    }

    public UsdGreeks minus(UsdGreeks other) {
        return other.isNone() ? this : of(Exact.subtract(deltaUsdMicros, other.deltaUsdMicros),
                Exact.subtract(gammaUsdMicros, other.gammaUsdMicros),
                Exact.subtract(vegaUsdMicros, other.vegaUsdMicros));
    }

    /** As a sum of which a part has changed. */
    public UsdGreeks moved(UsdGreeks before, UsdGreeks after) {
        return before == after ? this : of(moved(deltaUsdMicros, before.deltaUsdMicros, after.deltaUsdMicros),
                moved(gammaUsdMicros, before.gammaUsdMicros, after.gammaUsdMicros),
                moved(vegaUsdMicros, before.vegaUsdMicros, after.vegaUsdMicros));
    }

    private static long moved(long sum, long before, long after) {
        return Exact.add(sum, Exact.subtract(after, before));
    }

    public UsdGreeks negated() {
        return NONE.minus(this);
    }

    /** What of it lies above 0. */
    public UsdGreeks above() {
        return (deltaUsdMicros | gammaUsdMicros | vegaUsdMicros) >= 0 ? this
                : of(Math.max(0, deltaUsdMicros), Math.max(0, gammaUsdMicros), Math.max(0, vegaUsdMicros));
    }

    /** What of it lies below 0. */
    public UsdGreeks below() {
        return (deltaUsdMicros | gammaUsdMicros | vegaUsdMicros) >= 0 ? NONE
                : of(Math.min(0, deltaUsdMicros), Math.min(0, gammaUsdMicros), Math.min(0, vegaUsdMicros));
    }

    /** In proportion, rounded away from 0. */
    public UsdGreeks share(long part, long whole) {
        return isNone() || part == whole ? this : of(Signed.share(deltaUsdMicros, part, whole),
                Signed.share(gammaUsdMicros, part, whole), Signed.share(vegaUsdMicros, part, whole));
    }

    /** In proportion, rounded towards 0. */
    public UsdGreeks left(long part, long whole) {
        return part == whole ? this : part == 0 ? NONE : of(left(deltaUsdMicros, part, whole),
                left(gammaUsdMicros, part, whole), left(vegaUsdMicros, part, whole));
    }

    private static long left(long figure, long part, long whole) {
        return figure == 0 ? 0 : Exact.mulDiv(figure, part, whole, Rounding.TOWARD_ZERO);
    }

    /** Each of the size that is larger. */
    public UsdGreeks larger(UsdGreeks other) {
        return of(Signed.larger(deltaUsdMicros, other.deltaUsdMicros),
                Signed.larger(gammaUsdMicros, other.gammaUsdMicros), Signed.larger(vegaUsdMicros, other.vegaUsdMicros));
    }

    /** What {@link #larger} leaves out because it has another sign. */
    public UsdGreeks turned(UsdGreeks other) {
        return of(Signed.turned(deltaUsdMicros, other.deltaUsdMicros),
                Signed.turned(gammaUsdMicros, other.gammaUsdMicros), Signed.turned(vegaUsdMicros, other.vegaUsdMicros));
    }
}
