package io.breakwater.kernel;

/**
 * One object for equal texts of which there are few and which come again and again: ids of accounts, underlyings.
 * Two of them are then told equal by a look at the reference, without a read of either text from memory. Nothing may
 * rest on that: equal texts that are two objects are still equal.
 *
 * <p>Direct-mapped, of fixed size, and the first text of a slot keeps it, so that no flood of texts drives out those
 * that are in use. Shared by all threads: losing a race costs a second object.
 */
public final class Canonical {
    private static final int SLOTS = 1 << 12;
    private static final int LONGEST = 32;
    private static final Canonical SHARED = new Canonical();

    private final String[] texts = new String[SLOTS];

    Canonical() {}

    /** An equal text: the one that came first where its slot was free then, else this very one. */
    public static String of(String text) {
        return SHARED.same(text);
    }

    String same(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int slot = slot(text.hashCode());
        String first = texts[slot];
        if (first == null) {
            texts[slot] = text;
            return text;
        }
        return first.equals(text) ? first : text;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 12 ^ hash >>> 20) & (SLOTS - 1);
    }
}
