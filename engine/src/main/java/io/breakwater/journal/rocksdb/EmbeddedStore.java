package io.breakwater.journal.rocksdb;

import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoreCounters;
import io.breakwater.journal.StoreDamaged;
import io.breakwater.journal.StoreInUse;
import io.breakwater.journal.StoreStopped;
import io.breakwater.journal.StoreUnfinished;
import io.breakwater.journal.StoredRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.Checkpoint;
import org.rocksdb.RocksDBException;

/**
 * A store open for writing: the only one in its directory, on the whole machine. Methods may be called from any
 * thread. Needs no actor system.
 */
public final class EmbeddedStore implements LogStore {

    private final StoreSettings settings;
    private final StoreLock lock;
    private final FailureLatch failure = new FailureLatch();
    private final PendingQueue queue;
    private final LiveSignals signals;
    private final Tables tables;
    private final Batch batch;
    private final Thread writer;
    private final AtomicLong cuts = new AtomicLong();

    private EmbeddedStore(StoreSettings settings, StoreLock lock, Opening opening) {
        NativeCode.load(settings.directory());
        this.settings = settings;
        this.lock = lock;
        this.queue = new PendingQueue(settings.writes());
        this.signals = new LiveSignals(settings.reads().maxLiveQueries());
        this.tables = opening.tables(this);
        this.batch = batch(opening);
        StoreWriter.Parts parts = new StoreWriter.Parts(
                queue, failure, opening.trace(), signals, lock::isInPlace);
        // A daemon, so that a program that ends without closing ends; whatever was acknowledged is synced.
        this.writer = Thread.ofPlatform().daemon().name("journal-writer").unstarted(new StoreWriter(parts, batch));
    }

    private Batch batch(Opening opening) {
        try {
            return new Batch(tables, settings.writes(), opening.write());
        } catch (RocksDBException e) {
            tables.close();
            throw tables.refusal(e);
        }
    }

    /** What tests may see or replace when a store is opened. */
    record Opening(BatchWrite write, SyncTrace trace, List<AbstractEventListener> listeners) {

        static final Opening REAL = new Opening(BatchWrite.synced(), SyncTrace.NONE, List.of());

        private Tables tables(EmbeddedStore store) {
            List<AbstractEventListener> all = new ArrayList<>(listeners);
            all.add(new BackgroundErrors(store.failure, store.queue));
            return Tables.open(store.paths(), store.settings.files(), all);
        }
    }

    /**
     * Opens the store in the settings' directory and creates it when there is none.
     *
     * @throws StoreInUse when a store is open in the directory, here or in another process
     * @throws StoreDamaged when its files are not what was written
     * @throws io.breakwater.journal.StoreDenied when the machine has no room, handles or permission for them
     * @throws StoreUnfinished when a restore or a copy into it has not ended
     */
    public static EmbeddedStore open(StoreSettings settings) {
        return open(settings, Opening.REAL);
    }

    /**
     * Opens a store in a directory that is new or empty, or that a filling which was cut short has left. Nobody else
     * opens it before {@link #markFilled} was said.
     *
     * @param begin puts into the directory what the store begins with
     * @throws BackupRefused where the directory holds anything else
     */
    public static EmbeddedStore openToFill(StoreSettings settings, Consumer<StorePaths> begin) {
        return open(settings, Opening.REAL, paths -> {
            paths.markFilling();
            begin.accept(paths);
        });
    }

    /**
     * As {@link #open(StoreSettings)}, to move its logs, which may have been begun before.
     *
     * @param to where they go
     * @throws StoreUnfinished also where they are on their way to another place
     */
    public static EmbeddedStore openToMove(StoreSettings settings, String to) {
        return opened(settings, Opening.REAL, paths -> {
            paths.requireMovable(to);
            paths.requireFilled();
        });
    }

    static EmbeddedStore open(StoreSettings settings, Opening opening) {
        return open(settings, opening, StorePaths::requireFilled);
    }

    private static EmbeddedStore open(StoreSettings settings, Opening opening, Consumer<StorePaths> prepared) {
        return opened(settings, opening, paths -> {
            paths.requireNotMoved();
            prepared.accept(paths);
        });
    }

    /** @param prepared what is done with the directory before it is opened, once it is held */
    private static EmbeddedStore opened(StoreSettings settings, Opening opening, Consumer<StorePaths> prepared) {
        StoreLock lock = StoreLock.take(new StorePaths(settings.directory()));
        try {
            StorePaths paths = new StorePaths(settings.directory());
            prepared.accept(paths);
            paths.deleteCuts();
            EmbeddedStore store = new EmbeddedStore(settings, lock, opening);
            store.writer.start();
            return store;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Stores the rows together, behind everything appended before; {@link io.breakwater.journal.BlockExists} when the
     * log already reaches the first row's number.
     */
    @Override
    public void append(List<StoredRow> rows, Settlement settlement) {
        queue.offer(Appends.checked(rows, settings.writes(), settlement));
    }

    /** Once everything appended before is stored. */
    @Override
    public void readHighest(String persistenceId, Settlement settlement) {
        queue.offer(new Pending.ReadHighest(persistenceId, settlement));
    }

    /** Drops a log's rows up to a number, all of them or none; its highest number stays. Throws as append. */
    public void deleteTo(String persistenceId, long toSequenceNr, Settlement settlement) {
        queue.offer(new Pending.Delete(persistenceId, toSequenceNr, settlement));
    }

    @Override
    public LogReader logs() {
        return new LogReader(tables);
    }

    @Override
    public SnapshotTable snapshots() {
        return new SnapshotTable(tables, settings.reads());
    }

    LiveSignals signals() {
        return signals;
    }

    public StoreSettings settings() {
        return settings;
    }

    WriterCounters written() {
        return batch.counters();
    }

    @Override
    public StoreCounters counters() {
        WriterCounters written = written();
        return new StoreCounters(written.rows(), written.bytes(), written.syncs());
    }

    @Override
    public String place() {
        return settings.directory().toString();
    }

    /** Calls {@code handler} once on {@code executor} when the store has failed for good: the node must stop. */
    public void onFailure(Consumer<StoreStopped> handler, Executor executor) {
        failure.onFailure(handler, executor);
    }

    /**
     * Makes a consistent cut of the store beside it: links to its files, so that it costs little and must be deleted
     * soon. Appends go on meanwhile. What a crash leaves behind is deleted when the store is opened again.
     *
     * @return a directory that a {@link ReadOnlyStore} can be opened on
     */
    public StorePaths cut() {
        StorePaths cut = paths().cut(cuts.incrementAndGet());
        try {
            Files.createDirectories(cut.directory());
            return tables.gate().reading(() -> {
                try (Checkpoint checkpoint = Checkpoint.create(tables.db())) {
                    checkpoint.createCheckpoint(cut.files().toString());
                    return cut;
                }
            });
        } catch (RocksDBException e) {
            cut.delete();
            throw tables.refusal(e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + cut.directory() + ": " + e, e);
        }
    }

    /** Gives back the room of rows that were removed. Waits: what stays of the logs is written anew. */
    public void compact() {
        tables.compactLogs();
    }

    /** Fences the store: from now on it is only opened to go on with that. @param to where its logs go */
    public void moveTo(String to) {
        paths().markMoving(to);
    }

    /** Whether it was fenced, and its logs were not said to have arrived. */
    public boolean isMoving() {
        return paths().isMoving();
    }

    /** Its logs have arrived where they were said to go: it is not opened any more. */
    public void markMoved() {
        paths().markMoved();
    }

    public StorePaths paths() {
        return new StorePaths(settings.directory());
    }

    @Override
    public void markFilled() {
        paths().markFilled();
    }

    /** Stores what waits, then gives the directory free. Waits for both. */
    @Override
    public void close() {
        queue.close(new StoreStopped("The store is closed"));
        boolean interrupted = awaitWriter();
        tables.close();
        lock.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // The native database must not be closed under the writer, so an interrupt only takes effect afterwards.
    private boolean awaitWriter() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }
}
