package io.breakwater.journal.rocksdb;

import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.FileOperationInfo;
import org.rocksdb.RocksDB;
import org.rocksdb.Status;

/** Counts what RocksDB itself reports of each file it has synced, if it is a write-ahead log and the sync succeeded. */
final class WalSyncs extends AbstractEventListener {

    static {
        RocksDB.loadLibrary();
    }

    private final AtomicLong count = new AtomicLong();

    WalSyncs() {
        super(EnabledEventCallback.ON_FILE_SYNC_FINISH, EnabledEventCallback.SHOULD_BE_NOTIFIED_ON_FILE_IO);
    }

    @Override
    public void onFileSyncFinish(FileOperationInfo operation) {
        if (operation.getPath().endsWith(".log") && operation.getStatus().getCode() == Status.Code.Ok) {
            count.incrementAndGet();
        }
    }

    @Override
    public boolean shouldBeNotifiedOnFileIO() {
        return true;
    }

    long count() {
        return count.get();
    }
}
