package io.breakwater.journal.cassandra;

import com.typesafe.config.Config;
import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.plugin.PayloadCodec;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;

/** Pekko's snapshot store over Cassandra. Serializing happens off the actor, and nothing waits. */
public final class CassandraSnapshotStore extends SnapshotStore {

    private final SnapshotTables snapshots;
    private final PayloadCodec codec;
    private final Executor work;

    /** Called by Pekko with the plugin's section of the configuration. */
    public CassandraSnapshotStore(Config config) {
        this.snapshots = CassandraExtension.get(context().system()).store().snapshotTables();
        this.codec = new PayloadCodec(context().system());
        this.work = context().system().dispatchers().lookup(config.getString("work-dispatcher"));
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return async(() -> snapshots.newest(persistenceId, range(criteria))
                .thenApplyAsync(found -> found.map(codec::snapshot), work));
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        return async(() -> snapshots.save(codec.snapshot(metadata, snapshot)));
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        return async(() -> snapshots.drop(metadata.persistenceId(), SnapshotRange.only(metadata.sequenceNr())));
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return async(() -> snapshots.drop(persistenceId, range(criteria)));
    }

    private static SnapshotRange range(SnapshotSelectionCriteria criteria) {
        return new SnapshotRange(criteria.minSequenceNr(), criteria.maxSequenceNr(),
                criteria.minTimestamp(), criteria.maxTimestamp());
    }

    private <T> Future<T> async(Supplier<CompletionStage<T>> started) {
        return CassandraJournal.future(
                CompletableFuture.supplyAsync(started, work).thenCompose(stage -> stage));
    }
}
