package io.breakwater.journal.cassandra;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/**
 * The store of an actor system, shared by its journal, snapshots and queries and closed when the system has ended. A
 * node gets it once before it starts any entity, so that a wrong setting stops the start with its own message.
 */
public final class CassandraExtension implements Extension {

    private static final Id ID = new Id();

    private final CassandraStore store;

    private CassandraExtension(ExtendedActorSystem system) {
        store = CassandraStore.open(CassandraSettings.from(system.settings().config()));
        system.registerOnTermination(store::close);
    }

    private static final class Id extends AbstractExtensionId<CassandraExtension> {
        @Override
        public CassandraExtension createExtension(ExtendedActorSystem system) {
            return new CassandraExtension(system);
        }
    }

    /** Throws as {@link CassandraStore#open} when called for the first time in a system. */
    public static CassandraExtension get(ActorSystem system) {
        return ID.get(system);
    }

    /** For a typed or classic system alike. */
    public static CassandraExtension get(ClassicActorSystemProvider system) {
        return ID.get(system.classicSystem());
    }

    public CassandraStore store() {
        return store;
    }
}
