package io.breakwater.journal.rocksdb;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/**
 * The store of an actor system, shared by its journal, snapshots and queries and closed when the system has ended.
 * A node gets it once before it starts any entity, so that a damaged or occupied store stops the start with its own
 * message instead of timing out recoveries.
 */
public final class StoreExtension implements Extension {

    private static final Id ID = new Id();

    private final EmbeddedStore store;

    private StoreExtension(ExtendedActorSystem system) {
        store = StoreRegistry.acquire(StoreSettings.from(system.settings().config()));
        system.registerOnTermination(() -> StoreRegistry.release(store));
    }

    private static final class Id extends AbstractExtensionId<StoreExtension> {
        @Override
        public StoreExtension createExtension(ExtendedActorSystem system) {
            return new StoreExtension(system);
        }
    }

    /** Throws as {@link EmbeddedStore#open} when called for the first time in a system. */
    public static StoreExtension get(ActorSystem system) {
        return ID.get(system);
    }

    /** For a typed or classic system alike. */
    public static StoreExtension get(ClassicActorSystemProvider system) {
        return ID.get(system.classicSystem());
    }

    public EmbeddedStore store() {
        return store;
    }
}
