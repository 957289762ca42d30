package io.breakwater.log;

/**
 * Stored bytes are not what was written. Says where and in what; the reader never answers a guess.
 *
 * <p>The offset counts bytes from the start of what was handed to the reader.
 */
public final class CorruptEncoding extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Reason {
        /** They end early. */
        TRUNCATED,
        /** They go on after the end. */
        TRAILING,
        /** Another kind of item stands where one was expected. */
        WRONG_KIND,
        /** A tag or an ordinal that no type has: families and enums grow, so that a later one may have it. */
        UNKNOWN_TAG,
        /** An array with more or fewer items than the type has components. */
        WRONG_LENGTH,
        /** Out of the range of the component's type. */
        OUT_OF_RANGE,
        /** Readable, but not the form that a writer makes: long numbers for short ones, keys out of order. */
        NOT_CANONICAL,
        /** The text is not UTF-8. */
        NOT_TEXT,
        /** A reference to a string that has not occurred. */
        UNKNOWN_STRING,
        /** A format version above those that this release reads. */
        UNKNOWN_FORMAT,
        /** Nested deeper, or larger, than any type is. */
        TOO_LARGE,
        /** The type's own constructor refuses the components; see the cause. */
        REFUSED_BY_TYPE
    }

    private final Reason reason;
    private final int offset;
    private final String type;

    CorruptEncoding(Reason reason, int offset, String type, Throwable cause) {
        super(reason + " at " + offset + " in " + type + (isLater(reason) ? ", as a later release may write it" : ""),
                cause);
        this.reason = reason;
        this.offset = offset;
        this.type = type;
    }

    private static boolean isLater(Reason reason) {
        return reason == Reason.UNKNOWN_FORMAT || reason == Reason.UNKNOWN_TAG;
    }

    /** What is wrong with the bytes. */
    public Reason reason() {
        return reason;
    }

    /**
     * Whether a later release may have written them so: what it adds are formats, members of families and constants,
     * each above those known here. Bytes that are known to be unchanged, by a checksum or a digest, are its.
     */
    public boolean isOfLaterRelease() {
        return isLater(reason);
    }

    /** Bytes from the start of what was read to the item that is wrong. */
    public int offset() {
        return offset;
    }

    /** The type whose reading failed, by simple name, innermost record; or the kind of item where there is none. */
    public String type() {
        return type;
    }
}
