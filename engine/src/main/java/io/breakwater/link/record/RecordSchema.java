package io.breakwater.link.record;

import io.breakwater.journal.cassandra.CassandraSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables of the record, as text.
 * <pre>
 * sites  one row a data center, all of an environment in one partition: its
 *        term, how often its lease was renewed, who fenced it
 * terms  one row a limit, all of an environment in one partition: their version, and themselves as the log writes them
 * </pre>
 */
public final class RecordSchema {

    private RecordSchema() {}

    /** Everything that the keyspace needs, in order; each statement may be run again. */
    public static List<String> statements(CassandraSettings settings) {
        String keyspace = settings.contact().keyspace();
        return List.of(
                "CREATE KEYSPACE IF NOT EXISTS " + keyspace + " WITH replication = {"
                        + replication(settings.contact().replication()) + "} AND durable_writes = true",
                "CREATE TABLE IF NOT EXISTS " + keyspace + ".sites (environment text, center int, term bigint,"
                        + " renewal bigint, fenced_by int, PRIMARY KEY (environment, center))",
                "CREATE TABLE IF NOT EXISTS " + keyspace + ".terms (environment text, span text, version bigint,"
                        + " terms blob, PRIMARY KEY (environment, span))");
    }

    private static String replication(Map<String, Integer> replicas) {
        StringBuilder text = new StringBuilder("'class': 'NetworkTopologyStrategy'");
        new TreeMap<>(replicas).forEach((center, count) ->
                text.append(", '").append(center.replace("'", "''")).append("': ").append(count));
        return text.toString();
    }
}
