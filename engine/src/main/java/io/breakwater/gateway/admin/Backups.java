package io.breakwater.gateway.admin;

import io.breakwater.audit.restore.BackupReport;
import io.breakwater.audit.restore.NodeBackup;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.RequestIds;
import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.JournalException;
import io.breakwater.v1.BackupRequest;
import io.breakwater.v1.BackupResponse;
import io.breakwater.v1.LogHead;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Copies the store while the node works. One at a time, on a thread of its own: it waits for disks. */
final class Backups {
    private static final int MAX_PATH = 4_096;

    private final NodeBackup backup;
    private final RequestIds requestIds;
    private final AtomicBoolean busy = new AtomicBoolean();

    Backups(NodeBackup backup, RequestIds requestIds) {
        this.backup = backup;
        this.requestIds = requestIds;
    }

    CompletionStage<BackupResponse> create(BackupRequest request) {
        long createdMicros = requestIds.here(request.getRequestId()).timestampMillis() * 1_000;
        Path target = target(request.getDirectory());
        Optional<BackupReport> made = made(target, createdMicros);
        if (made.isPresent()) {
            return CompletableFuture.completedFuture(shown(target, made.get()));
        }
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
        return target.normalize();
    }

    /** What was asked for under this id, where it is there: its answer was lost on the way. */
    private Optional<BackupReport> made(Path target, long createdMicros) {
        try {
            return backup.made(target, createdMicros);
        } catch (BackupRefused refused) {
            throw RequestFault.of(ErrorReason.DIRECTORY_NOT_EMPTY, "directory", refused.getMessage());
        }
    }

    private BackupResponse copied(Path target, long createdMicros) {
        try {
            return shown(target, backup.create(target, createdMicros));
        } catch (JournalException | UncheckedIOException e) {
            throw RequestFault.of(ErrorReason.BACKUP_FAILED, e.getMessage() + ". What is in " + target
                    + " without a " + BackupReport.NAME + " is no backup: remove it before the next try");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw RequestFault.of(ErrorReason.NODE_STOPPING, "the backup was interrupted");
        }
    }

    private static BackupResponse shown(Path target, BackupReport report) {
        BackupResponse.Builder shown = BackupResponse.newBuilder()
                .setDirectory(target.toString())
                .setBytes(report.bytes())
                .setCreateTime(Fields.timestamp(report.atMicros()));
        report.heads().forEach(head -> shown.addHeads(LogHead.newBuilder()
                .setLog(head.log()).setNumber(head.number()).setTerm(head.term()).setDigest(head.digest())));
        return shown.build();
    }
}
