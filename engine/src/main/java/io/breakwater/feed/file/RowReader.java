package io.breakwater.feed.file;

import io.breakwater.feed.Sink;

/** Turns rows of one kind of file into observations. */
public interface RowReader {

    /** @throws io.breakwater.feed.FeedFault where the row cannot be read */
    void read(Row row, Sink sink);

    /** After the last row: hands on what was held back to see whether the next row belongs to it. */
    default void end(Sink sink) {
        // Most rows stand alone.
    }
}
