package io.breakwater.journal;

import java.util.List;
import java.util.Optional;

/** The snapshots of a store, for reading. Every method waits for the store; each throws as those of {@link Logs}. */
public interface Snapshots {

    /** The snapshot with the highest number in {@code range}. */
    Optional<StoredRow> newest(String persistenceId, SnapshotRange range);

    /** Numbers of the snapshots in {@code range}, newest first. */
    List<Long> list(String persistenceId, SnapshotRange range);
}
