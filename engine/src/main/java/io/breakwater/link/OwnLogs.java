package io.breakwater.link;

import io.breakwater.journal.Logs;
import io.breakwater.journal.RowRange;
import io.breakwater.link.Refusal.Code;
import io.breakwater.log.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The data center's own logs, as a leader reads them. Every method waits for the journal. */
record OwnLogs(Logs logs, List<String> names) {
    private static final int MOST_BLOCKS = 256;

    /** Where they end now. */
    Map<String, Long> heads() {
        Map<String, Long> heads = new TreeMap<>();
        names.forEach(log -> heads.put(log, logs.highest(log)));
        return heads;
    }

    /**
     * The next blocks of a log as they are stored; none where there is none.
     *
     * @param mostBytes enough once this is reached, so that one block more may be in it
     */
    List<byte[]> next(String log, long from, int mostBytes) {
        List<byte[]> blocks = new ArrayList<>();
        int[] bytes = new int[1];
        logs.follow(log, new RowRange(from, Long.MAX_VALUE, MOST_BLOCKS), row -> {
            if (row.sequenceNr() != from + blocks.size()) {
                return false;
            }
            blocks.add(row.bytes());
            bytes[0] += row.bytes().length;
            return bytes[0] < mostBytes;
        });
        return blocks;
    }

    /** @throws LinkRefused where a follower's copy is not the beginning of the log */
    void require(String log, long number, Digest digest) {
        if (!names.contains(log)) {
            throw LinkRefused.of(Code.OUT_OF_ORDER, "there is no log " + log + " here");
        }
        var rows = logs.rows(log, RowRange.only(number));
        if (rows.isEmpty()) {
            throw LinkRefused.of(Code.LOG_SHORTER, log + " ends here at " + logs.highest(log) + ", the copy at "
                    + number);
        }
        Digest own = Digest.sha256(rows.getFirst().bytes());
        if (!own.equals(digest)) {
            throw LinkRefused.of(Code.FORKED, log + " block " + number + " is " + own + " here, " + digest
                    + " in the copy");
        }
    }
}
