package io.breakwater.kernel;

/**
 * Where an inexact quotient goes. Every operation that rounds names one of these, so that its residue can be posted.
 */
public enum Rounding {
    /** Towards minus infinity. */
    FLOOR,
    /** Towards plus infinity. */
    CEILING,
    /** Drops the fraction. */
    TOWARD_ZERO,
    /** Grows the magnitude on any fraction. */
    AWAY_FROM_ZERO,
    /** To the nearest; a half goes to the even neighbour. */
    HALF_EVEN;

    /**
     * Whether the truncated magnitude grows by one; only asked where a fraction remains.
     *
     * @param negative whether the exact quotient is negative
     * @param half sign of (fraction − ½)
     * @param odd whether the truncated quotient is odd
     */
    boolean grows(boolean negative, int half, boolean odd) {
        return switch (this) {
            case FLOOR -> negative;
            case CEILING -> !negative;
            case TOWARD_ZERO -> false;
            case AWAY_FROM_ZERO -> true;
            case HALF_EVEN -> half > 0 || (half == 0 && odd);
        };
    }
}
