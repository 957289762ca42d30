package io.breakwater.kernel;

import java.util.function.Supplier;

/** Checks for bugs, on in production. Not for what a caller may cause: that is a refusal with a reason. */
public final class Invariants {
    private Invariants() {}

    /**
     * Passes where the condition holds.
     *
     * @throws BrokenInvariant with the sentence that should have held
     */
    public static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new BrokenInvariant(sentence);
        }
    }

    /** As {@link #check(boolean, String)}, with a sentence that is only built where it is needed. */
    public static void check(boolean holds, Supplier<String> sentence) {
        if (!holds) {
            throw new BrokenInvariant(sentence.get());
        }
    }
}
