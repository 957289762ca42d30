package io.breakwater.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.breakwater.audit.restore.NodeBackup;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.backup.StoreBackup;
import io.breakwater.journal.cassandra.CassandraExtension;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.CassandraStore;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.StoreExtension;
import io.breakwater.journal.rocksdb.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The journal that the settings have chosen, open.
 *
 * @param copy how a backup of it is made
 */
record NodeJournal(LogStore store, NodeBackup.StoreCopy copy) {

    /** Where logs may be kept. */
    enum Kind {
        EMBEDDED(StoreSettings.PATH),
        CASSANDRA(CassandraSettings.PATH);

        private final String path;

        Kind(String path) {
            this.path = path;
        }

        /** {@code config} with Pekko's plugins of this kind, over what a data directory holds. */
        Config complete(Config config, Path dataDirectory) {
            return ConfigFactory.parseMap(Map.of(
                    "pekko.persistence.journal.plugin", path + ".journal",
                    "pekko.persistence.snapshot-store.plugin", path + ".snapshot",
                    StoreSettings.PATH + ".directory", Node.journal(dataDirectory).toString())).withFallback(config);
        }
    }

    /**
     * Opens the journal of a system.
     *
     * @param whenLost told once when it can no longer be written: the process must end
     * @throws io.breakwater.journal.JournalException where it is damaged, in use, or not as the settings say
     */
    static NodeJournal open(ActorSystem<?> system, EngineSettings settings, Consumer<Throwable> whenLost) {
        return switch (settings.journal()) {
            case EMBEDDED -> {
                EmbeddedStore store = StoreExtension.get(system).store();
                store.onFailure(whenLost::accept, Runnable::run);
                yield new NodeJournal(store, target -> StoreBackup.create(store, target));
            }
            case CASSANDRA -> {
                CassandraStore store = CassandraExtension.get(system).store();
                store.claimFor(owner(settings));
                yield new NodeJournal(store, target -> StoreBackup.create(
                        store, embedded(system, target), Clock.systemUTC().millis()));
            }
        };
    }

    /** Whose logs are in a shared store. */
    static String owner(EngineSettings settings) {
        return settings.environment() + " " + settings.home().id() + " " + settings.home().number();
    }

    /** Settings of an embedded store in a directory. */
    private static StoreSettings embedded(ActorSystem<?> system, Path directory) {
        return StoreSettings.from(system.settings().config().withValue(StoreSettings.PATH + ".directory",
                ConfigValueFactory.fromAnyRef(directory.toString())));
    }
}
