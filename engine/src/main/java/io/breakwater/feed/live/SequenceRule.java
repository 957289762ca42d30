package io.breakwater.feed.live;

import io.breakwater.feed.Observation;

/** How a venue numbers the changes of a book. */
public interface SequenceRule {

    /**
     * Whether a change is the one that follows.
     *
     * @param last sequence of what was applied last
     * @param isFirst whether that was a whole book
     */
    boolean follows(long last, boolean isFirst, Observation.Book change);

    /** Whether a change is already in the book. */
    default boolean isOld(long last, Observation.Book change) {
        return change.at().sequence() != 0 && change.at().sequence() <= last;
    }

    /** Whether the book is what the venue says that it is, after a change that carries a checksum. */
    default boolean agrees(OrderBook book, int checksum) {
        return true;
    }
}
