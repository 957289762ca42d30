package io.breakwater.kernel;

/**
 * A result does not fit 64 bits, or a divisor is zero. A caller may cause it, so the rules turn it into a refusal
 * (I-02); it carries no stack trace because hostile input must not be expensive.
 */
public final class Overflow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the operation that did not fit. */
    public Overflow(String operation) {
        super(operation, null, false, false);
    }
}
