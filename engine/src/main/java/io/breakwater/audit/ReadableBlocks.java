package io.breakwater.audit;

import io.breakwater.domain.Aggregate;
import io.breakwater.journal.Logs;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoreNewer;
import io.breakwater.journal.StoredRow;
import io.breakwater.log.BlockReader;
import io.breakwater.log.CorruptEncoding;
import io.breakwater.log.PeerLog;
import io.breakwater.log.RecordCodec;
import java.util.HashMap;
import java.util.Map;

/**
 * Refuses blocks that a later release has written, before anything is done with their logs. It knows a format, an event
 * or a constant that is none of this release's; what is damaged is not its concern. For one thread.
 */
public final class ReadableBlocks {
    private final Map<Aggregate<?, ?, ?>, BlockReader> readers = new HashMap<>();

    /**
     * Reads the last block of every log and copy. What a later release has written further back, whoever reads the
     * whole log meets there.
     *
     * @throws StoreNewer naming the first that is of a later release
     */
    public void require(Logs logs) {
        for (String log : logs.persistenceIds().stream().sorted().toList()) {
            for (StoredRow last : logs.rows(log, RowRange.only(logs.highest(log)))) {
                require(log, last.sequenceNr(), last.bytes());
            }
        }
    }

    /**
     * @param log its name, or that of a copy; any other is passed over
     * @throws StoreNewer where the block is of a later release
     */
    void require(String log, long number, byte[] block) {
        String kind = PeerLog.of(log).map(PeerLog::log).orElse(log);
        Families.ALL.of(kind).ifPresent(aggregate -> {
            try {
                readers.computeIfAbsent(aggregate, ReadableBlocks::reader).read(block);
            } catch (CorruptEncoding unread) {
                requireDamaged(log, number, unread);
            }
        });
    }

    private static void requireDamaged(String log, long number, CorruptEncoding unread) {
        if (unread.isOfLaterRelease()) {
            throw new StoreNewer(log, number, unread.getMessage());
        }
    }

    private static BlockReader reader(Aggregate<?, ?, ?> aggregate) {
        return new BlockReader(RecordCodec.of(aggregate.eventType()).codec(aggregate.eventType()));
    }
}
