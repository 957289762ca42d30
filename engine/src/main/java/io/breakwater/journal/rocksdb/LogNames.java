package io.breakwater.journal.rocksdb;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** Which small number stands for which log in the keys, and how far each log was deleted. Numbers are never reused. */
final class LogNames {

    static final int NONE = 0;

    private final Tables tables;

    LogNames(Tables tables) {
        this.tables = tables;
    }

    /** A log's name and the number that stands for it. */
    record Named(int id, String persistenceId) {
    }

    OptionalInt find(String persistenceId) throws RocksDBException {
        byte[] id = tables.db().get(tables.names(), Keys.idOfName(Keys.utf8(persistenceId)));
        return id == null ? OptionalInt.empty() : OptionalInt.of(ByteBuffer.wrap(id).getInt());
    }

    /** The next logs behind {@code id} in the order of their first append, at most {@code max}. */
    List<Named> after(int id, int max) throws RocksDBException {
        List<Named> found = new ArrayList<>();
        try (RocksIterator names = tables.db().newIterator(tables.names())) {
            names.seek(Keys.nameOfId(id + 1));
            while (names.isValid() && Keys.isNameOfId(names.key()) && found.size() < max) {
                found.add(new Named(Keys.idIn(names.key()), Keys.text(names.value(), 0)));
                names.next();
            }
            names.status();
        }
        return found;
    }

    /** The highest number that stands for a log, {@link #NONE} when there is no log. */
    int last() throws RocksDBException {
        try (RocksIterator names = tables.db().newIterator(tables.names())) {
            names.seekForPrev(Keys.nameOfId(Integer.MAX_VALUE));
            names.status();
            return names.isValid() && Keys.isNameOfId(names.key()) ? Keys.idIn(names.key()) : NONE;
        }
    }

    void put(WriteBatch batch, Named named) throws RocksDBException {
        byte[] name = Keys.utf8(named.persistenceId());
        batch.put(tables.names(), Keys.idOfName(name), Keys.bytes(named.id()));
        batch.put(tables.names(), Keys.nameOfId(named.id()), name);
    }

    /** Number up to which rows were deleted, 0 when none were. */
    long deletedTo(int id) throws RocksDBException {
        byte[] mark = tables.db().get(tables.names(), Keys.deletedTo(id));
        return mark == null ? 0 : ByteBuffer.wrap(mark).getLong();
    }

    void putDeletedTo(WriteBatch batch, int id, long number) throws RocksDBException {
        batch.put(tables.names(), Keys.deletedTo(id), Keys.bytes(number));
    }

    /** The highest number of a log, deleted rows included; 0 when it never had one. */
    long highest(int id) throws RocksDBException {
        try (RocksIterator rows = tables.db().newIterator(tables.logs())) {
            rows.seekForPrev(Keys.row(id, Long.MAX_VALUE));
            rows.status();
            boolean found = rows.isValid() && Keys.logOf(rows.key()) == id;
            return Math.max(found ? Keys.numberOf(rows.key()) : 0, deletedTo(id));
        }
    }
}
