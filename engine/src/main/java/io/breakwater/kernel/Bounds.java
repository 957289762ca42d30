package io.breakwater.kernel;

/** Checks sizes against their bounds and answers the checked value (I-10). */
public final class Bounds {
    private Bounds() {}

    /**
     * The value, where it is at most the bound.
     *
     * @throws BoundExceeded otherwise
     */
    public static long atMost(String name, long value, long most) {
        if (value > most) {
            throw new BoundExceeded(name, value, most);
        }
        return value;
    }

    /** As {@link #atMost(String, long, long)}, for sizes. */
    public static int atMost(String name, int value, int most) {
        return (int) atMost(name, (long) value, (long) most);
    }
}
