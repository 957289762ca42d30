package io.breakwater.journal.rocksdb;

import io.breakwater.journal.RowBytes;
import io.breakwater.journal.RowCodec;
import io.breakwater.journal.StoredRow;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.RocksDBException;

/**
 * A store in the hands of somebody who may write its files and knows their format: RocksDB's checksums and the rows' own
 * are right whatever is put there.
 */
public final class TamperedStore implements AutoCloseable {
    private final Tables tables;

    public TamperedStore(Path directory) {
        tables = Tables.open(new StorePaths(directory), StoreConfigs.settings(directory).files(), List.of());
    }

    private int id(String log) throws RocksDBException {
        return new LogNames(tables).find(log).orElseThrow();
    }

    /** Puts a row in place of another, as if it had been written there. */
    public void put(StoredRow row) throws RocksDBException {
        RowBytes bytes = RowCodec.encode(row);
        tables.db().put(tables.logs(), Keys.row(id(row.persistenceId()), row.sequenceNr()),
                joined(bytes.header(), bytes.payload()));
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] both = java.util.Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }

    /** Changes one byte of a row and leaves its checksum as it was. */
    public void flip(String log, long number) throws RocksDBException {
        byte[] key = Keys.row(id(log), number);
        byte[] value = tables.db().get(tables.logs(), key);
        value[value.length / 2] ^= 1;
        tables.db().put(tables.logs(), key, value);
    }

    /** Removes the rows from a number on. */
    public void cut(String log, long from) throws RocksDBException {
        while (new LogNames(tables).highest(id(log)) >= from) {
            remove(log, new LogNames(tables).highest(id(log)));
        }
    }

    public void remove(String log, long number) throws RocksDBException {
        tables.db().delete(tables.logs(), Keys.row(id(log), number));
    }

    /** Removes a log, its name included. */
    public void removeLog(String log) throws RocksDBException {
        int id = id(log);
        cut(log, 1);
        tables.db().delete(tables.names(), Keys.nameOfId(id));
        tables.db().delete(tables.names(), Keys.idOfName(Keys.utf8(log)));
    }

    /** Puts a snapshot in place of another. */
    public void putSnapshot(StoredRow row) throws RocksDBException {
        RowBytes bytes = RowCodec.encode(row);
        tables.db().put(tables.snapshots(), Keys.snapshotHeader(row.persistenceId(), row.sequenceNr()), bytes.header());
        tables.db().put(tables.snapshots(), Keys.snapshotBytes(row.persistenceId(), row.sequenceNr()), bytes.payload());
    }

    @Override
    public void close() {
        tables.close();
    }
}
