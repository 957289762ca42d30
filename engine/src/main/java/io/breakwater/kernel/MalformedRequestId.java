package io.breakwater.kernel;

/** A text or number is no request id; a caller may cause it, so it carries a reason and no stack trace. */
public final class MalformedRequestId extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why the id was refused. */
    public enum Reason {
        /** Not 36 characters. */
        LENGTH,
        /** Not hexadecimal digits in groups of 8-4-4-4-12. */
        SYNTAX,
        /** A UUID of another version than 7. */
        VERSION,
        /** Not of RFC 9562's variant. */
        VARIANT,
        /** The item ordinal is negative. */
        ITEM
    }

    private final Reason reason;

    MalformedRequestId(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /** Why the id was refused. */
    public Reason reason() {
        return reason;
    }
}
