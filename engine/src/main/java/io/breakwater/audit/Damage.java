package io.breakwater.audit;

import io.breakwater.log.CorruptEncoding;

/**
 * A place where a log, a snapshot or a checkpoint is not what was written.
 *
 * @param log the lane
 * @param number of the block; 0 where it is about the log or a file as a whole
 * @param detail what was expected and what was found, for people
 */
public record Damage(String log, long number, Kind kind, String detail) implements Comparable<Damage> {

    /** What is wrong. The names are part of the API. */
    public enum Kind {
        /** The block belongs to another environment, data center or log. */
        CHAIN_BROKEN,
        /** Blocks are missing before this one, or it stands under another number than its own. */
        GAP,
        /** The log ends before a checkpoint, or is gone. */
        TRUNCATED,
        /** The block is not the one that its successor was written behind. */
        DIGEST,
        /** The block, or the state after it, is not what a checkpoint signs; or nobody known has signed that. */
        CHECKPOINT,
        /** The snapshot is not the state of the log at its number. */
        SNAPSHOT,
        /** The row, the block or an envelope in it cannot be read. */
        ENVELOPE,
        /** An owner of an earlier reign has written after one of a later. */
        TERM,
        /** An entity that the log has made is not in the snapshot. */
        MISSING_ENTITY,
        /** A later release has written it: nothing is wrong, unless the same block has another kind of damage too. */
        LATER_RELEASE
    }

    /** A block that cannot be read, and why. */
    static Damage unread(String log, long number, CorruptEncoding unread) {
        Kind kind = unread.isOfLaterRelease() ? Kind.LATER_RELEASE : Kind.ENVELOPE;
        return new Damage(log, number, kind, unread.getMessage());
    }

    @Override
    public int compareTo(Damage that) {
        int order = log.compareTo(that.log);
        order = order != 0 ? order : Long.compare(number, that.number);
        order = order != 0 ? order : kind.compareTo(that.kind);
        return order != 0 ? order : detail.compareTo(that.detail);
    }

    /** Log, block and what is wrong, on one line. */
    @Override
    public String toString() {
        return log + " block " + number + ": " + kind + ", " + detail;
    }
}
