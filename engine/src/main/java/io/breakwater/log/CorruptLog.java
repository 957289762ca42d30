package io.breakwater.log;

/**
 * A log cannot be folded: it is not what was written, or not this log's. Names the place and what to do about it.
 * Whoever reads it must not go on from there.
 */
public final class CorruptLog extends RuntimeException implements BeyondRetry {
    private static final long serialVersionUID = 1L;
    private static final String REMEDY = "Stop the node, keep its directory for the inquiry, and restore the last "
            + "backup: breakwater restore. What is broken besides is told by: breakwater audit verify";

    private static final String LATER = "A later release wrote it: start that release or one after it";

    private final transient ChainBreak where;
    private final String remedy;

    CorruptLog(ChainBreak where, Throwable cause) {
        super(where.log() + (isLater(where) ? " is of a later release at block " : " is broken at block ")
                + where.number() + ": " + where.reason() + ", expected " + where.expected() + ", found "
                + where.found() + ". " + remedyOf(where), cause);
        this.where = where;
        this.remedy = remedyOf(where);
    }

    /** Nothing is broken where this release is only too old. */
    private static boolean isLater(ChainBreak where) {
        return where.reason() == ChainBreak.Reason.LATER_RELEASE;
    }

    private static String remedyOf(ChainBreak where) {
        return isLater(where) ? LATER : REMEDY;
    }

    /** The first break. */
    public ChainBreak where() {
        return where;
    }

    /** Log and block number. */
    @Override
    public String location() {
        return where.log() + " block " + where.number() + " (" + where.reason() + ")";
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
