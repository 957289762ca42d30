package io.breakwater.audit.restore;

import io.breakwater.audit.Archive;
import io.breakwater.audit.AuditReport;
import io.breakwater.audit.DataDirectory;
import io.breakwater.audit.Identity;
import io.breakwater.audit.IdentityFile;
import io.breakwater.audit.Journal;
import io.breakwater.audit.Progress;
import io.breakwater.audit.Verify;
import io.breakwater.audit.checkpoint.CheckpointFiles;
import io.breakwater.audit.checkpoint.CheckpointKeys;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.backup.BackupManifest;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/** Takes a backup of a running node. Lanes go on meanwhile. */
public final class NodeBackup {
    private final StoreCopy store;
    private final DataDirectory data;
    private final Identity identity;
    private final ExecutorService workers;

    /** How a consistent cut of the store comes into a directory, which is a resting store of its own afterwards. */
    @FunctionalInterface
    public interface StoreCopy {

        /** Waits for all of it. @throws BackupRefused when the target is not empty, or the copy differs */
        BackupManifest into(Path target) throws InterruptedException;
    }

    /** @param workers read the copy through */
    public NodeBackup(StoreCopy store, DataDirectory data, Identity identity, ExecutorService workers) {
        this.store = store;
        this.data = data;
        this.identity = identity;
        this.workers = workers;
    }

    /**
     * The backup that was asked for at this time, where the directory holds it: asked again, it is not made again.
     * Empty where the directory is new or empty, so that it could be made there.
     *
     * @param nowMicros as {@link #create} was or will be told
     * @throws BackupRefused where the directory holds anything else
     */
    public Optional<BackupReport> made(Path target, long nowMicros) {
        try {
            if (!BackupReport.isIn(target)) {
                requireEmpty(target);
                return Optional.empty();
            }
            BackupReport report = BackupReport.read(target);
            if (report.atMicros() != nowMicros || !report.identity().equals(identity)) {
                throw new BackupRefused(target + " holds another backup: name an empty or a new directory");
            }
            return Optional.of(report);
        } catch (IOException unusable) {
            throw new BackupRefused(target + " cannot be used: " + unusable);
        }
    }

    private static void requireEmpty(Path target) throws IOException {
        try (Stream<Path> entries = Files.exists(target) ? Files.list(target) : Stream.empty()) {
            if (entries.findAny().isPresent()) {
                throw new BackupRefused(target + " is not empty: name an empty or a new directory");
            }
        }
    }

    /**
     * Copies store, checkpoints, public keys and identity, and follows the copy's chains. Waits for all of it.
     *
     * @throws BackupRefused when the target is not empty, or the copy is not sound
     * @throws UncheckedIOException when a file cannot be read or written
     * @throws InterruptedException when the thread was told to stop
     */
    public BackupReport create(Path target, long nowMicros) throws InterruptedException {
        DataDirectory copy = new DataDirectory(target.toAbsolutePath().normalize());
        try {
            requireEmpty(target);
            // Before the cut: a checkpoint in the backup must not name a block behind it.
            copyCheckpoints(copy);
            CheckpointKeys.copyPublic(data.keys(), copy.keys());
            IdentityFile.claim(copy.identity(), identity);
            BackupManifest manifest = store.into(copy.journal());
            BackupReport report = report(manifest, verified(copy), nowMicros);
            report.write(target);
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException("The backup to " + target + " failed: " + e, e);
        }
    }

    private void copyCheckpoints(DataDirectory copy) throws IOException {
        Files.createDirectories(copy.checkpoints());
        for (Path file : new CheckpointFiles(data.checkpoints()).files()) {
            Files.copy(file, copy.checkpoints().resolve(file.getFileName()));
        }
    }

    private AuditReport verified(DataDirectory copy) throws InterruptedException {
        KnownCheckpoints known =
                new CheckpointFiles(copy.checkpoints()).read(identity, CheckpointKeys.trusted(copy.keys()));
        try (ReadOnlyStore copied = ReadOnlyStore.open(copy.journal())) {
            Verify verify = new Verify(Archive.of(Journal.of(copied), identity), known, () -> 0);
            AuditReport report = verify.run(List.of(), Verify.Depth.CHAINS, workers, new Progress());
            if (!report.damage().isEmpty()) {
                throw new BackupRefused("The copy is not sound, " + report.damage().size() + " places; the first: "
                        + report.damage().getFirst());
            }
            return report;
        }
    }

    private BackupReport report(BackupManifest manifest, AuditReport audited, long nowMicros) {
        long bytes = manifest.files().stream().mapToLong(BackupManifest.BackupFile::sizeBytes).sum();
        List<BackupReport.LogHead> heads = audited.logs().stream()
                .map(log -> new BackupReport.LogHead(
                        log.log(), log.head().number(), log.head().term(), log.head().digest().toString()))
                .toList();
        return new BackupReport(BackupReport.FORMAT, identity, nowMicros, bytes, heads);
    }
}
