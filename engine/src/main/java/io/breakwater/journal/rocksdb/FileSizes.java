package io.breakwater.journal.rocksdb;

import com.typesafe.config.Config;

/**
 * Sizes of RocksDB's memory and files.
 *
 * @param writeBufferBytes bytes of one memory table of the logs
 * @param writeBuffers memory tables of the logs that may exist at once; writers wait beyond that
 * @param maxWalBytes bytes of write-ahead log kept before memory tables are written out
 * @param blockCacheBytes bytes of the cache of read blocks
 * @param maxOpenFiles files kept open
 * @param separateBytes rows of at least this size stand in files of their own that no compaction rewrites
 */
public record FileSizes(
        long writeBufferBytes,
        int writeBuffers,
        long maxWalBytes,
        long blockCacheBytes,
        int maxOpenFiles,
        long separateBytes) {

    static FileSizes from(Config config) {
        return new FileSizes(
                StoreSettings.bytesAtLeast(config, "write-buffer-bytes", 64 << 10),
                StoreSettings.intAtLeast(config, "write-buffers", 2),
                StoreSettings.bytesAtLeast(config, "max-wal-bytes", 64 << 10),
                StoreSettings.bytesAtLeast(config, "block-cache-bytes", 0),
                StoreSettings.intAtLeast(config, "max-open-files", 16),
                StoreSettings.bytesAtLeast(config, "separate-bytes", 0));
    }
}
