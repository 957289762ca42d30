package io.breakwater.journal.backup;

import io.breakwater.journal.LogStore;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoredRow;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Appends for copies and restores, which run by themselves and may wait. */
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
        waited.settled.await();
        if (waited.refusal != null) {
            throw waited.refusal;
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
