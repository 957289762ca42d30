package io.breakwater.journal.rocksdb;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The highest number of each log, as it will be once the batch being gathered is stored. Belongs to the writer's
 * thread. Keeps the logs used last; another one is read again.
 */
final class Heads {

    private final LogNames names;
    private final int bound;
    private final Map<String, Head> heads = new LinkedHashMap<>(64, .75f, true);
    private int lastId;

    Heads(LogNames names, int bound) throws RocksDBException {
        this.names = names;
        this.bound = bound;
        this.lastId = names.last();
    }

    /** A log's number in keys ({@link LogNames#NONE} until its first append) and its highest row. */
    static final class Head {

        private int id;
        private long highest;

        private Head(int id, long highest) {
            this.id = id;
            this.highest = highest;
        }

        int id() {
            return id;
        }

        long highest() {
            return highest;
        }

        void advance(long number) {
            highest = number;
        }
    }

    Head of(String persistenceId) throws RocksDBException {
        Head head = heads.get(persistenceId);
        if (head == null) {
            OptionalInt id = names.find(persistenceId);
            head = id.isPresent() ? new Head(id.getAsInt(), names.highest(id.getAsInt())) : new Head(LogNames.NONE, 0);
            heads.put(persistenceId, head);
        }
        return head;
    }

    /** Gives a log its number with its first append. @return whether it was new */
    boolean nameIfNew(Head head, String persistenceId, WriteBatch batch) throws RocksDBException {
        if (head.id != LogNames.NONE) {
            return false;
        }
        head.id = ++lastId;
        names.put(batch, new LogNames.Named(head.id, persistenceId));
        return true;
    }

    /** Forgets the logs used longest ago. Only between batches: what is gathered is not yet readable. */
    void trim() {
        Iterator<Head> eldest = heads.values().iterator();
        for (int excess = heads.size() - bound; excess > 0; excess--) {
            eldest.next();
            eldest.remove();
        }
    }
}
