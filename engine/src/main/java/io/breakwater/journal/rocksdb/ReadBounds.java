package io.breakwater.journal.rocksdb;

import com.typesafe.config.Config;

/**
 * Bounds of snapshots and queries.
 *
 * @param snapshotsKept newest snapshots kept a persistence id; older ones are dropped when one is saved
 * @param maxSnapshotBytes bytes of one snapshot; a larger one is refused
 * @param maxLiveQueries queries that may follow the store at once
 * @param queryPageRows rows a query reads ahead at most
 */
public record ReadBounds(int snapshotsKept, int maxSnapshotBytes, int maxLiveQueries, int queryPageRows) {

    static ReadBounds from(Config config) {
        return new ReadBounds(
                StoreSettings.intAtLeast(config, "snapshots-kept", 1),
                StoreSettings.bytesAsInt(config, "max-snapshot-bytes"),
                StoreSettings.intAtLeast(config, "max-live-queries", 1),
                StoreSettings.intAtLeast(config, "query-page-rows", 1));
    }
}
