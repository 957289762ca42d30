package io.breakwater.audit;

import io.breakwater.audit.Damage.Kind;
import io.breakwater.journal.StoredRow;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.CorruptEncoding;
import java.util.function.Predicate;

/** Reads the blocks of one log that may matter, in order. Checks bytes, not chains. */
final class LogScan {
    private final Journal journal;
    private final String log;
    private final BlockReader reader;
    private final long begins;

    /** @throws DamagedLog where it cannot be read what the log begins with */
    LogScan(Journal journal, String log, BlockReader reader) {
        this.journal = journal;
        this.log = log;
        this.reader = reader;
        this.begins = Beginning.number(journal.logs(), log);
    }

    /** What becomes of a block. */
    @FunctionalInterface
    interface Visitor {

        /** @return false to stop reading */
        boolean visit(Block block);
    }

    /** Shows the blocks up to a number. As {@link #read(LogTimes.Stretch, Predicate, Visitor, Progress)}. */
    void read(long to, Predicate<byte[]> matters, Visitor visitor, Progress progress) {
        read(stretch(1, to), matters, visitor, progress);
    }

    /** Blocks from a number to another one, or the log's head where that comes first. */
    LogTimes.Stretch stretch(long from, long to) {
        return new LogTimes.Stretch(from, Math.min(to, journal.logs().highest(log)));
    }

    /** The blocks that were decided about a time. */
    LogTimes.Stretch between(long fromMicros, long toMicros) {
        return new LogTimes(journal.logs(), log).between(fromMicros, toMicros);
    }

    /**
     * Shows the blocks whose bytes pass.
     *
     * @param stretch ends no later than the log
     * @throws DamagedLog where one of them cannot be read
     */
    void read(LogTimes.Stretch stretch, Predicate<byte[]> matters, Visitor visitor, Progress progress) {
        LogPages pages = new LogPages(journal.logs(), log, Math.max(begins + 1, stretch.from()), stretch.to());
        while (pages.hasNext()) {
            progress.check();
            LogPages.Page page = pages.next();
            for (StoredRow row : page.rows()) {
                progress.add(0);
                if (matters.test(row.bytes()) && !visitor.visit(block(row))) {
                    return;
                }
            }
            if (page.damaged() != null) {
                long number = page.damaged().place().sequenceNr();
                Damage damage = new Damage(log, number, Kind.ENVELOPE, page.damaged().getMessage());
                throw new DamagedLog(damage, page.damaged());
            }
        }
    }

    private Block block(StoredRow row) {
        try {
            return reader.read(row.bytes());
        } catch (CorruptEncoding corrupt) {
            throw new DamagedLog(Damage.unread(log, row.sequenceNr(), corrupt), corrupt);
        }
    }
}
