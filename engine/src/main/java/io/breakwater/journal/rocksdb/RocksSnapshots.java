package io.breakwater.journal.rocksdb;

import com.typesafe.config.Config;
import io.breakwater.journal.Anchors;
import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.plugin.PayloadCodec;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;

/**
 * Pekko's snapshot store over the embedded store, and its logs' anchors. Serializing and waiting for the disk happen
 * off the actor.
 */
public final class RocksSnapshots extends SnapshotStore {

    private final SnapshotTable snapshots;
    private final LogReader logs;
    private final PayloadCodec codec;
    private final ExecutionContext blocking;

    /** Called by Pekko with the plugin's section of the configuration. */
    public RocksSnapshots(Config config) {
        EmbeddedStore store = StoreExtension.get(context().system()).store();
        this.snapshots = store.snapshots();
        this.logs = store.logs();
        this.codec = new PayloadCodec(context().system());
        this.blocking = context().system().dispatchers().lookup(config.getString("blocking-dispatcher"));
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return async(() -> Anchors.newest(logs, snapshots, persistenceId, range(criteria)).map(codec::snapshot));
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        return async(() -> {
            snapshots.save(codec.snapshot(metadata, snapshot));
            return null;
        });
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        return async(() -> {
            snapshots.delete(metadata.persistenceId(), SnapshotRange.only(metadata.sequenceNr()));
            return null;
        });
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return async(() -> {
            snapshots.delete(persistenceId, range(criteria));
            return null;
        });
    }

    private static SnapshotRange range(SnapshotSelectionCriteria criteria) {
        return new SnapshotRange(criteria.minSequenceNr(), criteria.maxSequenceNr(),
                criteria.minTimestamp(), criteria.maxTimestamp());
    }

    private <T> Future<T> async(Callable<T> work) {
        return Futures.future(work, blocking);
    }
}
