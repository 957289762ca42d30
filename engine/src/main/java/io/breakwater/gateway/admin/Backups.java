package io.breakwater.gateway.admin;

import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.RequestIds;
import io.breakwater.journal.JournalException;
import io.breakwater.journal.backup.BackupManifest;
import io.breakwater.journal.backup.StoreBackup;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.v1.BackupRequest;
import io.breakwater.v1.BackupResponse;
import io.breakwater.v1.LogHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Copies the store while the node works. One at a time, on a thread of its own: it waits for disks. */
final class Backups {
    private static final int MAX_PATH = 4_096;

    private final EmbeddedStore store;
    private final RequestIds requestIds;
    private final AtomicBoolean busy = new AtomicBoolean();

    Backups(EmbeddedStore store, RequestIds requestIds) {
        this.store = store;
        this.requestIds = requestIds;
    }

    CompletionStage<BackupResponse> create(BackupRequest request) {
        long createdMicros = requestIds.read(request.getRequestId()).timestampMillis() * 1_000;
        Path target = target(request.getDirectory());
        if (request.getValidateOnly()) {
            return CompletableFuture.completedFuture(
                    BackupResponse.newBuilder().setDirectory(target.toString()).build());
        }
        if (!busy.compareAndSet(false, true)) {
            throw RequestFault.of(ErrorReason.TOO_BUSY, "a backup is being made");
        }
        return CompletableFuture.supplyAsync(() -> copied(target, createdMicros), work ->
                Thread.ofPlatform().name("backup").start(work)).whenComplete((_, _) -> busy.set(false));
    }

    private static Path target(String directory) {
        Path target;
        try {
            target = Path.of(Fields.text("directory", directory, MAX_PATH));
        } catch (InvalidPathException e) {
            throw Fields.invalid("directory", "cannot be a path here");
        }
        if (!target.isAbsolute()) {
            throw Fields.invalid("directory", "must be an absolute path");
        }
        if (!isEmpty(target)) {
            throw RequestFault.of(ErrorReason.DIRECTORY_NOT_EMPTY, "directory", target + " is not empty");
        }
        return target.normalize();
    }

    private static boolean isEmpty(Path target) {
        if (!Files.exists(target)) {
            return true;
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw RequestFault.of(ErrorReason.BACKUP_FAILED, target + " cannot be read: " + e);
        }
    }

    private BackupResponse copied(Path target, long createdMicros) {
        try {
            return shown(target, StoreBackup.create(store, target), createdMicros);
        } catch (JournalException | UncheckedIOException e) {
            throw RequestFault.of(ErrorReason.BACKUP_FAILED, e.getMessage());
        }
    }

    private static BackupResponse shown(Path target, BackupManifest manifest, long createdMicros) {
        BackupResponse.Builder shown = BackupResponse.newBuilder()
                .setDirectory(target.toString())
                .setBytes(manifest.files().stream().mapToLong(BackupManifest.BackupFile::sizeBytes).sum())
                .setCreateTime(Fields.timestamp(createdMicros));
        manifest.logs().forEach(log -> shown.addHeads(
                LogHead.newBuilder().setLog(log.persistenceId()).setNumber(log.highest())));
        return shown.build();
    }
}
