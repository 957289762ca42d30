package io.breakwater.audit.restore;

import io.breakwater.audit.Families;
import io.breakwater.audit.Identity;
import io.breakwater.audit.ReadableBlocks;
import io.breakwater.journal.BlockExists;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.backup.LogCopy;
import io.breakwater.journal.backup.LogCopy.CopiedLog;
import io.breakwater.journal.cassandra.CassandraStore;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import java.util.List;
import java.util.SortedMap;

/**
 * Moves all logs from one store to another, byte for byte, and leaves the source fenced: nobody who starts on it, or
 * still runs on it, is acknowledged anything any more.
 *
 * @param nowMillis when, epoch millis
 */
public record JournalMove(Identity identity, long nowMillis) {

    private static final int MOST_TRIES = 100;

    /**
     * The source is held by this process, so that nobody else writes to it. Nobody starts on it once it was said that
     * its logs go elsewhere, and nobody on the target before; cut short between the two, neither is started on, and the
     * same again ends it.
     *
     * @param to empty, or what it was when this was cut short
     * @throws io.breakwater.journal.BackupRefused where the target is not empty or the copy differs
     * @throws io.breakwater.journal.StoreNewer where a later release has written to a log
     */
    public List<CopiedLog> outOfEmbedded(EmbeddedStore from, LogStore to) throws InterruptedException {
        SortedMap<String, Long> heads = LogCopy.heads(from.logs());
        List<CopiedLog> moved;
        if (from.isMoving() && !to.logs().persistenceIds().isEmpty()) {
            moved = LogCopy.compare(from.logs(), to, heads);
        } else {
            LogCopy.requireEmpty(to);
            new ReadableBlocks().require(from.logs());
            moved = LogCopy.copy(from.logs(), to, heads);
        }
        from.moveTo(to.place());
        to.markFilled();
        from.markMoved();
        return moved;
    }

    /**
     * Nodes may run on the source. It first says that its logs have moved, which whoever recovers from them reads; then
     * every log gets a block with a later term, so that whoever still writes finds the next number taken.
     *
     * @throws io.breakwater.journal.BackupRefused where the target is not empty or the copy differs
     * @throws io.breakwater.journal.StoreMoved where they have moved to another target, or were begun to
     * @throws io.breakwater.journal.StoreNewer where a later release has written to a log
     */
    public List<CopiedLog> outOfCassandra(CassandraStore from, LogStore to) throws InterruptedException {
        LogCopy.requireEmpty(to);
        new ReadableBlocks().require(from.logs());
        from.moveTo(to.place());
        TermBlocks terms = new TermBlocks(new LogFolds(from, identity), List.of());
        for (String log : from.logs().persistenceIds()) {
            if (Families.ALL.of(log).isPresent()) {
                fence(terms, log);
            }
        }
        List<CopiedLog> moved = LogCopy.copy(from.logs(), to, LogCopy.heads(from.logs()));
        to.markFilled();
        return moved;
    }

    /** A writer that goes on may take the number first, some times, but not again once it has had to recover. */
    private void fence(TermBlocks terms, String log) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                terms.raise(log, 0, nowMillis);
                return;
            } catch (BlockExists ahead) {
                if (tries == MOST_TRIES) {
                    throw ahead;
                }
            }
        }
    }
}
