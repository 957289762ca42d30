package io.breakwater.journal.rocksdb;

import com.typesafe.config.Config;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.plugin.PayloadCodec;
import io.breakwater.journal.plugin.Promised;
import io.breakwater.journal.plugin.WriteEncoding;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/** Pekko's journal over the embedded store. Only carries: rows and their order are the store's business. */
public final class RocksJournal extends AsyncWriteJournal {

    private final EmbeddedStore store;
    private final LogReader logs;
    private final PayloadCodec codec;
    private final ExecutionContext readers;

    /** Called by Pekko with the plugin's section of the configuration. */
    public RocksJournal(Config config) {
        this.store = StoreExtension.get(context().system()).store();
        this.logs = store.logs();
        this.codec = new PayloadCodec(context().system());
        this.readers = context().system().dispatchers().lookup(config.getString("replay-dispatcher"));
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        WriteEncoding encoding = new WriteEncoding(codec, together -> { });
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
        Promise<Void> promise = Futures.promise();
        store.deleteTo(persistenceId, toSequenceNr, new Promised<>(promise, highest -> null));
        return promise.future();
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
        Callable<Void> reading = () -> {
            logs.read(persistenceId, new RowRange(from, to, max), row -> {
                replay.accept(codec.event(row));
                return true;
            });
            return null;
        };
        return Futures.future(reading, readers);
    }
}
