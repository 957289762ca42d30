package io.breakwater.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.breakwater.journal.BlockExists;
import io.breakwater.journal.JournalException;
import io.breakwater.journal.StoreStopped;
import io.breakwater.journal.StoreUnreachable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One append of rows of one part until its outcome is certain:
 * <pre>
 * offered ──applied──────────────────────────────► stored
 *    │  └──not applied, or no answer──► looked at ──our bytes──► stored
 *    │                                     │ └─────other bytes──► exists
 *    └──◄──nothing there, or no answer─────┘
 * </pre>
 * It never concludes that a timed-out insert has failed: a coordinator may still bring it about. It offers the same
 * bytes again, which is harmless because their equality decides, until the patience is over.
 */
final class Append {

    private static final Logger LOG = LoggerFactory.getLogger(Append.class);

    private final CqlSession session;
    private final Statements statements;
    private final CassandraSettings.Patience patience;
    private final List<EncodedRow> rows;
    private final long begunNanos;
    private final Executor later;
    private final CompletableFuture<Void> outcome = new CompletableFuture<>();

    Append(CqlSession session, Statements statements, CassandraSettings.Patience patience, List<EncodedRow> rows) {
        this.session = session;
        this.statements = statements;
        this.patience = patience;
        this.rows = rows;
        this.begunNanos = System.nanoTime();
        this.later = CompletableFuture.delayedExecutor(patience.pause().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Done when the rows are stored; fails with a {@link JournalException}. */
    CompletionStage<Void> run() {
        offer();
        return outcome;
    }

    private void offer() {
        ask(inserting(), (answer, failure) -> {
            if (failure == null && answer.wasApplied()) {
                outcome.complete(null);
            } else if (failure == null) {
                look();
            } else {
                unknown(failure, this::look);
            }
        });
    }

    private Statement<?> inserting() {
        if (rows.size() == 1) {
            return statements.append(rows.getFirst());
        }
        BatchStatementBuilder together = new BatchStatementBuilder(DefaultBatchType.UNLOGGED)
                .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL);
        rows.forEach(row -> together.addStatement(statements.append(row)));
        return together.build();
    }

    private void look() {
        ask(statements.settle(rows.getFirst(), rows.getLast()), (answer, failure) -> {
            if (failure == null) {
                compare(answer);
            } else {
                unknown(failure, this::look);
            }
        });
    }

    private void compare(AsyncResultSet answer) {
        Map<Long, ByteBuffer> found = new HashMap<>();
        long highest = 0;
        for (Row row : answer.currentPage()) {
            found.put(row.getLong(0), row.getByteBuffer(1));
            highest = row.getLong(0);
        }
        if (found.isEmpty()) {
            again(null, this::offer);
        } else if (rows.stream().allMatch(row -> row.bytes().equals(found.get(row.number())))) {
            outcome.complete(null);
        } else {
            refuse(new BlockExists(rows.getFirst().log(), rows.getFirst().number(), highest));
        }
    }

    /** An answer that leaves open what has happened, unless Cassandra has refused to understand the question. */
    private void unknown(Throwable failure, Runnable next) {
        if (failure instanceof QueryValidationException || failure instanceof IllegalStateException) {
            refuse(new StoreStopped("Cassandra refuses to append to " + rows.getFirst().log() + ": "
                    + failure.getMessage(), failure));
            return;
        }
        LOG.debug("the append of {} {} is open: {}", rows.getFirst().log(), rows.getFirst().number(),
                failure.toString());
        again(failure, next);
    }

    private void again(Throwable failure, Runnable next) {
        Duration spent = Duration.ofNanos(System.nanoTime() - begunNanos);
        if (spent.compareTo(patience.append()) >= 0) {
            refuse(new StoreUnreachable("Whether block " + rows.getFirst().number() + " of " + rows.getFirst().log()
                    + " is stored is not known after " + spent.toMillis() + " ms", failure));
            return;
        }
        later.execute(() -> guarded(next));
    }

    private void refuse(JournalException reason) {
        outcome.completeExceptionally(reason);
    }

    @FunctionalInterface
    private interface Answer {
        void take(AsyncResultSet result, Throwable failure);
    }

    private void ask(Statement<?> statement, Answer answer) {
        session.executeAsync(statement).whenComplete((result, failure) ->
                guarded(() -> answer.take(result, failure)));
    }

    // Nothing that goes wrong here may leave an append without an outcome.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            outcome.completeExceptionally(new StoreStopped("An append to " + rows.getFirst().log()
                    + " failed, its outcome is unknown: " + e, e));
        }
    }
}
