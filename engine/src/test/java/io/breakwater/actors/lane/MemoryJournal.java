package io.breakwater.actors.lane;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/** What journals in memory share: one block a write, numbers from one, nothing deleted. */
abstract class MemoryJournal extends AsyncWriteJournal {

    /** Ends when the block is stored. */
    abstract Future<Void> append(PersistentRepr row);

    /** All blocks that are stored. */
    abstract List<BlockBytes> log(String persistenceId);

    @Override
    public final Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
        PersistentRepr row = CollectionConverters.asJava(writes.iterator().next().payload()).getFirst();
        return append(row).map(_ -> List.of(Optional.<Exception>empty()), context().dispatcher());
    }

    @Override
    public final Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        throw new UnsupportedOperationException("logs are never deleted");
    }

    @Override
    public final Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        List<BlockBytes> log = log(persistenceId);
        for (long number = from; number <= Math.min(to, log.size()); number++) {
            replay.accept(PersistentRepr.apply(log.get((int) number - 1), number, persistenceId, "", false,
                    ActorRef.noSender(), ""));
        }
        return Future.successful(null);
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        return Future.successful((long) log(persistenceId).size());
    }
}
