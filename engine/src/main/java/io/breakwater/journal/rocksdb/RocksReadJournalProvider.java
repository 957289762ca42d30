package io.breakwater.journal.rocksdb;

import com.typesafe.config.Config;
import io.breakwater.journal.plugin.ScalaReadJournal;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.query.ReadJournalProvider;

/** What Pekko asks for the queries. */
public final class RocksReadJournalProvider implements ReadJournalProvider {

    private final RocksReadJournal journal;

    /** Called by Pekko with the plugin's section of the configuration. */
    public RocksReadJournalProvider(ExtendedActorSystem system, Config config) {
        this.journal = new RocksReadJournal(system, config.getString("read-dispatcher"));
    }

    @Override
    public ScalaReadJournal scaladslReadJournal() {
        return new ScalaReadJournal(journal);
    }

    @Override
    public RocksReadJournal javadslReadJournal() {
        return journal;
    }
}
