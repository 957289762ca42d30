package io.breakwater.ops.demo;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.CassandraStore;
import io.breakwater.log.BlockReader;
import io.breakwater.log.CorruptEncoding;
import io.breakwater.log.RecordCodec;
import java.nio.file.Path;

/**
 * What this release makes of logs that two later ones have written.
 *
 * @param known blocks that it reads
 * @param refused blocks that it refuses as a later release's
 */
record EventForms(long known, long refused) {
    private static final BlockReader READER =
            new BlockReader(RecordCodec.of(CounterpartyEvent.class).codec(CounterpartyEvent.class));

    /** Reads all logs of counterparties of a cluster; throws where a block is neither. */
    static EventForms in(Path cluster) {
        Config config = ConfigFactory.parseFile(cluster.resolve("node-1/node.conf").toFile())
                .withFallback(ConfigFactory.load());
        try (LogStore store = CassandraStore.open(CassandraSettings.from(config))) {
            long[] found = new long[2];
            store.logs().persistenceIds().stream().filter(log -> log.startsWith("counterparty-"))
                    .forEach(log -> store.logs().read(log, RowRange.all(), row -> {
                        found[isKnown(row.bytes()) ? 0 : 1]++;
                        return true;
                    }));
            return new EventForms(found[0], found[1]);
        }
    }

    private static boolean isKnown(byte[] block) {
        try {
            READER.read(block);
            return true;
        } catch (CorruptEncoding unread) {
            if (!unread.isOfLaterRelease()) {
                throw unread;
            }
            return false;
        }
    }
}
