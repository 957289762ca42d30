package io.breakwater.link.record;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Everything that the record is asked, prepared once. Every read is serial, every write conditional. */
final class RecordStatements {

    private final String environment;
    private final DefaultConsistencyLevel serial;
    private final PreparedStatement sites;
    private final PreparedStatement site;
    private final PreparedStatement newSite;
    private final PreparedStatement changedSite;
    private final PreparedStatement stillTakesPart;
    private final PreparedStatement allTerms;
    private final PreparedStatement terms;
    private final PreparedStatement newTerms;
    private final PreparedStatement changedTerms;

    RecordStatements(CqlSession session, RecordSettings settings, String environment) {
        this.environment = environment;
        this.serial = CassandraRecord.serial(settings);
        Preparing preparing = new Preparing(session, settings);
        this.sites = preparing.read("SELECT center, term, renewal, fenced_by FROM %s.sites WHERE environment = ?");
        this.site = preparing.read("SELECT term, renewal, fenced_by FROM %s.sites"
                + " WHERE environment = ? AND center = ?");
        this.newSite = preparing.write("INSERT INTO %s.sites (environment, center, term, renewal, fenced_by)"
                + " VALUES (?, ?, ?, ?, ?) IF NOT EXISTS");
        this.changedSite = preparing.write("UPDATE %s.sites SET term = ?, renewal = ?, fenced_by = ?"
                + " WHERE environment = ? AND center = ? IF term = ? AND renewal = ? AND fenced_by = ?");
        this.stillTakesPart = preparing.write("UPDATE %s.sites SET fenced_by = -1"
                + " WHERE environment = ? AND center = ? IF fenced_by = -1");
        this.allTerms = preparing.read("SELECT span, terms FROM %s.terms WHERE environment = ?");
        this.terms = preparing.read("SELECT terms FROM %s.terms WHERE environment = ? AND span = ?");
        this.newTerms = preparing.write("INSERT INTO %s.terms (environment, span, version, terms)"
                + " VALUES (?, ?, ?, ?) IF NOT EXISTS");
        this.changedTerms = preparing.write("UPDATE %s.terms SET version = ?, terms = ?"
                + " WHERE environment = ? AND span = ? IF version = ?");
    }

    private record Preparing(CqlSession session, RecordSettings settings) {

        private String on(String text) {
            return String.format(Locale.ROOT, text, settings.cassandra().contact().keyspace());
        }

        PreparedStatement read(String text) {
            return session.prepare(SimpleStatement.newInstance(on(text))
                    .setConsistencyLevel(CassandraRecord.serial(settings)));
        }

        PreparedStatement write(String text) {
            return session.prepare(SimpleStatement.newInstance(on(text))
                    .setSerialConsistencyLevel(CassandraRecord.serial(settings))
                    .setConsistencyLevel(settings.sites()
                            ? DefaultConsistencyLevel.QUORUM : DefaultConsistencyLevel.LOCAL_QUORUM));
        }
    }

    BoundStatement sites() {
        return sites.bind(environment);
    }

    BoundStatement site(int center) {
        return site.bind(environment, center);
    }

    /** Changes an entry that nothing has happened to since. */
    BoundStatement site(SiteEntry known, SiteEntry wanted) {
        return known.isKnown()
                ? changedSite.bind(wanted.term(), wanted.renewal(), wanted.fencedBy(), environment, known.center(),
                        known.term(), known.renewal(), known.fencedBy())
                : newSite.bind(environment, known.center(), wanted.term(), wanted.renewal(), wanted.fencedBy());
    }

    /** The same, as long as who does it takes part itself: one decision over two rows of a partition. */
    BatchStatement fence(SiteEntry seen, SiteEntry wanted, int by) {
        return BatchStatement.newInstance(DefaultBatchType.UNLOGGED, site(seen, wanted),
                        stillTakesPart.bind(environment, by))
                .setSerialConsistencyLevel(serial)
                .setConsistencyLevel(serial == DefaultConsistencyLevel.SERIAL
                        ? DefaultConsistencyLevel.QUORUM : DefaultConsistencyLevel.LOCAL_QUORUM);
    }

    BoundStatement allTerms() {
        return allTerms.bind(environment);
    }

    BoundStatement terms(String limit) {
        return terms.bind(environment, limit);
    }

    BoundStatement agree(String limit, long known, long version, ByteBuffer terms) {
        return known == 0 ? newTerms.bind(environment, limit, version, terms)
                : changedTerms.bind(version, terms, environment, limit, known);
    }
}
