package io.breakwater.journal.rocksdb;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds each acknowledgement against the write that covers it: the write must have returned before, and files of the
 * write-ahead log must have been synced while it ran, as the file system calls say and as RocksDB's counter says.
 */
final class SyncCheck implements SyncTrace {

    private final WalSyncs files;
    private final List<String> violations = new ArrayList<>();
    private long syncedBefore;
    private long synced;
    private WrittenBatch last = new WrittenBatch(0, 0, 0);
    private long acknowledged;

    SyncCheck(WalSyncs files) {
        this.files = files;
    }

    @Override
    public synchronized void written(WrittenBatch batch) {
        if (batch.number() != last.number() + 1) {
            violations.add("batch " + batch.number() + " after " + last.number());
        }
        last = batch;
        syncedBefore = synced;
        synced = files.count();
        if (synced <= syncedBefore) {
            violations.add("batch " + batch.number() + " was written and no file of the log was synced");
        }
    }

    @Override
    public synchronized void acknowledged(long batchNumber) {
        acknowledged++;
        if (batchNumber != last.number() || !last.isSynced() || synced <= syncedBefore) {
            violations.add("an append of batch " + batchNumber + " was acknowledged before its sync");
        }
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized long acknowledgements() {
        return acknowledged;
    }
}
