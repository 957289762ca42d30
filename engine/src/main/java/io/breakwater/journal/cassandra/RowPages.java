package io.breakwater.journal.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.breakwater.journal.RowCodec;
import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One way through a log, a page at a time. One page is asked for at once; used by one reader. */
final class RowPages {

    private final Reader reader;
    private final String log;
    private final long to;
    private long next;
    private long left;
    private AsyncResultSet current;

    /** @param range with numbers that the log has */
    RowPages(Reader reader, String log, RowRange range) {
        this.reader = reader;
        this.log = log;
        this.next = range.from();
        this.to = range.to();
        this.left = range.max();
    }

    /** The next rows; none at the end. Fails with {@link RowDamaged} where one is not what was written. */
    CompletionStage<List<StoredRow>> next() {
        if (left <= 0) {
            return CompletableFuture.completedStage(List.of());
        }
        if (current != null && current.hasMorePages()) {
            return reader.next(current).thenCompose(this::page);
        }
        if (current != null) {
            next = reader.afterPart(next);
            current = null;
        }
        if (next > to) {
            return CompletableFuture.completedStage(List.of());
        }
        return reader.ask(reader.partOf(log, next, to)).thenCompose(this::page);
    }

    private CompletionStage<List<StoredRow>> page(AsyncResultSet page) {
        current = page;
        List<StoredRow> rows = new ArrayList<>();
        for (Row row : page.currentPage()) {
            if (left-- > 0) {
                rows.add(decoded(row));
            }
        }
        return rows.isEmpty() ? next() : CompletableFuture.completedStage(rows);
    }

    private StoredRow decoded(Row row) {
        RowPlace place = new RowPlace(log, row.getLong(0));
        ByteBuffer bytes = row.getByteBuffer(1);
        byte[] value = new byte[bytes == null ? 0 : bytes.remaining()];
        if (bytes != null) {
            bytes.get(value);
        }
        try {
            return RowCodec.decode(place, value);
        } catch (RowCodec.MalformedRow e) {
            throw new RowDamaged(reader.place(), place, e.getMessage(), e);
        }
    }
}
