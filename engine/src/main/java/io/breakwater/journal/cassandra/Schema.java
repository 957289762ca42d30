package io.breakwater.journal.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables that keep logs, as text.
 * <pre>
 * rows            one row a block, by (log, part), part = (number - 1) / rows_a_part: partitions stay bounded
 * parts           which parts a log has, written before a part's first row; and up to which number rows are hidden
 * snapshots       what snapshots there are; written after their chunks
 * snapshot_chunks their bytes, a partition each
 * about           what the keyspace is: schema version, rows a part, whose it is, where its logs have moved to
 * </pre>
 */
public final class Schema {

    /** The only version so far. */
    public static final int VERSION = 1;

    /** Rows of one partition: 64 MiB of blocks of the usual size. */
    static final int ROWS_A_PART = 512;

    /** A replica that has died is asked until the others give it up: each read would wait until its time is over. */
    private static final String SOON_ELSEWHERE = "speculative_retry = 'MIN(99p,50ms)'";

    static final String ABOUT_SCHEMA = "schema";
    static final String ABOUT_ROWS_A_PART = "rows a part";

    private Schema() {}

    /** Everything that a keyspace needs, in order; each statement may be run again. */
    public static List<String> statements(CassandraSettings settings) {
        List<String> all = new ArrayList<>(tables(settings));
        all.addAll(facts(settings));
        return all;
    }

    static List<String> tables(CassandraSettings settings) {
        String keyspace = settings.contact().keyspace();
        List<String> all = new ArrayList<>();
        all.add("CREATE KEYSPACE IF NOT EXISTS " + keyspace + " WITH replication = {"
                + replication(settings.contact().replication()) + "} AND durable_writes = true");
        all.addAll(tables(keyspace));
        return all;
    }

    /** The version comes last: a keyspace without it is not whole. */
    static List<String> facts(CassandraSettings settings) {
        String keyspace = settings.contact().keyspace();
        return List.of(about(keyspace, ABOUT_ROWS_A_PART, String.valueOf(ROWS_A_PART)),
                about(keyspace, ABOUT_SCHEMA, String.valueOf(VERSION)));
    }

    private static String replication(Map<String, Integer> replicas) {
        StringBuilder text = new StringBuilder("'class': 'NetworkTopologyStrategy'");
        new TreeMap<>(replicas).forEach((center, count) ->
                text.append(", '").append(center.replace("'", "''")).append("': ").append(count));
        return text.toString();
    }

    // Blocks are never rewritten or deleted: large tiers, so that they are seldom copied.
    private static List<String> tables(String keyspace) {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + keyspace + ".rows (log text, part bigint, number bigint, bytes blob,"
                        + " PRIMARY KEY ((log, part), number))"
                        + " WITH compaction = {'class': 'SizeTieredCompactionStrategy', 'min_threshold': 8}"
                        + " AND compression = {'class': 'LZ4Compressor'} AND " + SOON_ELSEWHERE,
                "CREATE TABLE IF NOT EXISTS " + keyspace + ".parts (log text, part bigint, hidden_to bigint static,"
                        + " PRIMARY KEY (log, part)) WITH CLUSTERING ORDER BY (part DESC) AND " + SOON_ELSEWHERE,
                "CREATE TABLE IF NOT EXISTS " + keyspace + ".snapshots (log text, number bigint, millis bigint,"
                        + " save text, chunks int, header blob, PRIMARY KEY (log, number))"
                        + " WITH CLUSTERING ORDER BY (number DESC) AND " + SOON_ELSEWHERE,
                "CREATE TABLE IF NOT EXISTS " + keyspace + ".snapshot_chunks (save text, chunk int, bytes blob,"
                        + " PRIMARY KEY ((save, chunk))) WITH " + SOON_ELSEWHERE,
                "CREATE TABLE IF NOT EXISTS " + keyspace + ".about (what text PRIMARY KEY, value text)"
                        + " WITH " + SOON_ELSEWHERE);
    }

    private static String about(String keyspace, String what, String value) {
        return "INSERT INTO " + keyspace + ".about (what, value) VALUES ('" + what + "', '" + value
                + "') IF NOT EXISTS";
    }
}
