package io.breakwater.log;

/**
 * One place where a log is not what was written.
 *
 * @param log whose log
 * @param number the number under which the journal holds the block, or the one that is missing
 * @param reason what is wrong
 * @param expected what should stand there
 * @param found what stands there
 */
public record ChainBreak(LogName log, long number, Reason reason, String expected, String found) {

    /** What bytes are that this release does not read. */
    static Reason of(CorruptEncoding unread) {
        return unread.isOfLaterRelease() ? Reason.LATER_RELEASE : Reason.UNDECODABLE;
    }

    /** What is wrong at the place. */
    public enum Reason {
        /** Blocks are missing before this one. */
        MISSING_NUMBER,
        /** The block says another number than the one it is kept under, or comes again. */
        WRONG_NUMBER,
        /** The block before, or this one's claim about it, was changed. */
        WRONG_PREVIOUS_DIGEST,
        /** The block belongs to another environment, data center or log. */
        WRONG_LOG,
        /** An owner of an earlier reign has written after one of a later. */
        TERM_DECREASED,
        /** The bytes are no block; found says where. */
        UNDECODABLE,
        /** The bytes are no block of this release; found says where a later one may have written something new. */
        LATER_RELEASE,
        /** The log ends before a checkpoint. */
        TRUNCATED,
        /** The block that a checkpoint names has another digest: the chain was made anew. */
        CHECKPOINT_MISMATCH
    }
}
