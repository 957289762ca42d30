package io.breakwater.journal.rocksdb;

import io.breakwater.journal.BlockExists;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoreStopped;
import io.breakwater.journal.rocksdb.SyncTrace.WrittenBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes logs: takes what waits, gathers it into one batch, writes and syncs it, then settles.
 * What arrives meanwhile makes the next batch, so that the cost of a sync is shared by whatever is waiting.
 */
final class StoreWriter implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);

    /** How often an idle store asks whether a background task has failed; a busy one hears it from its next write. */
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final PendingQueue queue;
    private final FailureLatch failure;
    private final Batch batch;
    private final SyncTrace trace;
    private final LiveSignals signals;
    private final BooleanSupplier inPlace;
    private final List<Pending> taken = new ArrayList<>();
    private final List<Staged> staged = new ArrayList<>();

    StoreWriter(Parts parts, Batch batch) {
        this.queue = parts.queue();
        this.failure = parts.failure();
        this.trace = parts.trace();
        this.signals = parts.signals();
        this.inPlace = parts.inPlace();
        this.batch = batch;
    }

    /**
     * What the writer shares with the rest of the store.
     *
     * @param inPlace whether whoever looks for the store finds this one
     */
    record Parts(PendingQueue queue, FailureLatch failure, SyncTrace trace, LiveSignals signals,
            BooleanSupplier inPlace) {
    }

    /** How one entry will be answered when the batch is stored: by the highest number, or by a refusal. */
    private record Staged(Pending pending, long highest, RuntimeException refusal) {
    }

    @Override
    public void run() {
        try {
            while (failure.reason() == null && queue.take(taken, IDLE_NANOS)) {
                if (taken.isEmpty()) {
                    failOnBackgroundError();
                    requireInPlace();
                } else {
                    commit();
                    taken.clear();
                }
            }
        } catch (RocksDBException | SyncProof.Missing | InterruptedException | RuntimeException | Error e) {
            failure.fail("a write failed (" + e.getMessage() + ")", e);
        } finally {
            refuseRest();
            batch.close();
        }
    }

    /** Asked once what a batch has written is synced, and before anybody is told of it. */
    private void requireInPlace() {
        if (!inPlace.getAsBoolean()) {
            throw new IllegalStateException("its directory was removed, or moved away, under it");
        }
    }

    private void failOnBackgroundError() throws RocksDBException {
        if (batch.hasBackgroundError()) {
            failure.fail("a background task of the store failed, see the log", null);
        }
    }

    private void commit() throws RocksDBException, SyncProof.Missing {
        batch.begin();
        staged.clear();
        for (Pending pending : taken) {
            staged.add(stage(pending));
        }
        WrittenBatch written = batch.write();
        if (written.number() > 0) {
            trace.written(written);
            batch.requireSynced(written);
            requireInPlace();
        }
        for (Staged each : staged) {
            settle(each, written);
        }
        if (batch.namedLogs()) {
            signals.named();
        }
    }

    private Staged stage(Pending pending) throws RocksDBException {
        try {
            return new Staged(pending, switch (pending) {
                case Pending.Append append -> batch.append(append);
                case Pending.ReadHighest read -> batch.highest(read.persistenceId());
                case Pending.Delete delete -> batch.delete(delete);
            }, null);
        } catch (BlockExists e) {
            return new Staged(pending, 0, e);
        }
    }

    private void settle(Staged each, WrittenBatch written) {
        Settlement settlement = each.pending().settlement();
        if (each.refusal() != null) {
            refuse(each.pending(), each.refusal());
            return;
        }
        if (each.pending() instanceof Pending.Append append) {
            trace.acknowledged(written.number());
            guarded(() -> settlement.done(each.highest()));
            signals.appended(append.persistenceId());
        } else {
            guarded(() -> settlement.done(each.highest()));
        }
    }

    // Whoever is told about one append must not be able to stop the writing of all others.
    private static void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.warn("An append could not be answered", e);
        }
    }

    private static void refuse(Pending pending, RuntimeException reason) {
        guarded(() -> pending.settlement().refused(reason));
    }

    private void refuseRest() {
        StoreStopped failed = failure.reason();
        StoreStopped reason = failed == null ? new StoreStopped("The store is closed") : failed;
        queue.close(reason);
        taken.forEach(pending -> refuse(pending, reason));
        queue.drain().forEach(pending -> refuse(pending, reason));
    }
}
