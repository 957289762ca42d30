package io.breakwater.journal.backup;

import io.breakwater.journal.LogStore;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Appends and removes for tools, which run by themselves and may wait. */
public final class WaitedAppend implements Settlement {

    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile RuntimeException refusal;

    private WaitedAppend() {}

    /**
     * Appends and waits until the rows are durable.
     *
     * @throws io.breakwater.journal.JournalException as {@link LogStore#append} throws or settles
     */
    public static void append(LogStore store, List<StoredRow> rows) throws InterruptedException {
        WaitedAppend waited = new WaitedAppend();
        store.append(rows, waited);
        waited.await();
    }

    /** Removes as {@link EmbeddedStore#deleteTo} and waits until it is done; throws likewise. */
    public static void deleteTo(EmbeddedStore store, String persistenceId, long number) throws InterruptedException {
        WaitedAppend waited = new WaitedAppend();
        store.deleteTo(persistenceId, number, waited);
        waited.await();
    }

    private void await() throws InterruptedException {
        settled.await();
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public void done(long highest) {
        settled.countDown();
    }

    @Override
    public void refused(RuntimeException reason) {
        refusal = reason;
        settled.countDown();
    }
}
