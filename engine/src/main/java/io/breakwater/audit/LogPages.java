package io.breakwater.audit;

import io.breakwater.journal.Logs;
import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.RowVisitor;
import io.breakwater.journal.StoredRow;
import java.util.ArrayList;
import java.util.List;

/**
 * One log from a number to its head of now, a page at a time: a page is copied out before it is looked at, so that
 * slow work never holds the store. Rows that cannot be read are told and passed over. Where the log ends was asked
 * before; to ask it again for every page would be most of the cost with a store that several nodes write, and get in
 * the way of who appends. Only where nothing follows is it asked: something may be missing, with more behind it.
 */
final class LogPages {
    private static final int PAGE_ROWS = 256;
    private static final int PAGE_BYTES = 4 << 20;

    private final Logs logs;
    private final String log;
    private final long to;
    private long next;

    /** @param to the last number that is read, at most the log's head */
    LogPages(Logs logs, String log, long from, long to) {
        this.logs = logs;
        this.log = log;
        this.next = from;
        this.to = to;
    }

    /** Rows that follow, and the damage behind them, where there is one. */
    record Page(List<StoredRow> rows, RowDamaged damaged) {}

    /** Whether there may be more. */
    boolean hasNext() {
        return next <= to;
    }

    /** The next page; without rows and damage where the log has ended early. */
    Page next() {
        List<StoredRow> rows = new ArrayList<>();
        try {
            logs.follow(log, new RowRange(next, to, PAGE_ROWS), into(rows));
            if (rows.isEmpty()) {
                logs.read(log, new RowRange(next, to, PAGE_ROWS), into(rows));
            }
        } catch (RowDamaged damaged) {
            next = Math.max(next, damaged.place().sequenceNr()) + 1;
            return new Page(rows, damaged);
        }
        next = rows.isEmpty() ? to + 1 : rows.getLast().sequenceNr() + 1;
        return new Page(rows, null);
    }

    /** At least one, then until they are large. */
    private static RowVisitor into(List<StoredRow> rows) {
        long[] bytes = new long[1];
        return row -> {
            rows.add(row);
            bytes[0] += row.bytes().length;
            return bytes[0] < PAGE_BYTES;
        };
    }
}
