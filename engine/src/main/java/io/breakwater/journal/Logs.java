package io.breakwater.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * The logs of a store, for reading. Every method may be called from any thread and waits for the store; each throws
 * {@link StoreStopped} where it cannot be reached or is closed, {@link StoreDamaged} or {@link RowDamaged} where bytes
 * are not what was written.
 */
public interface Logs {

    /** Every log that was ever appended to. */
    List<String> persistenceIds();

    /** The highest number of a log, 0 when there is no such log. */
    long highest(String persistenceId);

    /**
     * Shows the rows from {@code range} to {@code visitor} in order.
     *
     * @return how many were shown
     */
    long read(String persistenceId, RowRange range, RowVisitor visitor);

    /**
     * As {@link #read}, for whoever asks again and again for what is new: it costs little, does not disturb a writer,
     * and may show the newest rows a little later. What it shows is durable.
     */
    default long follow(String persistenceId, RowRange range, RowVisitor visitor) {
        return read(persistenceId, range, visitor);
    }

    /** The rows of {@code range}; the caller bounds it. */
    default List<StoredRow> rows(String persistenceId, RowRange range) {
        List<StoredRow> rows = new ArrayList<>();
        read(persistenceId, range, rows::add);
        return rows;
    }
}
