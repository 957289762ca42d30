package io.breakwater.journal.backup;

import io.breakwater.journal.Anchors;
import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.Logs;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Copies logs between stores, row by row as they are, and reads them again. Every method waits for the stores. */
public final class LogCopy {

    private static final int MOST_ROWS = 32;
    private static final int MOST_BYTES = 1 << 20;

    private LogCopy() {}

    /**
     * What was copied of a log.
     *
     * @param rows from the first on
     * @param sha256 over the payloads of all of them, hexadecimal
     */
    public record CopiedLog(String log, long rows, String sha256) {}

    /** Where every log ends now. */
    public static SortedMap<String, Long> heads(Logs logs) {
        SortedMap<String, Long> heads = new TreeMap<>();
        logs.persistenceIds().forEach(log -> heads.put(log, logs.highest(log)));
        heads.values().removeIf(number -> number == 0);
        return heads;
    }

    /**
     * The last row of every log that was handed to the store before a time. Rows of before that are still on their
     * way have had no effect yet, so that no row in the cut rests on one outside of it, as far as the writers'
     * clocks agree.
     *
     * @param beforeMillis epoch millis, now or earlier
     */
    public static SortedMap<String, Long> cut(Logs logs, long beforeMillis) {
        SortedMap<String, Long> cut = new TreeMap<>();
        heads(logs).forEach((log, head) -> cut.put(log, lastBefore(logs, log, head, beforeMillis)));
        cut.values().removeIf(number -> number == 0);
        return cut;
    }

    private static long lastBefore(Logs logs, String log, long head, long beforeMillis) {
        long number = head;
        while (number > 0) {
            long from = Math.max(1, number - MOST_ROWS + 1);
            List<StoredRow> rows = logs.rows(log, new RowRange(from, number, MOST_ROWS));
            for (StoredRow row : rows.reversed()) {
                if (row.timestampMillis() < beforeMillis) {
                    return row.sequenceNr();
                }
            }
            number = from - 1;
        }
        return 0;
    }

    /** @throws BackupRefused where the store has any log */
    public static void requireEmpty(LogStore store) {
        List<String> found = store.logs().persistenceIds();
        if (!found.isEmpty()) {
            throw new BackupRefused(store.place() + " is not empty, it has " + found.size() + " logs, the first "
                    + found.getFirst() + ": name an empty one");
        }
    }

    /**
     * Copies the rows of logs up to a number each and compares what the target holds then.
     *
     * @return what was copied of each log
     * @throws BackupRefused where the target does not hold the same bytes, or a log's first rows were removed
     */
    public static List<CopiedLog> copy(Logs from, LogStore to, Map<String, Long> upTo) throws InterruptedException {
        List<CopiedLog> copied = new ArrayList<>();
        for (Map.Entry<String, Long> log : upTo.entrySet()) {
            CopiedLog summary = copy(from, to, log.getKey(), log.getValue());
            requireSame(summary, to, log.getValue());
            copied.add(summary);
        }
        return copied;
    }

    /**
     * Holds a copy that was made before against the logs; it may have gone on since.
     *
     * @return what is the same of each log
     * @throws BackupRefused where the copy does not hold the same bytes
     */
    public static List<CopiedLog> compare(Logs from, LogStore copy, Map<String, Long> upTo) {
        List<CopiedLog> same = new ArrayList<>();
        upTo.forEach((log, last) -> {
            CopiedLog summary = summary(from, log, last);
            requireSame(summary, copy, last);
            same.add(summary);
        });
        return same;
    }

    private static void requireSame(CopiedLog expected, LogStore copy, long last) {
        CopiedLog found = summary(copy.logs(), expected.log(), last);
        if (!found.equals(expected)) {
            throw new BackupRefused("The copy of " + expected.log() + " in " + copy.place() + " holds " + found
                    + " instead of " + expected + ": empty it and run this again");
        }
    }

    /** @throws BackupRefused where logs do not end where a manifest says */
    public static void requireHeads(Logs logs, List<LogSummary> expected) {
        for (LogSummary log : expected) {
            long highest = logs.highest(log.persistenceId());
            if (highest != log.highest()) {
                throw new BackupRefused("The copy of " + log.persistenceId() + " ends at " + highest + " instead of "
                        + log.highest());
            }
        }
    }

    private static CopiedLog copy(Logs from, LogStore to, String log, long last) throws InterruptedException {
        if (Anchors.number(from, log) > 0) {
            throw new BackupRefused("Log " + log + " was trimmed and begins behind block " + Anchors.number(from, log)
                    + "; only an embedded journal can keep it: back it up and restore it there");
        }
        Summing summing = new Summing(log);
        long next = 1;
        while (next <= last) {
            List<StoredRow> rows = page(from, log, next, last);
            if (rows.isEmpty() || rows.getFirst().sequenceNr() != next
                    || rows.getLast().sequenceNr() != next + rows.size() - 1) {
                throw new BackupRefused("Log " + log + " lacks block " + next + " or one of those behind it; restore"
                        + " another backup");
            }
            WaitedAppend.append(to, rows);
            rows.forEach(summing::add);
            next += rows.size();
        }
        return summing.summary();
    }

    private static List<StoredRow> page(Logs from, String log, long next, long last) {
        List<StoredRow> rows = new ArrayList<>();
        long[] bytes = new long[1];
        from.read(log, new RowRange(next, last, MOST_ROWS), row -> {
            rows.add(row);
            bytes[0] += row.bytes().length;
            return bytes[0] < MOST_BYTES;
        });
        return rows;
    }

    private static CopiedLog summary(Logs logs, String log, long last) {
        Summing summing = new Summing(log);
        logs.read(log, new RowRange(1, last, Long.MAX_VALUE), row -> {
            summing.add(row);
            return true;
        });
        return summing.summary();
    }

    /** Sums rows up: how many, up to where, and a digest over all their payloads. */
    private static final class Summing {

        private final String log;
        private final MessageDigest digest = Sha256.digest();
        private long rows;

        Summing(String log) {
            this.log = log;
        }

        void add(StoredRow row) {
            rows++;
            digest.update(row.bytes());
        }

        CopiedLog summary() {
            return new CopiedLog(log, rows, Sha256.hex(digest));
        }
    }
}
