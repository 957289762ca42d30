package io.breakwater.link;

import io.breakwater.journal.Logs;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.link.Refusal.Code;
import io.breakwater.link.v1.Position;
import io.breakwater.log.Digest;
import io.breakwater.log.PeerLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Logs as a leader reads them: the data center's own, or the copies of a peer's that it gives back to the peer. Every
 * method waits for the journal.
 *
 * @param names as their own data center calls them
 * @param place the persistence id of a name
 * @param mayBeShorter a follower may have more of them than there is here
 */
record ServedLogs(Logs logs, List<String> names, UnaryOperator<String> place, boolean mayBeShorter) {
    private static final int MOST_BLOCKS = 256;

    static ServedLogs own(Logs logs, List<String> names) {
        return new ServedLogs(logs, names, UnaryOperator.identity(), false);
    }

    /** What is kept here of a peer's. */
    ServedLogs copiesOf(String peer) {
        return new ServedLogs(logs, names, log -> PeerLog.id(peer, log), true);
    }

    /**
     * Where they end now; none before what a follower has of it. Costs a journal over a network, and whoever appends
     * to it, more than {@link #next}.
     */
    Map<String, Long> heads(Map<String, Long> copied) {
        Map<String, Long> now = Together.each(names, log -> logs.highest(place.apply(log)));
        copied.forEach((log, number) -> now.merge(log, number, Math::max));
        return now;
    }

    /**
     * Where a follower's copies end, those that have nothing yet as well.
     *
     * @throws LinkRefused where what it has is not the beginning of a log
     */
    Map<String, Long> held(List<Position> positions) {
        Map<String, Position> told = new TreeMap<>();
        positions.forEach(position -> told.put(position.getLog(), position));
        Map<String, Long> copied = new TreeMap<>();
        names.forEach(log -> copied.put(log, 0L));
        copied.putAll(Together.each(List.copyOf(told.keySet()), log -> {
            Position position = told.get(log);
            require(log, position.getNumber(), LinkMessages.digest(position.getDigest()));
            return position.getNumber();
        }));
        return copied;
    }

    /**
     * The next blocks of a log as they are stored; none where there is none.
     *
     * @param mostBytes enough once this is reached, so that one block more may be in it
     */
    List<StoredRow> next(String log, long from, int mostBytes) {
        List<StoredRow> blocks = new ArrayList<>();
        int[] bytes = new int[1];
        logs.follow(place.apply(log), new RowRange(from, Long.MAX_VALUE, MOST_BLOCKS), row -> {
            if (row.sequenceNr() != from + blocks.size()) {
                return false;
            }
            blocks.add(row);
            bytes[0] += row.bytes().length;
            return bytes[0] < mostBytes;
        });
        return blocks;
    }

    /** Whether blocks that were read so are perhaps not all that there were. */
    static boolean mayHaveMore(List<StoredRow> blocks, int bytes, int mostBytes) {
        return blocks.size() == MOST_BLOCKS || bytes >= mostBytes;
    }

    private void require(String log, long number, Digest digest) {
        if (!names.contains(log)) {
            throw LinkRefused.of(Code.OUT_OF_ORDER, "there is no log " + log + " here");
        }
        List<StoredRow> rows = logs.rows(place.apply(log), RowRange.only(number));
        if (rows.isEmpty() && mayBeShorter) {
            return;
        }
        if (rows.isEmpty()) {
            throw LinkRefused.of(Code.LOG_SHORTER, log + " ends here at " + logs.highest(place.apply(log))
                    + ", the copy at " + number);
        }
        Digest own = Digest.sha256(rows.getFirst().bytes());
        if (!own.equals(digest)) {
            throw LinkRefused.of(Code.FORKED, log + " block " + number + " is " + own + " here, " + digest
                    + " in the copy");
        }
    }
}
