package io.breakwater.link;

import io.breakwater.journal.LogStore;
import io.breakwater.journal.Logs;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.RowVisitor;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.WrappedStore;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A journal that takes its time: what is asked of it waits until a test lets it go on. */
final class HeldStore extends WrappedStore {
    private volatile CompletableFuture<Void> reads = CompletableFuture.completedFuture(null);
    private final Queue<Runnable> appends = new ArrayDeque<>();
    private boolean holdsAppends;
    final AtomicInteger readsHeld = new AtomicInteger();

    HeldStore(LogStore store) {
        super(store);
    }

    void holdReads() {
        reads = new CompletableFuture<>();
    }

    synchronized void holdAppends() {
        holdsAppends = true;
    }

    synchronized int appendsHeld() {
        return appends.size();
    }

    synchronized void goOn() {
        reads.complete(null);
        holdsAppends = false;
        while (!appends.isEmpty()) {
            appends.remove().run();
        }
    }

    @Override
    public synchronized void append(List<StoredRow> rows, Settlement settlement) {
        if (holdsAppends) {
            appends.add(() -> store.append(rows, settlement));
        } else {
            store.append(rows, settlement);
        }
    }

    @Override
    public void readHighest(String persistenceId, Settlement settlement) {
        reads.thenRun(() -> store.readHighest(persistenceId, settlement));
    }

    @Override
    public Logs logs() {
        Logs logs = store.logs();
        return new Logs() {
            @Override
            public List<String> persistenceIds() {
                return logs.persistenceIds();
            }

            @Override
            public long highest(String persistenceId) {
                await();
                return logs.highest(persistenceId);
            }

            @Override
            public long read(String persistenceId, RowRange range, RowVisitor visitor) {
                await();
                return logs.read(persistenceId, range, visitor);
            }
        };
    }

    private void await() {
        if (!reads.isDone()) {
            readsHeld.incrementAndGet();
            reads.join();
        }
    }

    @Override
    public void close() {
        goOn();
        super.close();
    }
}
