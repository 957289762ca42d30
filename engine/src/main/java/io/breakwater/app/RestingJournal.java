package io.breakwater.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.breakwater.audit.DataDirectory;
import io.breakwater.audit.Journal;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.CassandraStore;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import java.nio.file.Path;

/**
 * A journal read without a node.
 *
 * @param closing what is to be let go in the end
 */
record RestingJournal(Journal journal, Runnable closing) implements AutoCloseable {

    /**
     * Opens the journal that a node with these settings would use.
     *
     * @param config null where it is in the data directory
     * @throws io.breakwater.journal.JournalException where it cannot be opened
     */
    static RestingJournal open(DataDirectory data, Path config) {
        Config settings = CassandraTool.config(config).withValue(
                "breakwater.data-directory", ConfigValueFactory.fromAnyRef(data.path().toString()));
        return switch (EngineSettings.from(settings).journal()) {
            case EMBEDDED -> {
                ReadOnlyStore store = ReadOnlyStore.open(data.journal());
                yield new RestingJournal(Journal.of(store), store::close);
            }
            case CASSANDRA -> {
                CassandraStore store = CassandraStore.open(CassandraSettings.from(settings));
                yield new RestingJournal(Journal.of(store), store::close);
            }
        };
    }

    @Override
    public void close() {
        closing.run();
    }
}
