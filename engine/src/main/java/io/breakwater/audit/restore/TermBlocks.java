package io.breakwater.audit.restore;

import io.breakwater.audit.Families;
import io.breakwater.audit.Identity;
import io.breakwater.audit.restore.RestoreReport.RestoredLog;
import io.breakwater.domain.Aggregate;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.PayloadBytes;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.backup.WaitedAppend;
import io.breakwater.kernel.Table;
import io.breakwater.log.BlockHeader;
import io.breakwater.log.BlockReader;
import io.breakwater.log.BlockWriter;
import io.breakwater.log.LaneFold;
import io.breakwater.log.SealedBlock;
import java.util.List;
import java.util.Optional;

/**
 * Appends to restored logs the block with which a lane takes its log over: no events, a later term. The lane itself
 * adds one more when it starts.
 */
final class TermBlocks {
    /**
     * Terms that may have been used between the last checkpoint and the loss without anybody knowing: each start of a
     * lane takes one.
     */
    static final int STRIDE = 1_024;

    private static final int MOST_TERM = (1 << 20) - 1;

    private final LogStore store;
    private final Identity identity;

    TermBlocks(LogStore store, Identity identity) {
        this.store = store;
        this.identity = identity;
    }

    /** @param seenTerm the highest that any checkpoint names; waits until the block is synced */
    RestoredLog raise(String log, long seenTerm, long nowMillis) throws InterruptedException {
        long highest = store.logs().highest(log);
        StoredRow last = store.logs().rows(log, RowRange.only(highest)).getFirst();
        SealedBlock head = BlockReader.open(last.bytes());
        long term = Math.max(head.header().term(), seenTerm) + STRIDE;
        if (term > MOST_TERM) {
            throw new IllegalArgumentException("Log " + log + " has used up its terms: " + head.header().term());
        }
        SealedBlock block = block(log, head, term);
        WaitedAppend.append(store, List.of(new StoredRow(new RowPlace(log, highest + 1),
                new PayloadBytes(last.payload().serializerId(), last.payload().manifest(), block.bytes()),
                "", nowMillis, last.adapterManifest(), Optional.empty())));
        return new RestoredLog(log, highest, head.digest().toString(), term);
    }

    private SealedBlock block(String log, SealedBlock head, long term) {
        Aggregate<?, ?, ?> aggregate = Families.ALL.of(log).orElseThrow();
        BlockHeader before = head.header();
        BlockWriter writer = new LaneFold<>(identity.log(log), aggregate).writer();
        writer.begin(before.baseTimeMicros());
        return writer.seal(before.number() + 1, term, head.digest(), Table.empty());
    }
}
