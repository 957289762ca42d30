package io.breakwater.journal.rocksdb;

import org.rocksdb.AbstractEventListener;
import org.rocksdb.BackgroundErrorReason;
import org.rocksdb.Status;

/** Hears from RocksDB's own threads that writing out or merging files has failed. */
final class BackgroundErrors extends AbstractEventListener {

    private final FailureLatch failure;
    private final PendingQueue queue;

    BackgroundErrors(FailureLatch failure, PendingQueue queue) {
        super(EnabledEventCallback.ON_BACKGROUND_ERROR);
        this.failure = failure;
        this.queue = queue;
    }

    @Override
    public void onBackgroundError(BackgroundErrorReason reason, Status status) {
        String what = "background " + reason + " failed: " + status.getCodeString() + " " + status.getState();
        queue.close(failure.fail(what, null));
    }
}
