package io.breakwater.feed.fix;

import java.util.List;

/**
 * What became of what a drop copy said.
 *
 * @param booked facts that were news
 * @param known facts that had been booked before
 * @param suspended facts that wait in suspense with their counterparty
 * @param passed messages that neither a trade nor a state of an order follows from
 * @param underWay messages whose facts are not durable yet
 * @param held messages that no fact could be made of, or not yet
 * @param expected number of the counterparty's next message
 * @param oldestHeld at most ten
 */
public record FactCounts(long booked, long known, long suspended, long passed, int underWay, int held, int expected,
        List<HeldText> oldestHeld) {

    /** @param receivedMicros epoch micros */
    public record HeldText(long receivedMicros, String why, String text) {}
}
