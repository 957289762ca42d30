package io.breakwater.journal.cassandra;

import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.Snapshots;
import io.breakwater.journal.StoredRow;
import java.util.List;
import java.util.Optional;

/** Snapshots for readers that may wait. */
record CassandraSnapshots(SnapshotTables tables) implements Snapshots {

    @Override
    public Optional<StoredRow> newest(String persistenceId, SnapshotRange range) {
        return CassandraLogs.await(tables.newest(persistenceId, range));
    }

    @Override
    public List<Long> list(String persistenceId, SnapshotRange range) {
        return CassandraLogs.await(tables.list(persistenceId, range)).stream().map(SavedSnapshot::number).toList();
    }
}
