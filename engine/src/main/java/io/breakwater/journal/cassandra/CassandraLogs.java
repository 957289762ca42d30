package io.breakwater.journal.cassandra;

import io.breakwater.journal.Logs;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.RowVisitor;
import io.breakwater.journal.StoredRow;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Logs for readers that may wait: audits, backups, copies, on threads of their own. */
final class CassandraLogs implements Logs {

    private final Reader reader;

    CassandraLogs(Reader reader) {
        this.reader = reader;
    }

    @Override
    public List<String> persistenceIds() {
        return await(reader.logs());
    }

    @Override
    public long highest(String persistenceId) {
        return await(reader.extent(persistenceId)).highest();
    }

    @Override
    public long read(String persistenceId, RowRange range, RowVisitor visitor) {
        return shown(reader.pages(persistenceId, range, await(reader.extent(persistenceId))), visitor);
    }

    /**
     * Without the serial read of where the log ends, which would get in the way of whoever appends: a quorum has what
     * was acknowledged, and what it shows beyond was decided. Ends with the part that the first row stands in.
     */
    @Override
    public long follow(String persistenceId, RowRange range, RowVisitor visitor) {
        long end = reader.afterPart(range.from()) - 1;
        return shown(reader.pages(persistenceId, range, new Reader.Extent(end, 0)), visitor);
    }

    private static long shown(RowPages pages, RowVisitor visitor) {
        long shown = 0;
        List<StoredRow> page = await(pages.next());
        while (!page.isEmpty()) {
            for (StoredRow row : page) {
                shown++;
                if (!visitor.visit(row)) {
                    return shown;
                }
            }
            page = await(pages.next());
        }
        return shown;
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw CassandraStore.reason(failure);
        }
    }
}
