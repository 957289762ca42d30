package io.breakwater.journal;

import java.util.List;

/** A store that is another one but for what a subclass changes. */
public abstract class WrappedStore implements LogStore {
    protected final LogStore store;

    protected WrappedStore(LogStore store) {
        this.store = store;
    }

    @Override
    public void append(List<StoredRow> rows, Settlement settlement) {
        store.append(rows, settlement);
    }

    @Override
    public void readHighest(String persistenceId, Settlement settlement) {
        store.readHighest(persistenceId, settlement);
    }

    @Override
    public Logs logs() {
        return store.logs();
    }

    @Override
    public Snapshots snapshots() {
        return store.snapshots();
    }

    @Override
    public StoreCounters counters() {
        return store.counters();
    }

    @Override
    public String place() {
        return store.place();
    }

    @Override
    public void markFilled() {
        store.markFilled();
    }

    @Override
    public void close() {
        store.close();
    }
}
