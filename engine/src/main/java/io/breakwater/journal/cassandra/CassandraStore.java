package io.breakwater.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.breakwater.journal.JournalException;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.Logs;
import io.breakwater.journal.RowRefused;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.Snapshots;
import io.breakwater.journal.StoreBusy;
import io.breakwater.journal.StoreCounters;
import io.breakwater.journal.StoreMisconfigured;
import io.breakwater.journal.StoreStopped;
import io.breakwater.journal.StoreUnreachable;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.backup.LogCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Logs in Cassandra. Many stores, in many processes, may be open on one keyspace: the logs themselves keep their
 * writers apart. Methods may be called from any thread and do not wait, but for those of {@link #logs} and
 * {@link #snapshots} and for opening and closing. Needs no actor system.
 */
public final class CassandraStore implements LogStore {

    /** How many logs' newest parts are remembered; those of others are named again, which does no harm. */
    private static final int MOST_NAMED = 4_096;
    private static final String CONDITION = "IF NOT EXISTS";

    private final CassandraSettings settings;
    private final CqlSession session;
    private final Keyspace keyspace;
    private final Statements statements;
    private final int rowsAPart;
    private final Reader reader;
    private final Map<String, Long> named = new ConcurrentHashMap<>();
    private final AtomicInteger appends = new AtomicInteger();
    private final AtomicLong appendBytes = new AtomicLong();
    private final LongAdder storedRows = new LongAdder();
    private final LongAdder storedBytes = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();

    private CassandraStore(CassandraSettings settings, CqlSession session, Opening opening) {
        this.settings = settings;
        this.session = session;
        this.keyspace = new Keyspace(session, settings);
        this.rowsAPart = keyspace.require(opening.purpose());
        this.statements = Sessions.knowing(session, () -> keyspace.heard(
                () -> new Statements(session, settings.contact().keyspace(), opening.condition())));
        this.reader = new Reader(session, statements, settings, rowsAPart);
    }

    /**
     * Connects and holds what it finds against the settings.
     *
     * @throws io.breakwater.journal.StoreMisconfigured naming key, value and remedy where they do not fit
     * @throws io.breakwater.journal.StoreMoved where the logs are elsewhere now
     * @throws io.breakwater.journal.StoreUnfinished where a restore or a copy into it has not ended
     */
    public static CassandraStore open(CassandraSettings settings) {
        return open(settings, new Opening(CONDITION, Purpose.TO_SERVE));
    }

    /** As above, to move its logs, which may have been begun before. */
    public static CassandraStore openToMove(CassandraSettings settings) {
        return open(settings, new Opening(CONDITION, Purpose.TO_MOVE));
    }

    /**
     * As above, to put logs into it: none are there. Until it is said to be filled nobody opens it otherwise. Waits.
     *
     * @param owner as in {@link #claimFor}
     * @param isBegun it may hold all that was to be put into it, or more by now: the caller holds that against it
     * @throws io.breakwater.journal.BackupRefused where it has logs, and was not begun
     */
    public static CassandraStore openToFill(CassandraSettings settings, String owner, boolean isBegun) {
        CassandraStore store = open(settings, new Opening(CONDITION, Purpose.TO_FILL));
        try {
            boolean isEmpty = store.logs().persistenceIds().isEmpty();
            if (!isEmpty && !isBegun) {
                store.keyspace.requireFilled();
                LogCopy.requireEmpty(store);
            }
            store.claimFor(owner);
            if (isEmpty) {
                store.keyspace.markFilling();
            }
            return store;
        } catch (RuntimeException refused) {
            store.close();
            throw refused;
        }
    }

    /** @param condition of every insert; tests show what happens without it */
    static CassandraStore open(CassandraSettings settings, String condition) {
        return open(settings, new Opening(condition, Purpose.TO_SERVE));
    }

    private record Opening(String condition, Purpose purpose) {}

    /** What for: logs that have moved, or are not whole yet, are opened by those alone who go on with that. */
    enum Purpose { TO_SERVE, TO_MOVE, TO_FILL }

    private static CassandraStore open(CassandraSettings settings, Opening opening) {
        CqlSession session = Sessions.open(settings);
        try {
            return new CassandraStore(settings, session, opening);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Makes the keyspace of the settings, and what it lacks of tables. Waits.
     *
     * @throws StoreMisconfigured where Cassandra refuses it
     * @throws StoreUnreachable where it does not answer in time: it may be run again
     */
    public static void createSchema(CassandraSettings settings) {
        try (CqlSession session = Sessions.open(settings)) {
            SchemaChange.apply(session, settings);
        } catch (QueryValidationException refused) {
            throw CassandraSettings.wrong("replication", "is " + settings.contact().replication(),
                    "Cassandra refuses the schema: " + refused.getMessage());
        } catch (DriverException late) {
            throw new StoreUnreachable("Cassandra did not make the schema of " + settings.place()
                    + " in time (" + late.getMessage() + "): run it again", late);
        }
    }

    /** Makes the keyspace that of an environment and data center, once. Waits. */
    public void claimFor(String owner) {
        keyspace.claimFor(owner);
    }

    @Override
    public void markFilled() {
        keyspace.markFilled();
    }

    /**
     * Fences the logs for good: nobody who starts on them serves any more. Waits.
     *
     * @param to where they go
     * @throws io.breakwater.journal.StoreMoved where they have gone elsewhere, or were begun to
     */
    public void moveTo(String to) {
        keyspace.move(to);
    }

    @Override
    public void append(List<StoredRow> rows, Settlement settlement) {
        List<EncodedRow> encoded = EncodedRow.of(rows, settings, rowsAPart);
        long bytes = encoded.stream().mapToLong(EncodedRow::size).sum();
        reserve(bytes);
        appendParts(encoded).whenComplete((_, failure) -> {
            appends.decrementAndGet();
            appendBytes.addAndGet(-bytes);
            if (failure == null) {
                storedRows.add(encoded.size());
                storedBytes.add(bytes);
                acknowledged.increment();
                settlement.done(encoded.getLast().number());
            } else {
                settlement.refused(reason(failure));
            }
        });
    }

    private void reserve(long bytes) {
        CassandraSettings.Bounds bounds = settings.bounds();
        boolean fits = appends.incrementAndGet() <= bounds.appends()
                & appendBytes.addAndGet(bytes) <= bounds.appendBytes();
        if (!fits) {
            appends.decrementAndGet();
            appendBytes.addAndGet(-bytes);
            throw new StoreBusy("As many appends wait for Cassandra as may (max-appends = " + bounds.appends()
                    + ", max-append-bytes = " + bounds.appendBytes() + ")");
        }
    }

    /** One part after the other; nearly always there is one. */
    private CompletionStage<Void> appendParts(List<EncodedRow> rows) {
        CompletionStage<Void> all = CompletableFuture.completedStage(null);
        int from = 0;
        for (int i = 1; i <= rows.size(); i++) {
            if (i == rows.size() || rows.get(i).part() != rows.get(from).part()) {
                List<EncodedRow> together = rows.subList(from, i);
                all = all.thenCompose(_ -> appendPart(together));
                from = i;
            }
        }
        return all;
    }

    private CompletionStage<Void> appendPart(List<EncodedRow> rows) {
        EncodedRow first = rows.getFirst();
        if (named.getOrDefault(first.log(), -1L) >= first.part()) {
            return new Append(session, statements, settings.patience(), rows).run();
        }
        return reader.ask(statements.namePart(first.log(), first.part())).thenCompose(_ -> {
            if (named.size() >= MOST_NAMED) {
                named.clear();
            }
            named.put(first.log(), first.part());
            return new Append(session, statements, settings.patience(), rows).run();
        });
    }

    /** Also asks whether the logs have moved, after the number was read: see docs/decisions/0026. */
    @Override
    public void readHighest(String persistenceId, Settlement settlement) {
        reader.extent(persistenceId).thenCompose(extent -> reader.moved().thenApply(_ -> extent.highest()))
                .whenComplete((highest, failure) -> {
                    if (failure == null) {
                        settlement.done(highest);
                    } else {
                        settlement.refused(reason(failure));
                    }
                });
    }

    /** Hides a log's rows up to a number, which stays its highest. Breakwater never does. */
    CompletionStage<Void> hideTo(String persistenceId, long number) {
        return reader.extent(persistenceId).thenCompose(extent -> {
            long to = Math.min(number, extent.highest());
            return to <= extent.hiddenTo() ? CompletableFuture.completedStage(null)
                    : reader.ask(statements.hide(persistenceId, to)).thenApply(_ -> null);
        });
    }

    /** @throws RowRefused where rows that belong together would stand in two partitions */
    void requireTogether(List<StoredRow> rows) {
        if (rows.size() > 1 && EncodedRow.partOf(rows.getFirst().sequenceNr(), rowsAPart)
                != EncodedRow.partOf(rows.getLast().sequenceNr(), rowsAPart)) {
            throw new RowRefused("Rows " + rows.getFirst().place() + " to " + rows.getLast().place()
                    + " would not be stored as one: a part of a log ends between them");
        }
    }

    static RuntimeException reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause() : failure;
        return cause instanceof JournalException known ? known
                : new StoreStopped("Cassandra cannot be used: " + cause, cause);
    }

    Reader reader() {
        return reader;
    }

    SnapshotTables snapshotTables() {
        return new SnapshotTables(reader, statements.snapshots, settings.bounds());
    }

    @Override
    public Logs logs() {
        return new CassandraLogs(reader);
    }

    @Override
    public Snapshots snapshots() {
        return new CassandraSnapshots(snapshotTables());
    }

    @Override
    public StoreCounters counters() {
        return new StoreCounters(storedRows.sum(), storedBytes.sum(), acknowledged.sum());
    }

    @Override
    public String place() {
        return settings.place();
    }

    public CassandraSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        session.close();
    }
}
