package io.breakwater.feed.live;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import java.util.List;

/** How one venue speaks. Used by one thread at a time. */
public interface Venue {

    /** As instruments name it, without its collection. */
    String id();

    /** Messages that ask for everything about these symbols, sent once a connection is open. */
    List<String> subscribe(List<String> symbols);

    /** Messages that make the venue send the whole book again; none where it must be fetched. */
    List<String> renew(String symbol);

    /** Path below the REST address that answers with the whole book; empty where messages ask for it. */
    default String snapshotPath(String symbol) {
        return "";
    }

    /** Reads what the REST address answered. */
    default void readSnapshot(String symbol, String text, long receivedMicros, Inbox inbox) {
        throw new FeedFault(Fault.UNKNOWN, "no snapshots are fetched here");
    }

    /** Path below the REST address that answers how the instruments are; empty where the venue says it unasked. */
    default String statesPath() {
        return "";
    }

    /** Reads what the REST address answered to that. */
    default void readStates(String text, long receivedMicros, Inbox inbox) {
        throw new FeedFault(Fault.UNKNOWN, "no states are fetched here");
    }

    /** What keeps the connection alive; empty where the venue asks first. */
    default String ping() {
        return "";
    }

    /** @throws io.breakwater.feed.FeedFault where the message cannot be read */
    void read(String text, long receivedMicros, Inbox inbox);

    SequenceRule sequence();
}
