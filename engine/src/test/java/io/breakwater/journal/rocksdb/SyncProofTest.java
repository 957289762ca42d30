package io.breakwater.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.journal.StoreStopped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.WriteOptions;

/** Every acknowledgement follows a completed sync, and a store built without the sync fails the same check. */
class SyncProofTest {

    private static final BatchWrite WITHOUT_SYNC = (db, batch) -> {
        try (WriteOptions unsynced = new WriteOptions().setSync(false)) {
            db.write(unsynced, batch);
        }
    };

    @TempDir
    Path directory;

    private final WalSyncs files = new WalSyncs();
    private final SyncCheck check = new SyncCheck(files);

    private EmbeddedStore open(BatchWrite write) {
        return EmbeddedStore.open(
                StoreConfigs.settings(directory), new EmbeddedStore.Opening(write, check, List.of(files)));
    }

    @Test
    void everyAcknowledgementFollowsTheSyncOfItsBatch() {
        try (EmbeddedStore store = open(BatchWrite.synced())) {
            List<CompletableFuture<Long>> answers = new ArrayList<>();
            for (long number = 1; number <= 200; number++) {
                for (String log : List.of("a", "b", "c")) {
                    answers.add(Rows.append(store, log, number, Rows.bytes(log, number, 500)));
                }
                if (number % 10 == 0) {
                    answers.forEach(Rows::await);
                }
            }
            assertThat(check.violations()).isEmpty();
            assertThat(check.acknowledgements()).isEqualTo(600);
            WriterCounters counters = store.written();
            assertThat(counters.rows()).isEqualTo(600);
            assertThat(counters.syncs()).isGreaterThanOrEqualTo(counters.batches());
            assertThat(files.count()).isGreaterThanOrEqualTo(counters.batches());
            assertThat(counters.batches()).isBetween(20L, 600L);
            assertThat(counters.lastSynced()).isGreaterThanOrEqualTo(600);
        }
    }

    @Test
    void aStoreWithoutTheSyncFailsTheCheckAndAcknowledgesNothing() {
        try (EmbeddedStore store = open(WITHOUT_SYNC)) {
            assertThatThrownBy(() -> Rows.await(Rows.append(store, "a", 1, new byte[100])))
                    .hasCauseInstanceOf(StoreStopped.class)
                    .hasMessageContaining("without a sync");
            assertThat(check.acknowledgements()).isZero();
            assertThat(check.violations()).containsExactly("batch 1 was written and no file of the log was synced");
            assertThatThrownBy(() -> Rows.append(store, "a", 2, new byte[100])).isInstanceOf(StoreStopped.class);
        }
    }
}
