package io.breakwater.link;

import com.google.protobuf.ByteString;
import io.breakwater.journal.Logs;
import io.breakwater.journal.PayloadBytes;
import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.link.Refusal.Code;
import io.breakwater.link.v1.Blocks;
import io.breakwater.log.BlockReader;
import io.breakwater.log.CorruptEncoding;
import io.breakwater.log.Digest;
import io.breakwater.log.LogName;
import io.breakwater.log.PeerLog;
import io.breakwater.log.SealedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Logs that a follower fills, as they stand in the journal here, and what is on its way into it: copies of a peer's, or
 * its own that have lost their tail. Every block is held against the one before it. Used by one thread; reading waits
 * for the journal.
 */
final class FollowedLogs {
    private final LogNames names;
    private final Map<String, Head> taken = new TreeMap<>();
    private final Map<String, Long> durable = new TreeMap<>();

    /** Whose logs they are. */
    private record LogNames(Party owner, boolean ownTail) {
        LogName of(String log) {
            return new LogName(owner.environment(), owner.dataCenter(), log);
        }

        String place(String log) {
            return ownTail ? log : PeerLog.id(owner.dataCenter(), log);
        }
    }

    /** Where a copy ends. */
    record Head(long number, long term, Digest digest) {}

    private FollowedLogs(LogNames names) {
        this.names = names;
    }

    /**
     * Reads where the logs end.
     *
     * @param owner whose they are
     * @param ownTail whether they are the follower's own
     * @throws LinkRefused where the last block of one cannot be read
     */
    static FollowedLogs read(Logs logs, Party owner, boolean ownTail) {
        FollowedLogs copies = new FollowedLogs(new LogNames(owner, ownTail));
        Together.each(owner.logs(), log -> copies.head(logs, log)).forEach((log, head) -> {
            copies.taken.put(log, head);
            copies.durable.put(log, head.number());
        });
        return copies;
    }

    private Head head(Logs logs, String log) {
        String id = names.place(log);
        try {
            long highest = logs.highest(id);
            if (highest == 0) {
                return new Head(0, 1, names.of(log).genesis());
            }
            SealedBlock last = BlockReader.open(logs.rows(id, RowRange.only(highest)).getFirst().bytes());
            if (!last.header().log().equals(names.of(log)) || last.header().number() != highest) {
                throw LinkRefused.of(Code.COPY_DAMAGED, id + " ends with " + last.header().log() + " "
                        + last.header().number() + " in the place of " + highest);
            }
            return new Head(highest, last.header().term(), last.digest());
        } catch (RowDamaged | CorruptEncoding damaged) {
            boolean later = damaged instanceof CorruptEncoding unread && unread.isOfLaterRelease();
            throw LinkRefused.of(later ? Code.LATER_RELEASE : Code.COPY_DAMAGED, id + ": " + damaged.getMessage());
        }
    }

    /** Where the copies end, with what is on its way; those that have nothing yet as well. */
    Map<String, Head> heads() {
        return taken;
    }

    /** Where they end for sure. */
    Map<String, Long> durable() {
        return durable;
    }

    /** What a log is called in the journal here. */
    String place(String log) {
        return names.place(log);
    }

    void stored(String log, long number) {
        durable.put(log, number);
    }

    /**
     * Holds blocks against what the copy ends with.
     *
     * @param nowMillis epoch millis, for the rows
     * @return rows to be stored together
     * @throws LinkRefused where they are not the next ones
     */
    List<StoredRow> take(Blocks message, long nowMillis) {
        String log = message.getLog();
        long first = message.getFirst();
        Digest lastDigest = LinkMessages.digest(message.getDigest());
        List<byte[]> blocks = message.getBlocksList().stream().map(ByteString::toByteArray).toList();
        Head head = taken.get(log);
        if (head == null) {
            throw LinkRefused.of(Code.OUT_OF_ORDER, "the peer has no log " + log);
        }
        if (first != head.number() + 1 || blocks.isEmpty()) {
            throw LinkRefused.of(Code.OUT_OF_ORDER, log + ": " + blocks.size() + " blocks from " + first
                    + " on, expected " + (head.number() + 1));
        }
        List<StoredRow> rows = new ArrayList<>(blocks.size());
        for (byte[] bytes : blocks) {
            head = next(log, head, bytes);
            RowPlace place = new RowPlace(names.place(log), head.number());
            PayloadBytes payload = new PayloadBytes(message.getSerializer(), message.getManifest(), bytes);
            rows.add(new StoredRow(place, payload, "", nowMillis, "", Optional.empty()));
        }
        if (!head.digest().equals(lastDigest)) {
            throw LinkRefused.of(Code.DAMAGED, log + " block " + head.number() + " has arrived as " + head.digest()
                    + ", the peer says " + lastDigest);
        }
        taken.put(log, head);
        return rows;
    }

    private Head next(String log, Head before, byte[] bytes) {
        SealedBlock block = opened(log, before.number() + 1, bytes);
        if (!block.header().log().equals(names.of(log)) || block.header().number() != before.number() + 1) {
            throw LinkRefused.of(Code.OUT_OF_ORDER, log + ": came " + block.header().log() + " "
                    + block.header().number() + ", expected " + names.of(log) + " " + (before.number() + 1));
        }
        if (!block.header().previous().equals(before.digest())) {
            throw LinkRefused.of(Code.FORKED, log + " block " + block.header().number() + " follows "
                    + block.header().previous() + ", the copy ends with " + before.digest());
        }
        if (block.header().term() < before.term()) {
            throw LinkRefused.of(Code.OUT_OF_ORDER, log + " block " + block.header().number() + " has term "
                    + block.header().term() + " after " + before.term());
        }
        return new Head(block.header().number(), block.header().term(), block.digest());
    }

    private static SealedBlock opened(String log, long number, byte[] bytes) {
        try {
            return BlockReader.open(bytes);
        } catch (CorruptEncoding corrupt) {
            throw LinkRefused.of(corrupt.isOfLaterRelease() ? Code.LATER_RELEASE : Code.DAMAGED,
                    log + " block " + number + ": " + corrupt.getMessage());
        }
    }
}
