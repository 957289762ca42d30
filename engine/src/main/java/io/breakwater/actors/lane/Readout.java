package io.breakwater.actors.lane;

import io.breakwater.log.LaneState;

/** What a lane answers to {@link LaneCommand.Read}: by reference on its own node, in pieces of bytes to others. */
public sealed interface Readout {

    long readId();

    /** To somebody on the same node. */
    record Whole(long readId, LaneState<?> state) implements Readout {}

    /**
     * One of several that make up a snapshot of the part when they are put together.
     *
     * @param index 0…count − 1
     */
    record Piece(long readId, int index, int count, byte[] bytes) implements Readout {}

    /** The part is larger than what is sent between nodes. */
    record TooLarge(long readId, long bytes) implements Readout {}
}
