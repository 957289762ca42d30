package io.breakwater.journal.rocksdb;

import io.breakwater.journal.BlockExists;
import io.breakwater.journal.RowBytes;
import io.breakwater.journal.rocksdb.SyncTrace.WrittenBatch;
import java.nio.ByteBuffer;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Gathers entries into one native write batch and writes it. Belongs to the writer's thread. */
final class Batch implements AutoCloseable {

    private static final int FIRST_BUFFER_BYTES = 512 << 10;

    private final Tables tables;
    private final LogNames names;
    private final Heads heads;
    private final BatchWrite write;
    private final SyncProof proof;
    private final WriteBatch batch = new WriteBatch();
    private final ByteBuffer key = ByteBuffer.allocateDirect(Keys.ROW_BYTES);
    private ByteBuffer value = ByteBuffer.allocateDirect(FIRST_BUFFER_BYTES);
    private boolean namedLogs;
    private long rows;
    private long bytes;
    private volatile WriterCounters counters = new WriterCounters(0, 0, 0, 0, 0);

    Batch(Tables tables, WriteBounds bounds, BatchWrite write) throws RocksDBException {
        this.tables = tables;
        this.names = new LogNames(tables);
        this.heads = new Heads(names, bounds.logsCached());
        this.write = write;
        this.proof = new SyncProof(tables.options().statistics());
    }

    void begin() {
        batch.clear();
        heads.trim();
        namedLogs = false;
        rows = 0;
        bytes = 0;
    }

    /** @throws BlockExists when the log, or what this batch already holds of it, has reached the first row's number */
    long append(Pending.Append append) throws RocksDBException {
        Heads.Head head = heads.of(append.persistenceId());
        long first = append.rows()[0].sequenceNr();
        if (first <= head.highest()) {
            throw new BlockExists(append.persistenceId(), first, head.highest());
        }
        namedLogs |= heads.nameIfNew(head, append.persistenceId(), batch);
        for (RowBytes row : append.rows()) {
            put(head.id(), row);
            head.advance(row.sequenceNr());
        }
        rows += append.rows().length;
        bytes += append.size();
        return head.highest();
    }

    private void put(int log, RowBytes row) throws RocksDBException {
        if (row.size() > value.capacity()) {
            value = ByteBuffer.allocateDirect(Math.max(row.size(), 2 * value.capacity()));
        }
        row.writeTo(value.clear());
        key.clear().putInt(log).putLong(row.sequenceNr());
        batch.put(tables.logs(), key.flip(), value.flip());
    }

    long highest(String persistenceId) throws RocksDBException {
        return heads.of(persistenceId).highest();
    }

    long delete(Pending.Delete delete) throws RocksDBException {
        Heads.Head head = heads.of(delete.persistenceId());
        long to = Math.min(delete.toSequenceNr(), head.highest());
        if (head.id() != LogNames.NONE && to > 0) {
            batch.deleteRange(tables.logs(), Keys.row(head.id(), 0), Keys.row(head.id(), to + 1));
            names.putDeletedTo(batch, head.id(), Math.max(to, names.deletedTo(head.id())));
        }
        return head.highest();
    }

    /** Writes what was gathered. @return which batch it was, number 0 when there was nothing to write */
    WrittenBatch write() throws RocksDBException {
        if (batch.count() == 0) {
            return new WrittenBatch(0, 0, 0);
        }
        long syncsBefore = proof.syncs();
        write.write(tables.db(), batch);
        return new WrittenBatch(counters.batches() + 1, syncsBefore, proof.syncs());
    }

    void requireSynced(WrittenBatch written) throws SyncProof.Missing {
        proof.require(written);
        counters = new WriterCounters(written.number(), written.syncsAfter(), counters.rows() + rows,
                counters.bytes() + bytes, tables.db().getLatestSequenceNumber());
    }

    /**
     * Whether a task of RocksDB's own threads has failed. Its Java listener does not know every reason and then tells
     * nobody, so the count is asked for as well.
     */
    boolean hasBackgroundError() throws RocksDBException {
        return tables.db().getLongProperty("rocksdb.background-errors") > 0;
    }

    /** Whether the batch holds the first row of some log. */
    boolean namedLogs() {
        return namedLogs;
    }

    WriterCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        batch.close();
    }
}
