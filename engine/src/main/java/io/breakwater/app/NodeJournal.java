package io.breakwater.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.breakwater.actors.peer.PeerCopies;
import io.breakwater.audit.DataDirectory;
import io.breakwater.audit.Identity;
import io.breakwater.audit.ReadableBlocks;
import io.breakwater.audit.restore.NodeBackup;
import io.breakwater.audit.restore.NodeRestore;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.backup.BackupManifest;
import io.breakwater.journal.backup.LogCopy;
import io.breakwater.journal.backup.StoreBackup;
import io.breakwater.journal.cassandra.CassandraExtension;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.CassandraStore;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import io.breakwater.journal.rocksdb.StoreExtension;
import io.breakwater.journal.rocksdb.StoreSettings;
import io.breakwater.log.PeerLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

        /** {@code config} with Pekko's plugins of this kind, where it names no others, over a data directory. */
        Config complete(Config config, Path dataDirectory) {
            Config placed = config.withValue(StoreSettings.PATH + ".directory",
                    ConfigValueFactory.fromAnyRef(Node.journal(dataDirectory).toString()));
            return named(named(placed, "pekko.persistence.journal.plugin", "journal"),
                    "pekko.persistence.snapshot-store.plugin", "snapshot");
        }

        private Config named(Config config, String key, String plugin) {
            return config.getString(key).isBlank()
                    ? config.withValue(key, ConfigValueFactory.fromAnyRef(path + "." + plugin)) : config;
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
                store.claimFor(owner(settings.identity()));
                yield new NodeJournal(store, target -> StoreBackup.create(
                        store, embedded(system.settings().config(), target), Clock.systemUTC().millis()));
            }
        };
    }

    /** The copies of peers' logs in it. */
    PeerCopies copies() {
        return new PeerCopies() {
            @Override
            public List<byte[]> read(String dataCenter, String log, long from, int most) {
                List<byte[]> blocks = new ArrayList<>();
                store.logs().follow(PeerLog.id(dataCenter, log), new RowRange(from, Long.MAX_VALUE, most),
                        row -> row.sequenceNr() == from + blocks.size() && blocks.add(row.bytes()));
                return blocks;
            }

            @Override
            public long highest(String dataCenter, String log) {
                return store.logs().highest(PeerLog.id(dataCenter, log));
            }
        };
    }

    /** Whose logs are in a shared store. */
    static String owner(Identity identity) {
        return "environment " + identity.environment() + ", data center " + identity.dataCenter() + ", number "
                + identity.number();
    }

    /** Where a restore of these settings puts the logs: into an empty journal. */
    static NodeRestore.Target target(EngineSettings settings, Config config) {
        return switch (settings.journal()) {
            case EMBEDDED -> NodeRestore.Target.embedded(
                    embedded(config, DataDirectory.of(settings.dataDirectory()).journal()));
            case CASSANDRA -> (backup, identity) -> {
                Optional<BackupManifest> whole = backup.map(NodeJournal::readable);
                CassandraStore store = CassandraStore.openToFill(
                        CassandraSettings.from(config), owner(identity), false);
                return filled(store, backup, whole);
            };
        };
    }

    private static BackupManifest readable(Path backup) {
        BackupManifest whole = StoreBackup.verify(backup);
        try (ReadOnlyStore source = ReadOnlyStore.open(backup)) {
            new ReadableBlocks().require(source.logs());
        }
        return whole;
    }

    private static LogStore filled(CassandraStore store, Optional<Path> backup, Optional<BackupManifest> whole)
            throws InterruptedException {
        try {
            if (backup.isPresent()) {
                try (ReadOnlyStore source = ReadOnlyStore.open(backup.get())) {
                    LogCopy.copy(source.logs(), store, LogCopy.heads(source.logs()));
                }
                LogCopy.requireHeads(store.logs(), whole.orElseThrow().logs());
            }
            return store;
        } catch (RuntimeException | InterruptedException e) {
            store.close();
            throw e;
        }
    }

    /** Settings of an embedded store in a directory. */
    static StoreSettings embedded(Config config, Path directory) {
        return StoreSettings.from(config.withValue(StoreSettings.PATH + ".directory",
                ConfigValueFactory.fromAnyRef(directory.toString())));
    }
}
