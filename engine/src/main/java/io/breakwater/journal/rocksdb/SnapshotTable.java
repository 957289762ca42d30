package io.breakwater.journal.rocksdb;

import io.breakwater.journal.RowBytes;
import io.breakwater.journal.RowCodec;
import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.RowRefused;
import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.Snapshots;
import io.breakwater.journal.StoredRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Snapshots beside the logs. They bypass the write-ahead log, so that megabytes of them never stand in front of an
 * append: a save is done when its file has been written and synced. Every method waits for the disk.
 */
public final class SnapshotTable implements Snapshots {

    private final Tables tables;
    private final ReadBounds bounds;

    SnapshotTable(Tables tables, ReadBounds bounds) {
        this.tables = tables;
        this.bounds = bounds;
    }

    /**
     * Keeps a snapshot, in place of one with the same number, and drops the oldest beyond those to keep.
     *
     * @throws RowRefused when it is larger than a snapshot may be
     */
    public void save(StoredRow snapshot) {
        RowBytes bytes = RowCodec.encode(snapshot);
        if (bytes.size() > bounds.maxSnapshotBytes()) {
            throw new RowRefused("Snapshot " + snapshot.place() + " has " + bytes.size() + " bytes, "
                    + StoreSettings.PATH + ".max-snapshot-bytes is " + bounds.maxSnapshotBytes());
        }
        String name = Appends.checkedName(snapshot.persistenceId());
        writing(batch -> {
            put(batch, name, bytes);
            List<Long> others = numbers(name, SnapshotRange.all());
            others.remove(bytes.sequenceNr());
            for (long number : others.subList(Math.min(bounds.snapshotsKept() - 1, others.size()), others.size())) {
                delete(batch, name, number);
            }
        });
    }

    private void put(WriteBatch batch, String name, RowBytes bytes) throws RocksDBException {
        batch.put(tables.snapshots(), Keys.snapshotHeader(name, bytes.sequenceNr()), bytes.header());
        batch.put(tables.snapshots(), Keys.snapshotBytes(name, bytes.sequenceNr()), bytes.payload());
    }

    @Override
    public Optional<StoredRow> newest(String persistenceId, SnapshotRange range) {
        return reading(() -> {
            List<Long> found = numbers(persistenceId, range);
            return found.isEmpty() ? Optional.<StoredRow>empty()
                    : Optional.of(load(new RowPlace(persistenceId, found.getFirst())));
        });
    }

    @Override
    public List<Long> list(String persistenceId, SnapshotRange range) {
        return reading(() -> numbers(persistenceId, range));
    }

    /** Drops the snapshots in {@code range}. */
    public void delete(String persistenceId, SnapshotRange range) {
        writing(batch -> {
            for (long number : numbers(persistenceId, range)) {
                delete(batch, persistenceId, number);
            }
        });
    }

    private void delete(WriteBatch batch, String name, long number) throws RocksDBException {
        batch.delete(tables.snapshots(), Keys.snapshotHeader(name, number));
        batch.delete(tables.snapshots(), Keys.snapshotBytes(name, number));
    }

    private List<Long> numbers(String name, SnapshotRange range) throws RocksDBException {
        List<Long> found = new ArrayList<>();
        byte[] lowest = Keys.snapshotHeader(name, Math.max(0, range.minNumber()));
        try (ReadOptions options = new ReadOptions().setFillCache(false);
                RocksIterator headers = tables.db().newIterator(tables.snapshots(), options)) {
            headers.seekForPrev(Keys.snapshotHeader(name, range.maxNumber()));
            while (headers.isValid() && Arrays.compareUnsigned(headers.key(), lowest) >= 0) {
                if (range.holdsTime(RowCodec.timestampMillis(headers.value()))) {
                    found.add(Keys.snapshotNumber(headers.key()));
                }
                headers.prev();
            }
            headers.status();
        }
        return found;
    }

    private StoredRow load(RowPlace place) {
        String name = place.persistenceId();
        try {
            byte[] header = tables.db().get(tables.snapshots(), Keys.snapshotHeader(name, place.sequenceNr()));
            byte[] bytes = tables.db().get(tables.snapshots(), Keys.snapshotBytes(name, place.sequenceNr()));
            if (header == null || bytes == null) {
                throw new RowCodec.MalformedRow("a part of the snapshot is missing");
            }
            return RowCodec.decode(place, header, bytes);
        } catch (RocksDBException e) {
            throw tables.refusal(place, "snapshot: ", e);
        } catch (RowCodec.MalformedRow e) {
            throw new RowDamaged(tables.directory(), place, "snapshot: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Change {
        void stage(WriteBatch batch) throws RocksDBException;
    }

    private void writing(Change change) {
        reading(() -> {
            try (WriteBatch batch = new WriteBatch();
                    WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
                    FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
                change.stage(batch);
                if (batch.count() > 0) {
                    tables.db().write(unlogged, batch);
                    tables.db().flush(flush, tables.snapshots());
                }
                return batch.count();
            }
        });
    }

    private <T> T reading(ReadGate.Read<T> read) {
        try {
            return tables.gate().reading(read);
        } catch (RocksDBException e) {
            throw tables.refusal(e);
        }
    }
}
