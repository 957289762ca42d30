package io.breakwater.audit;

import io.breakwater.journal.LogStore;
import io.breakwater.journal.Logs;
import io.breakwater.journal.Snapshots;
import io.breakwater.journal.rocksdb.ReadOnlyStore;

/** A store as audit reads it: that of a running node, or one at rest. */
public record Journal(Logs logs, Snapshots snapshots) {

    public static Journal of(LogStore running) {
        return new Journal(running.logs(), running.snapshots());
    }

    public static Journal of(ReadOnlyStore resting) {
        return new Journal(resting.logs(), resting.snapshots());
    }
}
