package io.breakwater.journal.cassandra;

import com.typesafe.config.Config;
import io.breakwater.journal.plugin.ScalaReadJournal;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.query.ReadJournalProvider;

/** What Pekko asks for the queries. */
public final class CassandraReadJournalProvider implements ReadJournalProvider {

    private final CassandraReadJournal journal;

    /** Called by Pekko with the plugin's section of the configuration. */
    public CassandraReadJournalProvider(ExtendedActorSystem system, Config config) {
        this.journal = new CassandraReadJournal(system);
    }

    @Override
    public ScalaReadJournal scaladslReadJournal() {
        return new ScalaReadJournal(journal);
    }

    @Override
    public CassandraReadJournal javadslReadJournal() {
        return journal;
    }
}
