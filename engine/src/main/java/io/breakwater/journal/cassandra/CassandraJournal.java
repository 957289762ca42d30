package io.breakwater.journal.cassandra;

import com.typesafe.config.Config;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.plugin.PayloadCodec;
import io.breakwater.journal.plugin.Promised;
import io.breakwater.journal.plugin.WriteEncoding;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/**
 * Pekko's journal over Cassandra. Only carries, and never waits: one log that gets no answer holds up no other.
 */
public final class CassandraJournal extends AsyncWriteJournal {

    private final CassandraStore store;
    private final PayloadCodec codec;
    private final Executor readers;

    /** Called by Pekko with the plugin's section of the configuration. */
    public CassandraJournal(Config config) {
        this.store = CassandraExtension.get(context().system()).store();
        this.codec = new PayloadCodec(context().system());
        this.readers = context().system().dispatchers().lookup(config.getString("replay-dispatcher"));
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        WriteEncoding encoding = new WriteEncoding(codec, store::requireTogether);
        messages.forEach(encoding::add);
        if (encoding.rows().isEmpty()) {
            return Futures.successful(encoding.answer());
        }
        Promise<Iterable<Optional<Exception>>> promise = Futures.promise();
        store.append(encoding.rows(), new Promised<>(promise, highest -> encoding.answer()));
        return promise.future();
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return future(store.hideTo(persistenceId, toSequenceNr));
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        Promise<Long> promise = Futures.promise();
        store.readHighest(persistenceId, new Promised<>(promise, highest -> highest));
        return promise.future();
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        RowRange range = new RowRange(from, to, max);
        return future(store.reader().extent(persistenceId)
                .thenCompose(extent -> replayed(store.reader().pages(persistenceId, range, extent), replay)));
    }

    private CompletionStage<Void> replayed(RowPages pages, Consumer<PersistentRepr> replay) {
        return pages.next().thenComposeAsync(page -> {
            for (StoredRow row : page) {
                replay.accept(codec.event(row));
            }
            return page.isEmpty() ? CompletableFuture.completedStage(null) : replayed(pages, replay);
        }, readers);
    }

    static <T> Future<T> future(CompletionStage<T> stage) {
        Promise<T> promise = Futures.promise();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                promise.success(value);
            } else {
                promise.failure(CassandraStore.reason(failure));
            }
        });
        return promise.future();
    }
}
