package io.breakwater.journal;

import java.util.List;

/** A store open for appending, wherever it keeps its rows. Methods may be called from any thread. */
public interface LogStore extends AutoCloseable {

    /**
     * Stores {@code rows} of one log. The settlement is told once, after they are durable; {@link BlockExists} when the
     * log already holds one of their numbers.
     *
     * @throws RowRefused when the rows are not one log's in ascending order, or too large
     * @throws StoreBusy when as much waits as may
     * @throws StoreStopped when the store is closed or has failed for good
     */
    void append(List<StoredRow> rows, Settlement settlement);

    /** Tells the highest number of a log (0 for none) after everything acknowledged before. Throws as append. */
    void readHighest(String persistenceId, Settlement settlement);

    Logs logs();

    Snapshots snapshots();

    StoreCounters counters();

    /** Where it keeps its rows, for people: a directory, or a keyspace and who was asked for it. */
    String place();

    /** Says that what was opened to be filled is whole now: nodes may start on it. Waits until that is durable. */
    void markFilled();

    /** Stores what waits where it can, then lets go of everything. */
    @Override
    void close();
}
