package io.breakwater.journal.rocksdb;

/**
 * What the writer has done since the store was opened.
 *
 * @param batches batches written and synced
 * @param syncs syncs of the write-ahead log, as RocksDB counts them
 * @param rows rows stored
 * @param bytes bytes of their values
 * @param lastSynced RocksDB's sequence number of the last synced batch
 */
public record WriterCounters(long batches, long syncs, long rows, long bytes, long lastSynced) {
}
