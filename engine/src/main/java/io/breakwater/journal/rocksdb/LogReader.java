package io.breakwater.journal.rocksdb;

import io.breakwater.journal.Logs;
import io.breakwater.journal.RowCodec;
import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.RowVisitor;
import io.breakwater.journal.StoredRow;
import java.util.List;
import java.util.OptionalInt;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Reads logs, of an open store or of one at rest. Every method may be called from any thread and waits for the disk;
 * each throws {@link io.breakwater.journal.StoreStopped} once the store is closed and
 * {@link io.breakwater.journal.StoreDamaged} or {@link RowDamaged} where bytes are not what was written.
 */
public final class LogReader implements Logs {

    private final Tables tables;
    private final LogNames names;

    LogReader(Tables tables) {
        this.tables = tables;
        this.names = new LogNames(tables);
    }

    /** In the order of their first append. */
    @Override
    public List<String> persistenceIds() {
        return namesAfter(LogNames.NONE, Integer.MAX_VALUE).stream().map(LogNames.Named::persistenceId).toList();
    }

    List<LogNames.Named> namesAfter(int id, int max) {
        return reading(() -> names.after(id, max));
    }

    @Override
    public long highest(String persistenceId) {
        return reading(() -> {
            OptionalInt id = names.find(persistenceId);
            return id.isPresent() ? names.highest(id.getAsInt()) : 0L;
        });
    }

    /** From the state of now. */
    @Override
    public long read(String persistenceId, RowRange range, RowVisitor visitor) {
        return reading(() -> {
            OptionalInt id = names.find(persistenceId);
            return id.isPresent() ? read(id.getAsInt(), persistenceId, range, visitor) : 0L;
        });
    }

    private long read(int id, String persistenceId, RowRange range, RowVisitor visitor) {
        RowPlace next = new RowPlace(persistenceId, range.from());
        long shown = 0;
        try (ReadOptions options = new ReadOptions().setFillCache(false);
                RocksIterator rows = tables.db().newIterator(tables.logs(), options)) {
            rows.seek(Keys.row(id, range.from()));
            boolean more = shown < range.max();
            while (more && isIn(rows, id, range)) {
                next = new RowPlace(persistenceId, Keys.numberOf(rows.key()));
                boolean wanted = visitor.visit(RowCodec.decode(next, rows.value()));
                more = ++shown < range.max() && wanted;
                next = new RowPlace(persistenceId, next.sequenceNr() + 1);
                tables.gate().checkOpen();
                rows.next();
            }
            rows.status();
            return shown;
        } catch (RocksDBException e) {
            throw tables.refusal(next, "", e);
        } catch (RowCodec.MalformedRow e) {
            throw new RowDamaged(tables.directory(), next, e.getMessage(), e);
        }
    }

    private static boolean isIn(RocksIterator rows, int id, RowRange range) {
        if (!rows.isValid()) {
            return false;
        }
        byte[] key = rows.key();
        return Keys.logOf(key) == id && Keys.numberOf(key) <= range.to();
    }

    private <T> T reading(ReadGate.Read<T> read) {
        try {
            return tables.gate().reading(read);
        } catch (RocksDBException e) {
            throw tables.refusal(e);
        }
    }
}
