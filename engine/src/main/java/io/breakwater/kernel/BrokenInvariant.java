package io.breakwater.kernel;

/** A bug: what should always hold does not. The actor that sees it stops and recovers from its journal. */
public final class BrokenInvariant extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Says the sentence that should have held. */
    public BrokenInvariant(String sentence) {
        super(sentence);
    }
}
