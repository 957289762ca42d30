package io.breakwater.journal.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.Locale;

/** Everything that is asked of Cassandra while a node runs, prepared once. */
final class Statements {

    private final PreparedStatement append;
    private final PreparedStatement settle;
    private final PreparedStatement lastOfPart;
    private final PreparedStatement rows;
    private final PreparedStatement namePart;
    private final PreparedStatement lastPart;
    private final PreparedStatement hide;
    private final PreparedStatement logs;
    private final PreparedStatement about;
    final SnapshotStatements snapshots;

    /** @param condition of an append; a seam, so that a test may show what happens without it */
    Statements(CqlSession session, String keyspace, String condition) {
        Preparing preparing = new Preparing(session, keyspace);
        this.append = preparing.of("INSERT INTO %s.rows (log, part, number, bytes) VALUES (?, ?, ?, ?) " + condition);
        this.settle = preparing.serial("SELECT number, bytes FROM %s.rows WHERE log = ? AND part = ?"
                + " AND number >= ? AND number <= ?");
        this.lastOfPart = preparing.serial("SELECT number FROM %s.rows WHERE log = ? AND part = ?"
                + " ORDER BY number DESC LIMIT 1");
        this.rows = preparing.of("SELECT number, bytes FROM %s.rows WHERE log = ? AND part = ?"
                + " AND number >= ? AND number <= ?");
        this.namePart = preparing.of("INSERT INTO %s.parts (log, part) VALUES (?, ?)");
        this.lastPart = preparing.of("SELECT part, hidden_to FROM %s.parts WHERE log = ? LIMIT 1");
        this.hide = preparing.of("UPDATE %s.parts SET hidden_to = ? WHERE log = ?");
        this.logs = preparing.of("SELECT DISTINCT log FROM %s.parts");
        this.about = preparing.serial("SELECT value FROM %s.about WHERE what = ?");
        this.snapshots = new SnapshotStatements(preparing);
    }

    /** Prepares statements for one keyspace. */
    record Preparing(CqlSession session, String keyspace) {

        private SimpleStatement on(String text) {
            return SimpleStatement.newInstance(String.format(Locale.ROOT, text, keyspace));
        }

        PreparedStatement of(String text) {
            return session.prepare(on(text));
        }

        /** A read that first completes or bars what conditional inserts have begun. */
        PreparedStatement serial(String text) {
            return session.prepare(on(text).setConsistencyLevel(ConsistencyLevel.LOCAL_SERIAL));
        }
    }

    BoundStatement append(EncodedRow row) {
        return append.bind(row.log(), row.part(), row.number(), row.bytes());
    }

    /** What stands at these numbers, for certain. */
    BoundStatement settle(EncodedRow first, EncodedRow last) {
        return settle.bind(first.log(), first.part(), first.number(), last.number());
    }

    BoundStatement lastOfPart(String log, long part) {
        return lastOfPart.bind(log, part);
    }

    BoundStatement rows(String log, long part, long from, long to) {
        return rows.bind(log, part, from, to);
    }

    BoundStatement namePart(String log, long part) {
        return namePart.bind(log, part);
    }

    BoundStatement lastPart(String log) {
        return lastPart.bind(log);
    }

    BoundStatement hide(String log, long to) {
        return hide.bind(to, log);
    }

    /** What the keyspace says of itself, for certain. */
    BoundStatement about(String what) {
        return about.bind(what);
    }

    BoundStatement logs() {
        return logs.bind();
    }
}
