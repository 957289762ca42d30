package io.breakwater.journal.rocksdb;

import com.typesafe.config.Config;

/**
 * Bounds of what waits for the writer and of what one synced batch takes.
 *
 * @param maxQueuedAppends appends that may wait; the next is refused
 * @param maxQueuedBytes bytes that may wait; the next append is refused
 * @param maxBatchAppends appends one synced batch takes at most
 * @param maxBatchBytes bytes one synced batch takes at most, unless a single append is larger
 * @param maxRowBytes bytes of one row; a larger one is refused
 * @param logsCached logs whose highest number is kept in memory
 */
public record WriteBounds(
        int maxQueuedAppends,
        long maxQueuedBytes,
        int maxBatchAppends,
        long maxBatchBytes,
        int maxRowBytes,
        int logsCached) {

    static WriteBounds from(Config config) {
        return new WriteBounds(
                StoreSettings.intAtLeast(config, "max-queued-appends", 1),
                StoreSettings.bytesAtLeast(config, "max-queued-bytes", 1),
                StoreSettings.intAtLeast(config, "max-batch-appends", 1),
                StoreSettings.bytesAtLeast(config, "max-batch-bytes", 1),
                StoreSettings.bytesAsInt(config, "max-row-bytes"),
                StoreSettings.intAtLeast(config, "logs-cached", 1));
    }
}
