package io.breakwater.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.breakwater.journal.StoreStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** A failed write, sync or background task is final: told once, never tried again, everything refused from then on. */
class FailureTest {

    @TempDir
    Path directory;

    private final List<StoreStopped> told = new CopyOnWriteArrayList<>();

    @Test
    void aFailedSyncIsNeverTriedAgain() {
        AtomicInteger writes = new AtomicInteger();
        BatchWrite failing = (db, batch) -> {
            if (writes.incrementAndGet() == 2) {
                throw new RocksDBException("fdatasync: Input/output error",
                        new Status(Status.Code.IOError, Status.SubCode.None, "fdatasync"));
            }
            BatchWrite.synced().write(db, batch);
        };
        try (EmbeddedStore store = EmbeddedStore.open(StoreConfigs.settings(directory),
                new EmbeddedStore.Opening(failing, SyncTrace.NONE, List.of()))) {
            store.onFailure(told::add, Runnable::run);
            Rows.await(Rows.append(store, "lane", 1, new byte[10]));
            CompletableFuture<Long> failed = Rows.append(store, "lane", 2, new byte[10]);
            assertThatThrownBy(() -> Rows.await(failed)).hasCauseInstanceOf(StoreStopped.class)
                    .hasMessageContaining("fdatasync");
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> Rows.append(store, "lane", 3, new byte[10]))
                            .isInstanceOf(StoreStopped.class).hasMessageContaining("stopped for good"));
            assertThat(writes).hasValue(2);
            assertThat(told).hasSize(1);
            store.onFailure(told::add, Runnable::run);
            assertThat(told).hasSize(2).allMatch(reason -> reason == told.getFirst());
            assertThat(store.logs().highest("lane")).isEqualTo(1);
        }
    }

    @Test
    void whatWaitsBehindAFailureIsRefused() {
        BatchWrite failing = (db, batch) -> {
            throw new RocksDBException("no");
        };
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        try (EmbeddedStore store = EmbeddedStore.open(StoreConfigs.settings(directory, "max-batch-appends = 1"),
                new EmbeddedStore.Opening(failing, SyncTrace.NONE, List.of()))) {
            for (long number = 1; number <= 50; number++) {
                try {
                    answers.add(Rows.append(store, "lane", number, new byte[10]));
                } catch (StoreStopped stopped) {
                    answers.add(CompletableFuture.failedFuture(stopped));
                }
            }
            assertThat(answers).allSatisfy(answer ->
                    assertThatThrownBy(() -> Rows.await(answer)).hasCauseInstanceOf(StoreStopped.class));
        }
    }

    /** A thread of RocksDB's own cannot write a memory table out; the writer has nothing to do meanwhile. */
    @Test
    void aFailedBackgroundTaskStopsTheStore() throws IOException {
        StoreSettings settings = StoreConfigs.settings(directory, "write-buffer-bytes = 64 KiB");
        try (EmbeddedStore store = EmbeddedStore.open(settings)) {
            store.onFailure(told::add, Runnable::run);
            for (int number = 6; number < 60; number++) {
                Files.createDirectories(store.paths().files().resolve("%06d.blob".formatted(number)));
                Files.createDirectories(store.paths().files().resolve("%06d.sst".formatted(number)));
            }
            Rows.fill(store, "lane", 1, 80_000);
            // The memory table is full; this one finds it so and has it written out.
            Rows.fill(store, "lane", 1, 10);
            await().until(() -> told.size() == 1);
            assertThat(told.getFirst()).hasMessageContaining("background");
            assertThatThrownBy(() -> Rows.append(store, "lane", 9999, new byte[1])).isInstanceOf(StoreStopped.class);
        }
    }

    private static void fillOneByOneUntilStopped(EmbeddedStore store) {
        assertThatThrownBy(() -> {
            for (int i = 0; i < 1000; i++) {
                Rows.fill(store, "lane", 1, 4000);
            }
        }).satisfiesAnyOf(
                e -> assertThat(e).isInstanceOf(StoreStopped.class),
                e -> assertThat(e).hasCauseInstanceOf(StoreStopped.class));
    }

    @Test
    void aLostDirectoryStopsTheStore() throws IOException {
        StoreSettings settings = StoreConfigs.settings(directory, "write-buffer-bytes = 64 KiB");
        try (EmbeddedStore store = EmbeddedStore.open(settings)) {
            store.onFailure(told::add, Runnable::run);
            Files.move(store.paths().files(), directory.resolve("moved"));
            fillOneByOneUntilStopped(store);
            assertThat(told).hasSize(1);
        }
    }

    /** What is written to a directory that is gone nobody finds again; who puts one in its place finds no lock. */
    @ParameterizedTest
    @ValueSource(strings = {"removed", "moved", "replaced"})
    void nothingIsAcknowledgedOnceTheDirectoryIsNotWhereItWas(String how) throws IOException {
        Path journal = Files.createDirectories(directory.resolve("journal"));
        try (EmbeddedStore store = EmbeddedStore.open(StoreConfigs.settings(journal))) {
            store.onFailure(told::add, Runnable::run);
            Rows.await(Rows.append(store, "lane", 1, new byte[10]));
            if (how.equals("removed")) {
                new StorePaths(journal).delete();
            } else {
                Files.move(journal, directory.resolve("aside"));
            }
            if (how.equals("replaced")) {
                EmbeddedStore.open(StoreConfigs.settings(directory.resolve("other"))).close();
                Files.move(directory.resolve("other"), journal);
            }
            CompletableFuture<Long> late = appended(store);
            assertThatThrownBy(() -> Rows.await(late)).hasCauseInstanceOf(StoreStopped.class)
                    .hasMessageContaining("its directory was removed, or moved away, under it");
            assertThat(told).hasSize(1);
        }
    }

    /** The store may find it by itself before. */
    private static CompletableFuture<Long> appended(EmbeddedStore store) {
        try {
            return Rows.append(store, "lane", 2, new byte[10]);
        } catch (StoreStopped stopped) {
            return CompletableFuture.failedFuture(stopped);
        }
    }

    @Test
    void anIdleStoreNoticesItToo() throws IOException {
        Path journal = Files.createDirectories(directory.resolve("journal"));
        try (EmbeddedStore store = EmbeddedStore.open(StoreConfigs.settings(journal))) {
            store.onFailure(told::add, Runnable::run);
            Files.move(journal, directory.resolve("aside"));
            await().until(() -> told.size() == 1);
        }
    }
}
