package io.breakwater.journal.cassandra;

import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.plugin.LogQueries;
import io.breakwater.journal.plugin.PayloadCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.EventAdapters;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.stream.javadsl.Source;
import scala.jdk.javaapi.CollectionConverters;

/** Pekko's queries over Cassandra. A query that follows the store looks again every {@code query-poll}. */
public final class CassandraReadJournal implements LogQueries {

    /** Where the plugin stands in the configuration. */
    public static final String ID = CassandraSettings.PATH + ".query";

    private static final String JOURNAL = CassandraSettings.PATH + ".journal";

    private final CassandraStore store;
    private final PayloadCodec codec;
    private final EventAdapters adapters;
    private final Executor later;

    CassandraReadJournal(ExtendedActorSystem system) {
        this.store = CassandraExtension.get((ActorSystem) system).store();
        this.codec = new PayloadCodec(system);
        this.adapters = Persistence.get((ActorSystem) system).adaptersFor(JOURNAL);
        long pollMillis = store.settings().patience().poll().toMillis();
        this.later = CompletableFuture.delayedExecutor(pollMillis, TimeUnit.MILLISECONDS, system.dispatcher());
    }

    @Override
    public Source<EventEnvelope, NotUsed> currentEventsByPersistenceId(String persistenceId, long from, long to) {
        RowRange range = new RowRange(from, to, Long.MAX_VALUE);
        return Source.completionStage(store.reader().extent(persistenceId))
                .flatMapConcat(extent -> Source.unfoldAsync(store.reader().pages(persistenceId, range, extent),
                        pages -> pages.next().thenApply(page -> page.isEmpty()
                                ? Optional.<Pair<RowPages, List<StoredRow>>>empty()
                                : Optional.of(Pair.create(pages, page)))))
                .mapConcat(page -> page)
                .mapConcat(this::envelopes)
                .mapMaterializedValue(_ -> NotUsed.getInstance());
    }

    @Override
    public Source<EventEnvelope, NotUsed> eventsByPersistenceId(String persistenceId, long from, long to) {
        return Source.unfoldAsync(Math.max(1, from), next -> next > to
                        ? CompletableFuture.completedStage(Optional.<Pair<Long, List<StoredRow>>>empty())
                        : page(persistenceId, next, to))
                .mapConcat(page -> page)
                .mapConcat(this::envelopes);
    }

    /** The next page and where the one behind it begins; waits for rows that are not there yet. */
    private CompletionStage<Optional<Pair<Long, List<StoredRow>>>> page(String persistenceId, long next, long to) {
        RowRange range = new RowRange(next, to, store.settings().bounds().pageRows());
        return store.reader().extent(persistenceId)
                .thenCompose(extent -> store.reader().pages(persistenceId, range, extent).next()
                        .thenApply(page -> unbroken(page, Math.max(next, extent.hiddenTo() + 1))))
                .thenCompose(page -> page.isEmpty()
                        ? later().thenCompose(_ -> page(persistenceId, next, to))
                        : CompletableFuture.completedStage(
                                Optional.of(Pair.create(page.getLast().sequenceNr() + 1, page))));
    }

    /** Rows before the first that is missing: whoever appends several at once may have a later one stored first. */
    private static List<StoredRow> unbroken(List<StoredRow> page, long first) {
        int sound = 0;
        while (sound < page.size() && page.get(sound).sequenceNr() == first + sound) {
            sound++;
        }
        return page.subList(0, sound);
    }

    private CompletionStage<Void> later() {
        return CompletableFuture.runAsync(() -> { }, later);
    }

    @Override
    public Source<String, NotUsed> currentPersistenceIds() {
        return Source.completionStage(store.reader().logs()).mapConcat(names -> names)
                .mapMaterializedValue(_ -> NotUsed.getInstance());
    }

    @Override
    public Source<String, NotUsed> persistenceIds() {
        return Source.unfoldAsync(List.<String>of(), this::newNames).mapConcat(names -> names);
    }

    /** All names so far and those that are new; waits for new ones. */
    private CompletionStage<Optional<Pair<List<String>, List<String>>>> newNames(List<String> known) {
        return store.reader().logs().thenCompose(all -> {
            List<String> added = new ArrayList<>(all);
            added.removeAll(known);
            return added.isEmpty() ? later().thenCompose(_ -> newNames(known))
                    : CompletableFuture.completedStage(Optional.of(Pair.create(all, added)));
        });
    }

    private List<EventEnvelope> envelopes(StoredRow row) {
        PersistentRepr event = codec.event(row);
        Iterable<Object> adapted = CollectionConverters.asJava(adapters.get(event.payload().getClass())
                .fromJournal(event.payload(), row.adapterManifest()).events());
        return StreamSupport.stream(adapted.spliterator(), false)
                .map(each -> new EventEnvelope(Offset.sequence(row.sequenceNr()), row.persistenceId(),
                        row.sequenceNr(), each, row.timestampMillis(), event.metadata()))
                .toList();
    }
}
