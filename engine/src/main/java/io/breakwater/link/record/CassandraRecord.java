package io.breakwater.link.record;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.journal.StoreMisconfigured;
import io.breakwater.journal.StoreUnanswered;
import io.breakwater.journal.StoreUnreachable;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.SchemaChange;
import io.breakwater.journal.cassandra.Sessions;
import io.breakwater.log.Codec;
import io.breakwater.log.RecordCodec;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record in Cassandra: conditional writes, decided by a majority of all sites, of which one needs no engine. A
 * write that was not applied, or whose outcome is not known, is settled by a serial read, which completes or bars what
 * was begun; what it finds is the answer, whoever wrote it.
 */
public final class CassandraRecord implements SiteRecord {

    /** Where its settings are. */
    private static final String PATH = "breakwater.record.cassandra";
    private static final String REMEDY = "run ./breakwater cassandra record-schema";
    private static final Logger LOG = LoggerFactory.getLogger(CassandraRecord.class);

    private final CqlSession session;
    private final RecordStatements statements;
    private final Codec<SpanTerms> codec = RecordCodec.of(SpanTerms.class).codec(SpanTerms.class);
    private final String place;

    private CassandraRecord(CqlSession session, RecordSettings settings, String environment) {
        this.session = session;
        this.statements = new RecordStatements(session, settings, environment);
        this.place = "keyspace " + settings.cassandra().contact().keyspace() + " at "
                + String.join(", ", settings.cassandra().contact().points());
    }

    /**
     * Connects. Waits.
     *
     * @throws RecordUnreachable where nobody answers, naming the setting
     * @throws StoreMisconfigured naming the setting that is wrong: what answers is not the record, or lets nobody in
     */
    public static CassandraRecord open(RecordSettings settings, String environment) {
        CqlSession session = session(settings);
        try {
            Sessions.requireKeyspace(session, settings.cassandra());
            return Sessions.knowing(session, () -> new CassandraRecord(session, settings, environment));
        } catch (RuntimeException failure) {
            session.close();
            throw explained(settings, failure);
        }
    }

    private static StoreMisconfigured ofRecord(StoreMisconfigured wrong) {
        return new StoreMisconfigured(wrong.getMessage()
                .replace(CassandraSettings.PATH, PATH).replace("cassandra schema", "cassandra record-schema"));
    }

    private static RuntimeException explained(RecordSettings settings, RuntimeException failure) {
        return switch (failure) {
            case StoreMisconfigured wrong -> ofRecord(wrong);
            case QueryValidationException missing -> new StoreMisconfigured(PATH + ".keyspace",
                    "is " + settings.cassandra().contact().keyspace() + ", which lacks tables of the record ("
                            + missing.getMessage() + ")", REMEDY);
            default -> new RecordUnreachable(
                    "the record of data centers cannot be used: " + failure.getMessage(), failure);
        };
    }

    private static CqlSession session(RecordSettings settings) {
        try {
            return Sessions.openOverSites(settings.cassandra());
        } catch (StoreUnanswered silent) {
            throw new RecordUnreachable(silent.getMessage().replace(CassandraSettings.PATH, PATH), silent);
        } catch (StoreMisconfigured wrong) {
            throw ofRecord(wrong);
        }
    }

    /**
     * Makes what is missing of keyspace and tables. Waits until the nodes agree on them.
     *
     * @throws RecordUnreachable where Cassandra refuses it, or does not answer in time: it may be run again
     */
    public static void createSchema(RecordSettings settings) {
        try (CqlSession session = session(settings)) {
            SchemaChange.make(session, RecordSchema.statements(settings.cassandra()), settings.cassandra().place());
        } catch (DriverException | StoreUnreachable failure) {
            throw new RecordUnreachable("the tables of the record of data centers (" + settings.cassandra().place()
                    + ") are not made: " + failure.getMessage(), failure);
        }
    }

    @Override
    public CompletionStage<Map<Integer, SiteEntry>> sites() {
        return ask(statements.sites()).thenApply(answer -> {
            Map<Integer, SiteEntry> all = new TreeMap<>();
            answer.currentPage().forEach(row -> all.put(row.getInt("center"), entry(row.getInt("center"), row)));
            return all;
        });
    }

    @Override
    public CompletionStage<SiteEntry> site(int center) {
        return ask(statements.site(center)).thenApply(answer -> entry(center, answer.one()));
    }

    private static SiteEntry entry(int center, Row row) {
        return row == null ? SiteEntry.absent(center)
                : new SiteEntry(center, row.getLong("term"), row.getLong("renewal"), row.getInt("fenced_by"));
    }

    @Override
    public CompletionStage<Renewal> renew(SiteEntry known) {
        if (known.isFenced()) {
            return site(known.center()).thenApply(entry -> new Renewal(entry, false));
        }
        SiteEntry renewed = known.renewed();
        return offered(statements.site(known, renewed)).thenCompose(applied -> applied
                ? CompletableFuture.completedStage(new Renewal(renewed, true))
                : site(known.center()).thenApply(entry -> new Renewal(entry, false)));
    }

    @Override
    public CompletionStage<SiteEntry> fence(SiteEntry seen, int by) {
        return settled(statements.fence(seen, seen.fenced(by), by), seen, seen.fenced(by));
    }

    @Override
    public CompletionStage<SiteEntry> reinstate(SiteEntry seen) {
        return settled(statements.site(seen, seen.reinstated()), seen, seen.reinstated());
    }

    private CompletionStage<SiteEntry> settled(Statement<?> write, SiteEntry seen, SiteEntry wanted) {
        return offered(write).thenCompose(applied -> applied
                ? CompletableFuture.completedStage(wanted) : site(seen.center()));
    }

    @Override
    public CompletionStage<Map<String, SpanTerms>> terms() {
        return ask(statements.allTerms()).thenCompose(page -> gathered(new TreeMap<>(), page));
    }

    private CompletionStage<Map<String, SpanTerms>> gathered(Map<String, SpanTerms> all, AsyncResultSet page) {
        page.currentPage().forEach(row -> all.put(row.getString("span"), terms(row)));
        return !page.hasMorePages() ? CompletableFuture.completedStage(all)
                : page.fetchNextPage().thenCompose(next -> gathered(all, next));
    }

    private SpanTerms terms(Row row) {
        ByteBuffer bytes = row.getByteBuffer("terms").duplicate();
        byte[] encoded = new byte[bytes.remaining()];
        bytes.get(encoded);
        return codec.decode(encoded);
    }

    @Override
    public CompletionStage<SpanTerms> terms(String limit) {
        return ask(statements.terms(limit)).thenApply(answer -> {
            Row row = answer.one();
            return row == null ? SpanTerms.NONE : terms(row);
        });
    }

    @Override
    public CompletionStage<Agreed> agree(String limit, long known, SpanTerms wanted) {
        ByteBuffer bytes = ByteBuffer.wrap(codec.encode(wanted));
        return offered(statements.agree(limit, known, wanted.version(), bytes)).thenCompose(applied -> applied
                ? CompletableFuture.completedStage(new Agreed(wanted, true))
                : terms(limit).thenApply(there -> new Agreed(there, there.equals(wanted))));
    }

    /** Whether it was applied for certain; false also where its outcome is not known. */
    private CompletionStage<Boolean> offered(Statement<?> write) {
        return session.executeAsync(write).thenApply(AsyncResultSet::wasApplied).exceptionally(failure -> {
            LOG.debug("a write to the record is open, and read again: {}", failure.toString());
            return false;
        });
    }

    private CompletionStage<AsyncResultSet> ask(Statement<?> read) {
        return session.executeAsync(read).exceptionallyCompose(failure -> CompletableFuture.failedStage(
                new RecordUnreachable("the record of data centers (" + place + ") does not answer: "
                        + failure.getMessage(), failure)));
    }

    @Override
    public void close() {
        session.close();
    }

    /** With what every question is asked: said here, whatever a file on the class path says. */
    static DefaultConsistencyLevel serial(RecordSettings settings) {
        return settings.sites() ? DefaultConsistencyLevel.SERIAL : DefaultConsistencyLevel.LOCAL_SERIAL;
    }
}
