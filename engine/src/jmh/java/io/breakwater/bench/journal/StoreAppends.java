package io.breakwater.bench.journal;

import com.typesafe.config.ConfigFactory;
import io.breakwater.bench.WorkDirectory;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoreCounters;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.StoreSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Lanes that append to the store as the journal's plugin does: the next block once the one before is durable. */
final class StoreAppends {

    private final EmbeddedStore store;
    private final ExecutorService dispatcher;
    private final CountDownLatch ended = new CountDownLatch(JournalBench.LANES);
    private final AtomicReference<RuntimeException> refusal = new AtomicReference<>();
    private final long deadlineNanos;

    private StoreAppends(EmbeddedStore store, ExecutorService dispatcher, long deadlineNanos) {
        this.store = store;
        this.dispatcher = dispatcher;
        this.deadlineNanos = deadlineNanos;
    }

    static Appended run(WorkDirectory directory, Duration time) throws InterruptedException {
        StoreSettings settings = StoreSettings.from(
                ConfigFactory.parseString(StoreSettings.PATH + ".directory = \"" + directory.path() + "\"")
                        .withFallback(ConfigFactory.load()));
        try (EmbeddedStore store = EmbeddedStore.open(settings);
                ExecutorService dispatcher = Executors.newWorkStealingPool()) {
            long begun = System.nanoTime();
            new StoreAppends(store, dispatcher, begun + time.toNanos()).appendAll();
            long nanos = System.nanoTime() - begun;
            StoreCounters counters = store.counters();
            return new Appended(counters.rows(), counters.syncs(), nanos);
        }
    }

    private void appendAll() throws InterruptedException {
        for (int lane = 0; lane < JournalBench.LANES; lane++) {
            new Lane("lane-" + lane, Blocks.ofLane(lane)).append();
        }
        ended.await();
        if (refusal.get() != null) {
            throw refusal.get();
        }
    }

    /** One lane with one block in flight. */
    private final class Lane implements Settlement {
        private final String log;
        private final byte[] block;
        private long number;

        Lane(String log, byte[] block) {
            this.log = log;
            this.block = block;
        }

        void append() {
            store.append(List.of(StoredRow.raw(new RowPlace(log, ++number), block)), this);
        }

        @Override
        public void done(long highest) {
            if (System.nanoTime() < deadlineNanos) {
                dispatcher.execute(this::append);
            } else {
                ended.countDown();
            }
        }

        @Override
        public void refused(RuntimeException reason) {
            refusal.set(reason);
            ended.countDown();
        }
    }
}
