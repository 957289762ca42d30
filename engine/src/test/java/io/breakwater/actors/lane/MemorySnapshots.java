package io.breakwater.actors.lane;

import com.typesafe.config.Config;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;

/** Keeps the newest snapshot of each persistence id, encoded as a store has it, where a test can see and remove it. */
public final class MemorySnapshots extends SnapshotStore {
    private static final Map<String, Map<String, SelectedSnapshot>> STORES = new ConcurrentHashMap<>();

    private final Map<String, SelectedSnapshot> store;

    public MemorySnapshots(Config config) {
        this.store = store(config.getString("store"));
    }

    static Map<String, SelectedSnapshot> store(String name) {
        return STORES.computeIfAbsent(name, fresh -> new ConcurrentHashMap<>());
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String pid, SnapshotSelectionCriteria criteria) {
        return Future.successful(Optional.ofNullable(store.get(pid)));
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        Object encoded = snapshot instanceof SnapshotBytes due ? SnapshotBytes.of(due.bytes()) : snapshot;
        store.put(metadata.persistenceId(), SelectedSnapshot.create(metadata, encoded));
        return Future.successful(null);
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        throw new UnsupportedOperationException("snapshots stay");
    }

    @Override
    public Future<Void> doDeleteAsync(String pid, SnapshotSelectionCriteria criteria) {
        throw new UnsupportedOperationException("snapshots stay");
    }
}
