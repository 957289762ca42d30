package io.breakwater.journal.rocksdb;

import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.plugin.LogQueries;
import io.breakwater.journal.plugin.PayloadCodec;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.EventAdapters;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.javadsl.Source;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Pekko's queries over the embedded store. A query that follows the store never ends by itself; at most
 * {@code max-live-queries} may run.
 */
public final class RocksReadJournal implements LogQueries {

    /** Where the plugin stands in the configuration. */
    public static final String ID = StoreSettings.PATH + ".query";

    private static final String JOURNAL = StoreSettings.PATH + ".journal";

    private final EmbeddedStore store;
    private final PayloadCodec codec;
    private final EventAdapters adapters;
    private final String dispatcher;

    RocksReadJournal(ExtendedActorSystem system, String dispatcher) {
        this.store = StoreExtension.get((ActorSystem) system).store();
        this.codec = new PayloadCodec(system);
        this.adapters = Persistence.get((ActorSystem) system).adaptersFor(JOURNAL);
        this.dispatcher = dispatcher;
    }

    @Override
    public Source<EventEnvelope, NotUsed> currentEventsByPersistenceId(String persistenceId, long from, long to) {
        return events(persistenceId, from, to, false);
    }

    @Override
    public Source<EventEnvelope, NotUsed> eventsByPersistenceId(String persistenceId, long from, long to) {
        return events(persistenceId, from, to, true);
    }

    @Override
    public Source<String, NotUsed> currentPersistenceIds() {
        return source(new NamePages(store, false));
    }

    @Override
    public Source<String, NotUsed> persistenceIds() {
        return source(new NamePages(store, true));
    }

    private Source<EventEnvelope, NotUsed> events(String persistenceId, long from, long to, boolean live) {
        RowRange range = new RowRange(from, to, Long.MAX_VALUE);
        return source(new RowPages(store, persistenceId, range, live)).mapConcat(this::envelopes);
    }

    private <T> Source<T, NotUsed> source(CursorStage.Pages<T> pages) {
        return Source.fromGraph(new CursorStage<>(pages))
                .withAttributes(ActorAttributes.dispatcher(dispatcher)).async();
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
