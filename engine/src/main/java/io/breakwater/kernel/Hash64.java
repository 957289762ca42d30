package io.breakwater.kernel;

/**
 * A 64-bit hash that is the same on every machine and in every release: ids and map keys made from it are in the
 * journal. Not for security: it can be forged, and two texts may share a hash, so whoever keys by it also compares.
 *
 * <p>Of a text each UTF-16 unit is folded in by one multiplication, as FNV-1a does with bytes, and the result is mixed;
 * the length goes in first, so that no text is a prefix of another.
 */
public final class Hash64 {
    /** 2⁶⁴ divided by the golden ratio, odd: the step of splitmix64. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** The first factor of {@link #mix}; odd, so that a step loses nothing. */
    private static final long STEP = 0xBF58476D1CE4E5B9L;

    private Hash64() {}

    /** The finaliser of splitmix64 (Stafford's variant 13): a bijection, with 0 ↦ 0. */
    public static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * STEP;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The value that {@link #mix} took to this one. */
    public static long unmix(long mixed) {
        long z = mixed ^ (mixed >>> 31) ^ (mixed >>> 62);
        z *= 0x319642B2D24D8EC3L;
        z = z ^ (z >>> 27) ^ (z >>> 54);
        z *= 0x96DE1B173F119089L;
        return z ^ (z >>> 30) ^ (z >>> 60);
    }

    /** The hash of an ordered pair; combine(a, b) and combine(b, a) differ. */
    public static long combine(long first, long second) {
        return mix((mix(first + GOLDEN) ^ second) + GOLDEN);
    }

    /** The hash of a text, by its UTF-16 units. */
    public static long of(CharSequence text) {
        int length = text.length();
        long state = length + GOLDEN;
        for (int i = 0; i < length; i++) {
            state = (state ^ text.charAt(i)) * STEP;
        }
        return mix(state);
    }
}
