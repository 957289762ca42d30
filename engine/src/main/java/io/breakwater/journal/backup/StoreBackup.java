package io.breakwater.journal.backup;

import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.Logs;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.backup.BackupManifest.BackupFile;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import io.breakwater.journal.rocksdb.StoreLock;
import io.breakwater.journal.rocksdb.StorePaths;
import io.breakwater.journal.rocksdb.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes backups of stores and restores them. Every method waits for the disk, for as long as it takes to copy and read
 * the whole store; each throws {@link UncheckedIOException} when a file cannot be read or written.
 */
public final class StoreBackup {

    private StoreBackup() {
    }

    /**
     * Copies a consistent cut of the running store into {@code target}, which is new or empty and best on another
     * device, and reads the copy through. Appends go on meanwhile.
     *
     * @throws BackupRefused when the target is not empty, or the copy does not hold what the store held
     */
    public static BackupManifest create(EmbeddedStore store, Path target) {
        return waiting(() -> {
            SyncedFiles.requireEmpty(target, null);
            StorePaths cut = store.cut();
            try {
                return copied(cut, new StorePaths(target));
            } finally {
                cut.delete();
            }
        });
    }

    /**
     * Copies a consistent cut of a shared store into {@code settings}' directory, which is new or empty, as an embedded
     * store, and reads the copy through. Appends go on meanwhile.
     *
     * @param beforeMillis the cut: rows that were handed to the store before it, epoch millis
     * @throws BackupRefused when the directory is not empty, or the copy does not hold what the store held
     */
    public static BackupManifest create(LogStore store, StoreSettings settings, long beforeMillis)
            throws InterruptedException {
        StorePaths target = new StorePaths(settings.directory());
        try {
            SyncedFiles.requireEmpty(target.directory(), null);
            try (EmbeddedStore copy = EmbeddedStore.open(settings)) {
                LogCopy.copy(store.logs(), copy, LogCopy.cut(store.logs(), beforeMillis));
            }
            Files.deleteIfExists(target.lock());
            BackupManifest manifest = new BackupManifest(BackupManifest.FORMAT, SyncedFiles.sumAll(target.files()),
                    summaries(target.directory()));
            manifest.write(target.directory());
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e.toString(), e);
        }
    }

    private static BackupManifest copied(StorePaths cut, StorePaths target) throws IOException {
        List<BackupFile> files = SyncedFiles.copyAll(cut.files(), target.files());
        List<LogSummary> logs = summaries(target.directory());
        requireHeads(cut, logs);
        BackupManifest manifest = new BackupManifest(BackupManifest.FORMAT, files, logs);
        manifest.write(target.directory());
        return manifest;
    }

    private static void requireHeads(StorePaths cut, List<LogSummary> logs) {
        try (ReadOnlyStore store = ReadOnlyStore.open(cut.directory())) {
            List<String> expected = store.logs().persistenceIds();
            List<String> found = logs.stream().map(LogSummary::persistenceId).toList();
            if (!expected.equals(found)) {
                throw new BackupRefused("The copy holds the logs " + found + " instead of " + expected);
            }
            for (LogSummary log : logs) {
                long highest = store.logs().highest(log.persistenceId());
                if (highest != log.highest()) {
                    throw new BackupRefused("The copy of " + log.persistenceId() + " ends at " + log.highest()
                            + " instead of " + highest);
                }
            }
        }
    }

    /** Reads every row in a store at rest and sums it up. Throws as {@link Logs} where a row is damaged. */
    public static List<LogSummary> summaries(Path directory) {
        try (ReadOnlyStore store = ReadOnlyStore.open(directory)) {
            Logs logs = store.logs();
            return logs.persistenceIds().stream().map(name -> summary(logs, name)).toList();
        }
    }

    private static LogSummary summary(Logs logs, String persistenceId) {
        byte[][] last = new byte[1][];
        long rows = logs.read(persistenceId, RowRange.all(), row -> {
            last[0] = row.bytes();
            return true;
        });
        return new LogSummary(persistenceId, rows, logs.highest(persistenceId),
                last[0] == null ? "" : Sha256.hex(last[0]));
    }

    /**
     * Reads a backup through: every file as its manifest says, every row as the manifest sums it up.
     *
     * @throws BackupRefused naming what differs
     */
    public static BackupManifest verify(Path backup) {
        return waiting(() -> {
            BackupManifest manifest = BackupManifest.read(backup);
            for (BackupFile file : manifest.files()) {
                requireUnchanged(backup, file);
            }
            requireSame(manifest.logs(), summaries(backup), backup);
            return manifest;
        });
    }

    private static void requireUnchanged(Path backup, BackupFile expected) throws IOException {
        Path file = backup.resolve(expected.name());
        if (!file.normalize().startsWith(backup.normalize()) || !Files.isRegularFile(file)) {
            throw new BackupRefused("The backup in " + backup + " lacks " + expected.name());
        }
        if (!SyncedFiles.sum(file).equals(expected)) {
            throw new BackupRefused("The file " + file + " is not what was backed up; use another backup");
        }
    }

    private static void requireSame(List<LogSummary> expected, List<LogSummary> found, Path where) {
        if (!expected.equals(found)) {
            throw new BackupRefused("The logs in " + where + " are not what was backed up; use another backup");
        }
    }

    /**
     * Verifies a backup and fills {@code directory}, a store's directory that is new or empty, with it.
     *
     * @return what the store holds now
     * @throws BackupRefused when the directory is not empty or the backup is not whole
     * @throws io.breakwater.journal.StoreInUse when a process holds the directory
     */
    public static BackupManifest restore(Path backup, Path directory) {
        BackupManifest manifest = verify(backup);
        StorePaths target = new StorePaths(directory);
        try (StoreLock held = StoreLock.take(target)) {
            target.markFilling();
            fill(backup, manifest, target);
            target.markFilled();
            return manifest;
        }
    }

    /**
     * The same, and opens the store, which nobody else opens before it was said to be filled.
     *
     * @param required shown the backup's logs once they are whole, before anything is written
     */
    public static EmbeddedStore restore(Path backup, StoreSettings settings, Consumer<Logs> required) {
        BackupManifest manifest = verify(backup);
        try (ReadOnlyStore store = ReadOnlyStore.open(backup)) {
            required.accept(store.logs());
        }
        return EmbeddedStore.openToFill(settings, target -> fill(backup, manifest, target));
    }

    private static void fill(Path backup, BackupManifest manifest, StorePaths target) {
        waiting(() -> {
            fill(new StorePaths(backup), target);
            requireSame(manifest.logs(), summaries(target.directory()), target.directory());
            return manifest;
        });
    }

    // The files appear under their name at once, so that a cut restore leaves nothing that looks like a store.
    private static void fill(StorePaths backup, StorePaths target) throws IOException {
        StorePaths unfinished = new StorePaths(target.directory().resolve("unfinished"));
        try {
            SyncedFiles.copyAll(backup.files(), unfinished.directory());
            Files.move(unfinished.directory(), target.files(), StandardCopyOption.ATOMIC_MOVE);
            SyncedFiles.syncDirectory(target.directory());
        } finally {
            if (Files.exists(unfinished.directory())) {
                unfinished.delete();
            }
        }
    }

    @FunctionalInterface
    private interface FileWork<T> {
        T run() throws IOException;
    }

    private static <T> T waiting(FileWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e.toString(), e);
        }
    }
}
