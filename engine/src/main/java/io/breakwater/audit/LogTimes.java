package io.breakwater.audit;

import io.breakwater.journal.Logs;
import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.log.BlockReader;
import io.breakwater.log.CorruptEncoding;

/**
 * Finds the blocks of a log that were decided about a time, by halving: times rise along a log but for what one batch
 * may lie behind another. Blocks without events have no time. What it answers narrows a search and proves nothing.
 */
final class LogTimes {
    /** Blocks without a time that are passed over at once, at most. */
    private static final int MOST_UNDATED = 256;

    private final Logs logs;
    private final String log;

    LogTimes(Logs logs, String log) {
        this.logs = logs;
        this.log = log;
    }

    /** Numbers of blocks, bounds included. */
    record Stretch(long from, long to) {}

    /** @param fromMicros epoch micros; all of a log that cannot be read */
    Stretch between(long fromMicros, long toMicros) {
        long head = logs.highest(log);
        try {
            return new Stretch(Math.max(1, firstSince(fromMicros, head) - 1),
                    Math.min(head, firstSince(toMicros, head)));
        } catch (RowDamaged | CorruptEncoding unreadable) {
            return new Stretch(1, head);
        }
    }

    private long firstSince(long micros, long head) {
        long low = 1;
        long high = head + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (isBefore(middle, high, micros)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether the first block with a time, from a number on, was begun before this one. */
    private boolean isBefore(long number, long end, long micros) {
        long[] time = new long[1];
        logs.follow(log, new RowRange(number, end - 1, MOST_UNDATED), row -> {
            time[0] = time(row);
            return time[0] == 0;
        });
        return time[0] != 0 && time[0] < micros;
    }

    private static long time(StoredRow row) {
        return BlockReader.open(row.bytes()).header().baseTimeMicros();
    }
}
