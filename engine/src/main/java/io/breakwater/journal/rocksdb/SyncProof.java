package io.breakwater.journal.rocksdb;

import io.breakwater.journal.rocksdb.SyncTrace.WrittenBatch;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/** Holds every batch against RocksDB's own count of synced write-ahead logs, whatever the options said. */
final class SyncProof {

    private final Statistics statistics;

    SyncProof(Statistics statistics) {
        this.statistics = statistics;
    }

    long syncs() {
        return statistics.getTickerCount(TickerType.WAL_FILE_SYNCED);
    }

    /** @throws Missing when the batch was written without a sync */
    void require(WrittenBatch batch) throws Missing {
        if (!batch.isSynced()) {
            throw new Missing(batch);
        }
    }

    /** A batch was written and its sync is missing: nothing of it may be acknowledged. */
    static final class Missing extends Exception {

        private static final long serialVersionUID = 1L;

        Missing(WrittenBatch batch) {
            super("batch " + batch.number() + " was written without a sync of the write-ahead log");
        }
    }
}
