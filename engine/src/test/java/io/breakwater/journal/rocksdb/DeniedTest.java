package io.breakwater.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.journal.RowPlace;
import io.breakwater.journal.StoreDenied;
import io.breakwater.journal.StoreStopped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What the machine refuses is no damage: whoever is told to restore a backup then loses what is stored. */
class DeniedTest {
    private static final int ROW_BYTES = 4000;

    @TempDir
    Path directory;

    private boolean isMounted;

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (isMounted) {
            assertThat(run("umount", directory.toString())).isZero();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    private EmbeddedStore open() {
        return EmbeddedStore.open(StoreConfigs.settings(directory.resolve("journal"), "write-buffer-bytes = 256 KiB"));
    }

    /** Where the machine lets nobody mount a file system the message alone is held against what RocksDB says. */
    @Test
    void onAFullDiskNothingAcknowledgedIsLostAndNothingIsCalledDamaged() throws IOException, InterruptedException {
        assumeTrue(isLinux() && run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", directory.toString()) == 0,
                "no file system can be mounted here");
        isMounted = true;
        long acknowledged = fillUntilStopped();
        Path ballast = directory.resolve("ballast");
        fill(ballast);
        StoreDenied denied = catchThrowableOfType(StoreDenied.class, this::open);
        assertThat(denied).hasMessageContaining("No space left on device").hasMessageContaining("make room")
                .hasMessageContaining(directory.toString()).hasMessageNotContaining("restore");
        Files.delete(ballast);
        assertThat(run("mount", "-o", "remount,size=64m", directory.toString())).isZero();
        try (EmbeddedStore store = open()) {
            long highest = store.logs().highest("lane");
            assertThat(highest).isGreaterThanOrEqualTo(acknowledged);
            assertThat(Rows.await(Rows.append(store, "lane", highest + 1, new byte[1]))).isEqualTo(highest + 1);
        }
    }

    private static boolean isLinux() {
        return Files.exists(Path.of("/proc/mounts"));
    }

    private long fillUntilStopped() {
        long acknowledged = 0;
        try (EmbeddedStore store = open()) {
            while (acknowledged < 10_000) {
                Rows.await(Rows.append(store, "lane", acknowledged + 1, new byte[ROW_BYTES]));
                acknowledged++;
            }
        } catch (StoreStopped | CompletionException full) {
            assertThat(full).hasStackTraceContaining("stopped for good");
        }
        assertThat(acknowledged).isBetween(100L, 3_000L);
        return acknowledged;
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[512]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    @Test
    void aDirectoryThatMayNotBeWrittenIsToldWithItsRemedy() throws IOException, InterruptedException {
        assumeTrue(isLinux() && run("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", directory.toString()) == 0,
                "no file system can be mounted here");
        isMounted = true;
        assertThat(catchThrowableOfType(StoreDenied.class, this::open))
                .hasMessageContaining("Read-only file system").hasMessageContaining("mount its file system writable");
        assertThat(Denial.of(directory, new AccessDeniedException(directory.toString()))).get()
                .extracting(Throwable::getMessage).asString().contains("Permission denied", "let the user");
        assertThat(Denial.of(directory, new IOException("Input/output error"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, make room",
        "Disk quota exceeded, make room",
        "Too many open files, ulimit -n",
        "Permission denied, let the user",
        "Read-only file system, mount its file system writable"})
    void whatIsRefusedIsToldWithItsRemedyForTheStoreAndForARow(String refusal, String remedy) {
        try (Tables tables = Tables.open(
                new StorePaths(directory), StoreConfigs.settings(directory).files(), List.of())) {
            RocksDBException failure = new RocksDBException("While open a file for random read: 000008.sst: " + refusal,
                    new Status(Status.Code.IOError, Status.SubCode.None, refusal));
            assertThat(List.of(tables.refusal(failure), tables.refusal(new RowPlace("lane", 1), "", failure)))
                    .allSatisfy(told -> assertThat(told).isInstanceOf(StoreDenied.class)
                            .hasMessageContaining(refusal).hasMessageContaining(remedy));
        }
    }
}
