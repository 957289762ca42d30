package io.breakwater.journal.rocksdb;

import io.breakwater.journal.StoreBusy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wakes queries that follow the store. Called by the writer's thread; a listener only passes the word on. */
final class LiveSignals {

    private final int bound;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    LiveSignals(int bound) {
        this.bound = bound;
    }

    /** Wants to know of appends to one log, or of new logs when {@code persistenceId} is empty. */
    record Listener(String persistenceId, Runnable wake) {

        static final String NEW_LOGS = "";
    }

    /** @throws StoreBusy when as many queries follow as may */
    Listener add(String persistenceId, Runnable wake) {
        Listener listener = new Listener(persistenceId, wake);
        synchronized (listeners) {
            if (listeners.size() >= bound) {
                throw new StoreBusy("As many queries follow the journal as may (max-live-queries = " + bound + ")");
            }
            listeners.add(listener);
        }
        return listener;
    }

    void remove(Listener listener) {
        listeners.removeIf(other -> other == listener);
    }

    void appended(String persistenceId) {
        for (Listener listener : listeners) {
            if (listener.persistenceId().equals(persistenceId)) {
                listener.wake().run();
            }
        }
    }

    void named() {
        appended(Listener.NEW_LOGS);
    }
}
