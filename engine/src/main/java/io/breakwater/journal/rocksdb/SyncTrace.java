package io.breakwater.journal.rocksdb;

/**
 * Sees the order of writing and acknowledging, so that a check may hold each acknowledgement against the synced write
 * that covers it. Called by the writer's thread.
 */
public interface SyncTrace {

    SyncTrace NONE = new SyncTrace() {
        @Override
        public void written(WrittenBatch batch) {
        }

        @Override
        public void acknowledged(long batchNumber) {
        }
    };

    /** The write of a batch has returned. */
    void written(WrittenBatch batch);

    /** An append of the batch is about to be acknowledged. */
    void acknowledged(long batchNumber);

    /**
     * @param number batches written since the store was opened, from 1
     * @param syncsBefore what RocksDB had counted of synced write-ahead logs before the write
     * @param syncsAfter the same after it
     */
    record WrittenBatch(long number, long syncsBefore, long syncsAfter) {

        public boolean isSynced() {
            return syncsAfter > syncsBefore;
        }
    }
}
