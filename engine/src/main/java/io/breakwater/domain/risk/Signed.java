package io.breakwater.domain.risk;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;

/** Arithmetic of figures that have a sign and are counted by their size. */
public final class Signed {

    private Signed() {}

    /** The one of the larger size. */
    public static long larger(long a, long b) {
        return Math.abs(a) >= Math.abs(b) ? a : b;
    }

    /** The one of the smaller size where both lie on either side of 0; else 0. */
    public static long turned(long a, long b) {
        boolean turned = Long.signum(a) * Long.signum(b) < 0;
        return !turned ? 0 : larger(a, b) == a ? b : a;
    }

    /** In proportion, rounded away from 0. @param part 0 where the whole is 0 */
    public static long share(long figure, long part, long whole) {
        return part == whole ? figure
                : part == 0 ? 0 : Exact.mulDiv(figure, part, whole, Rounding.AWAY_FROM_ZERO);
    }
}
