package io.breakwater.kernel;

/** A text is not a decimal that fits; a caller may cause it, so it carries a reason and no stack trace. */
public final class MalformedDecimal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why the text was refused. */
    public enum Reason {
        /** Not {@code -?digits(.digits)?} in ASCII. */
        SYNTAX,
        /** Has non-zero digits beyond the scale. */
        TOO_PRECISE,
        /** Does not fit a long at the scale. */
        OVERFLOW,
        /** Longer than {@link Decimals#MAX_LENGTH} characters. */
        TOO_LONG
    }

    private final Reason reason;

    MalformedDecimal(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /** Why the text was refused. */
    public Reason reason() {
        return reason;
    }
}
