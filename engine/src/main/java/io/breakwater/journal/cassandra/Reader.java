package io.breakwater.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.QueryConsistencyException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoreMoved;
import io.breakwater.journal.StoreUnreachable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reads logs without waiting. Every stage fails with {@link StoreUnreachable} where Cassandra does not answer:
 * at once where none of its nodes does, after the patience of an append where replicas do not.
 */
final class Reader {

    private final CqlSession session;
    private final Statements statements;
    private final CassandraSettings settings;
    private final int rowsAPart;
    private final Executor later;

    Reader(CqlSession session, Statements statements, CassandraSettings settings, int rowsAPart) {
        this.session = session;
        this.statements = statements;
        this.settings = settings;
        this.rowsAPart = rowsAPart;
        this.later = CompletableFuture.delayedExecutor(
                settings.patience().pause().toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Where a log ends.
     *
     * @param highest its highest number, 0 for none
     * @param hiddenTo rows up to it are not shown
     */
    record Extent(long highest, long hiddenTo) {}

    /** Read serially: whatever was acknowledged is seen, and what is still under way is completed or barred. */
    CompletionStage<Extent> extent(String log) {
        return ask(statements.lastPart(log)).thenCompose(answer -> {
            Row last = answer.one();
            if (last == null || last.isNull(0)) {
                return CompletableFuture.completedStage(new Extent(0, last == null ? 0 : last.getLong(1)));
            }
            long hiddenTo = last.getLong(1);
            return highest(log, last.getLong(0)).thenApply(highest -> new Extent(highest, hiddenTo));
        });
    }

    private CompletionStage<Long> highest(String log, long part) {
        return ask(statements.lastOfPart(log, part)).thenCompose(answer -> {
            Row row = answer.one();
            if (row != null) {
                return CompletableFuture.completedStage(row.getLong(0));
            }
            // A part is named before its first row is written, so the last rows may stand in the one before.
            return part == 0 ? CompletableFuture.completedStage(0L) : highest(log, part - 1);
        });
    }

    /** The rows of {@code range} in pages. @param extent as read before; nothing behind it is shown */
    RowPages pages(String log, RowRange range, Extent extent) {
        RowRange shown = new RowRange(Math.max(range.from(), Math.max(1, extent.hiddenTo() + 1)),
                Math.min(range.to(), extent.highest()), range.max());
        return new RowPages(this, log, shown);
    }

    Statement<?> partOf(String log, long from, long to) {
        long part = EncodedRow.partOf(from, rowsAPart);
        return statements.rows(log, part, from, Math.min(to, (part + 1) * rowsAPart))
                .setPageSize(settings.bounds().pageRows());
    }

    /** The number behind the part that a number stands in. */
    long afterPart(long number) {
        return (EncodedRow.partOf(number, rowsAPart) + 1) * rowsAPart + 1;
    }

    /** Fails with {@link StoreMoved} where the logs have been moved to another store. */
    CompletionStage<Void> moved() {
        return ask(statements.about(Keyspace.ABOUT_MOVED)).thenApply(answer -> {
            Row row = answer.one();
            if (row != null) {
                throw new StoreMoved(settings.place(), row.getString(0));
            }
            return null;
        });
    }

    /** All logs, sorted. */
    CompletionStage<List<String>> logs() {
        return ask(statements.logs()).thenCompose(answer -> gather(answer, new ArrayList<>()));
    }

    private CompletionStage<List<String>> gather(AsyncResultSet page, List<String> names) {
        page.currentPage().forEach(row -> names.add(row.getString(0)));
        if (page.hasMorePages()) {
            return next(page).thenCompose(next -> gather(next, names));
        }
        return CompletableFuture.completedStage(names.stream().sorted().toList());
    }

    /** Asks what may be asked twice. */
    CompletionStage<AsyncResultSet> ask(Statement<?> statement) {
        return ask(() -> session.executeAsync(statement));
    }

    CompletionStage<AsyncResultSet> next(AsyncResultSet page) {
        return ask(page::fetchNextPage);
    }

    private CompletionStage<AsyncResultSet> ask(Supplier<CompletionStage<AsyncResultSet>> question) {
        return ask(question, System.nanoTime() + settings.patience().append().toNanos());
    }

    /**
     * Again where replicas have not answered the node that was asked, since it learns which of them are gone, or that
     * node itself has not in time: one that stands still for a while ends no start of a node.
     */
    private CompletionStage<AsyncResultSet> ask(Supplier<CompletionStage<AsyncResultSet>> question, long untilNanos) {
        return question.get().handle((answer, failure) -> {
            if (failure == null) {
                return CompletableFuture.completedStage(answer);
            }
            boolean again = isSilence(failure) && System.nanoTime() < untilNanos;
            return again
                    ? CompletableFuture.supplyAsync(() -> ask(question, untilNanos), later).thenCompose(asked -> asked)
                    : CompletableFuture.<AsyncResultSet>failedStage(new StoreUnreachable(
                            "Cassandra (" + settings.place() + ") does not answer: " + failure.getMessage(), failure));
        }).thenCompose(answered -> answered);
    }

    private static boolean isSilence(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof QueryConsistencyException || cause instanceof UnavailableException
                || cause instanceof DriverTimeoutException;
    }

    String place() {
        return settings.place();
    }
}
