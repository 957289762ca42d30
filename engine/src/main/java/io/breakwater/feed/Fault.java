package io.breakwater.feed;

/** What can be wrong with input. Each is counted for itself; none becomes a mark. */
public enum Fault {
    /** Not in the form that its source promises. */
    MALFORMED,
    /** Ends in the middle. */
    TRUNCATED,
    /** NaN or infinity where a number is due. */
    NOT_A_NUMBER,
    /** A number that does not fit, or lies outside of what its measure can be. */
    OVERFLOW,
    /** Zero where only more makes sense. */
    ZERO,
    NEGATIVE,
    /** Bid at or above ask, a high below a low, or levels out of order. */
    CROSSED,
    /** Observed later than now, by more than clocks differ. */
    FUTURE,
    /** Observed before there was such a market. */
    PAST,
    /** Older than what the same instrument has shown. */
    REORDERED,
    /** The same again. */
    DUPLICATED,
    /** Messages come, but the venue's time stands still. */
    FROZEN,
    /** A number is missing in the venue's sequence; the book is not to be used until it is whole again. */
    GAP,
    /** The venue's checksum differs from ours. */
    CHECKSUM,
    /** More levels, fields or characters than are taken. */
    OVERSIZED,
    /** Grows beyond all measure when it is unpacked. */
    BOMB,
    /** Of an instrument, channel or kind that nobody asked for. */
    UNKNOWN,
    /** More instruments than the feed may remember. */
    BOUND
}
