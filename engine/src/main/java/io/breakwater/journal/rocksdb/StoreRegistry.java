package io.breakwater.journal.rocksdb;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One store a directory in this process, shared by whoever acquired it and closed with the last release. */
final class StoreRegistry {

    private static final Map<Path, Shared> STORES = new HashMap<>();

    private StoreRegistry() {
    }

    private static final class Shared {

        private final EmbeddedStore store;
        private int holders;

        private Shared(EmbeddedStore store) {
            this.store = store;
        }
    }

    /** The settings of the first holder count. Throws as {@link EmbeddedStore#open}. */
    static EmbeddedStore acquire(StoreSettings settings) {
        synchronized (STORES) {
            Path key = key(settings);
            Shared shared = STORES.get(key);
            if (shared == null) {
                shared = new Shared(EmbeddedStore.open(settings));
                STORES.put(key, shared);
            }
            shared.holders++;
            return shared.store;
        }
    }

    static void release(EmbeddedStore store) {
        synchronized (STORES) {
            Path key = key(store.settings());
            Shared shared = STORES.get(key);
            if (--shared.holders == 0) {
                STORES.remove(key);
                store.close();
            }
        }
    }

    private static Path key(StoreSettings settings) {
        return settings.directory().toAbsolutePath().normalize();
    }
}
