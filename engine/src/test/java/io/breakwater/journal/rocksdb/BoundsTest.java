package io.breakwater.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.journal.RowRefused;
import io.breakwater.journal.StoreBusy;
import io.breakwater.journal.StoreStopped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At each bound there is an explicit refusal, and what was taken before it is still stored. */
class BoundsTest {

    @TempDir
    Path directory;

    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private EmbeddedStore store;

    private void openHeld(String overrides) throws InterruptedException {
        BatchWrite held = (db, batch) -> {
            writing.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            BatchWrite.synced().write(db, batch);
        };
        store = EmbeddedStore.open(StoreConfigs.settings(directory, overrides),
                new EmbeddedStore.Opening(held, SyncTrace.NONE, List.of()));
        Rows.append(store, "held", 1, new byte[1]);
        writing.await();
    }

    @AfterEach
    void close() {
        go.countDown();
        if (store != null) {
            store.close();
        }
    }

    @Test
    void aFullQueueRefusesAndStoresWhatItTook() throws InterruptedException {
        openHeld("max-queued-appends = 3");
        List<CompletableFuture<Long>> taken = new ArrayList<>();
        for (long number = 1; number <= 3; number++) {
            taken.add(Rows.append(store, "lane", number, new byte[10]));
        }
        assertThatThrownBy(() -> Rows.append(store, "lane", 4, new byte[10]))
                .isInstanceOf(StoreBusy.class).hasMessageContaining("3 appends of 3");
        go.countDown();
        taken.forEach(Rows::await);
        assertThat(Rows.await(Rows.append(store, "lane", 4, new byte[10]))).isEqualTo(4);
    }

    @Test
    void aQueueFullOfBytesRefuses() throws InterruptedException {
        openHeld("max-queued-bytes = 1000");
        CompletableFuture<Long> taken = Rows.append(store, "lane", 1, new byte[600]);
        assertThatThrownBy(() -> Rows.append(store, "lane", 2, new byte[600])).isInstanceOf(StoreBusy.class);
        go.countDown();
        assertThat(Rows.await(taken)).isEqualTo(1);
    }

    @Test
    void aBatchTakesNoMoreThanItsBounds() throws InterruptedException {
        openHeld("max-batch-appends = 2, max-batch-bytes = 1000");
        List<CompletableFuture<Long>> taken = new ArrayList<>();
        for (long number = 1; number <= 4; number++) {
            taken.add(Rows.append(store, "small", number, new byte[10]));
        }
        for (long number = 1; number <= 2; number++) {
            taken.add(Rows.append(store, "large", number, new byte[700]));
        }
        taken.add(Rows.append(store, "larger-than-a-batch", 1, new byte[5000]));
        go.countDown();
        taken.forEach(Rows::await);
        // One held; 2 + 2 small; the large ones fit a batch of 1000 bytes only one at a time, as does the last.
        assertThat(store.written().batches()).isEqualTo(1 + 2 + 3);
    }

    @Test
    void aRowLargerThanARowMayBeIsRefused() throws InterruptedException {
        openHeld("max-row-bytes = 1000");
        assertThatThrownBy(() -> Rows.append(store, "lane", 1, new byte[1001]))
                .isInstanceOf(RowRefused.class).hasMessageContaining("lane/1").hasMessageContaining("max-row-bytes");
    }

    @Test
    void aSnapshotLargerThanASnapshotMayBeIsRefused() throws InterruptedException {
        openHeld("max-snapshot-bytes = 1000");
        assertThatThrownBy(() -> store.snapshots().save(Rows.row("lane", 1, new byte[1001])))
                .isInstanceOf(RowRefused.class).hasMessageContaining("max-snapshot-bytes");
    }

    @Test
    void aClosedStoreRefusesAndHasStoredWhatItTook() throws InterruptedException {
        openHeld("");
        CompletableFuture<Long> taken = Rows.append(store, "lane", 1, new byte[10]);
        go.countDown();
        store.close();
        assertThat(Rows.await(taken)).isEqualTo(1);
        assertThatThrownBy(() -> Rows.append(store, "lane", 2, new byte[10])).isInstanceOf(StoreStopped.class);
        assertThatThrownBy(() -> store.logs().highest("lane")).isInstanceOf(StoreStopped.class);
        store = EmbeddedStore.open(StoreConfigs.settings(directory));
        assertThat(store.logs().highest("lane")).isEqualTo(1);
    }

    @Test
    void settingsOutOfRangeNameKeyValueAndRemedy() {
        assertThatThrownBy(() -> StoreConfigs.settings(directory, "max-queued-appends = 0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("breakwater.journal.rocksdb.max-queued-appends is 0: set it between 1");
        assertThatThrownBy(() -> StoreConfigs.settings(Path.of(""), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("breakwater.journal.rocksdb.directory is empty");
    }
}
