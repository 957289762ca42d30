package io.breakwater.audit;

import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.LogReader;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import io.breakwater.journal.rocksdb.SnapshotTable;

/** A store as audit reads it: that of a running node, or one at rest. */
public record Journal(LogReader logs, SnapshotTable snapshots) {

    public static Journal of(EmbeddedStore running) {
        return new Journal(running.logs(), running.snapshots());
    }

    public static Journal of(ReadOnlyStore resting) {
        return new Journal(resting.logs(), resting.snapshots());
    }
}
