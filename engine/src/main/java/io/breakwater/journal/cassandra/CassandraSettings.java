package io.breakwater.journal.cassandra;

import com.typesafe.config.Config;
import io.breakwater.journal.StoreMisconfigured;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the logs are and how patient their readers and writers are.
 *
 * @param credentials file with {@code username} and {@code password}
 * @param allowUnsynced whether replicas may acknowledge before they have synced, and lose blocks in a power cut
 */
public record CassandraSettings(Contact contact, Optional<Path> credentials, Optional<Tls> tls, Patience patience,
        Bounds bounds, boolean allowUnsynced) {

    /** Where the settings stand in the configuration. */
    public static final String PATH = "breakwater.journal.cassandra";

    private static final Pattern POINT = Pattern.compile("([^:\\s\\[]+|\\[[0-9a-fA-F:]+]):(?<port>[0-9]{1,5})");
    private static final int MAX_PORT = 65_535;
    // A list, because an object's defaults would be merged into what an installation sets.
    private static final Pattern REPLICAS = Pattern.compile("([A-Za-z0-9_.-]+)\\s*=\\s*([1-9])");

    /**
     * Whom to ask for what.
     *
     * @param replication replicas by data center, as the keyspace must have them
     */
    public record Contact(List<String> points, String localDataCenter, String keyspace,
            Map<String, Integer> replication) {

        List<InetSocketAddress> addresses() {
            return points.stream().map(Contact::address).toList();
        }

        private static InetSocketAddress address(String point) {
            int colon = point.lastIndexOf(':');
            return new InetSocketAddress(point.substring(0, colon), Integer.parseInt(point.substring(colon + 1)));
        }
    }

    /**
     * Mutual authentication. Stores are PKCS#12 files.
     *
     * @param passwordFile holds the one password of both
     * @param verifyHost whether a node's certificate must name its address
     */
    public record Tls(Path trustStore, Optional<Path> keyStore, Path passwordFile, boolean verifyHost) {}

    /**
     * How long is waited for what.
     *
     * @param connect a connection
     * @param request one request to Cassandra; after it its outcome is unknown
     * @param append until an append whose outcome is unknown is given up
     * @param pause before an append is tried again
     * @param poll between two looks of a query that follows a log
     */
    public record Patience(Duration connect, Duration request, Duration append, Duration pause, Duration poll) {}

    /**
     * What may be in memory at once.
     *
     * @param appends in flight, of all logs
     * @param appendBytes of them
     * @param rowBytes of one row
     * @param snapshotsKept a log, the newest
     * @param snapshotBytes of one snapshot
     * @param chunkBytes one stored part of a snapshot
     * @param pageRows read at once
     */
    public record Bounds(int appends, long appendBytes, int rowBytes, int snapshotsKept, long snapshotBytes,
            int chunkBytes, int pageRows) {}

    /** @throws StoreMisconfigured naming key, value and remedy when a setting is missing or out of its range */
    public static CassandraSettings from(Config root) {
        return new Reading(root.getConfig(PATH)).settings();
    }

    /** For people: keyspace and contact points. */
    public String place() {
        return "keyspace " + contact.keyspace() + " at " + String.join(", ", contact.points());
    }

    private record Reading(Config config) {

        CassandraSettings settings() {
            return new CassandraSettings(contact(), path("credentials-file"), tls(),
                    new Patience(span("connect-timeout"), span("request-timeout"), span("append-patience"),
                            span("retry-pause"), span("query-poll")),
                    new Bounds((int) number("max-appends", 1, 1 << 20), number("max-append-bytes", 1, Long.MAX_VALUE),
                            (int) number("max-row-bytes", 1, 16 << 20), (int) number("snapshots-kept", 1, 1_000),
                            number("max-snapshot-bytes", 1, 1 << 30),
                            (int) number("snapshot-chunk-bytes", 1_024, 8 << 20),
                            (int) number("page-rows", 1, 10_000)),
                    config.getBoolean("allow-unsynced-commit-log"));
        }

        private Contact contact() {
            List<String> points = config.getStringList("contact-points");
            if (points.isEmpty()) {
                throw wrong("contact-points", "is empty", "name nodes of Cassandra, each as host:port");
            }
            for (String point : points) {
                Matcher parts = POINT.matcher(point);
                int port = parts.matches() ? Integer.parseInt(parts.group("port")) : 0;
                if (port < 1 || port > MAX_PORT) {
                    throw wrong("contact-points", "has " + point,
                            "write host:port, with a port between 1 and " + MAX_PORT);
                }
            }
            String keyspace = text("keyspace", "name the keyspace that keeps the logs");
            if (!keyspace.matches("[a-z][a-z0-9_]{0,47}")) {
                throw wrong("keyspace", "is " + keyspace, "use lower-case letters, digits and _, at most 48");
            }
            return new Contact(points, text("local-data-center", "name the data center of Cassandra this node is in"),
                    keyspace, replication());
        }

        private Map<String, Integer> replication() {
            Map<String, Integer> replicas = new TreeMap<>();
            for (String center : config.getStringList("replication")) {
                Matcher parts = REPLICAS.matcher(center.strip());
                if (!parts.matches()) {
                    throw wrong("replication", "has " + center, "write data center = 1 to 9");
                }
                replicas.put(parts.group(1), Integer.parseInt(parts.group(2)));
            }
            if (replicas.isEmpty()) {
                throw wrong("replication", "is empty", "write data center = 1 to 9");
            }
            return replicas;
        }

        private Optional<Tls> tls() {
            if (!config.getBoolean("tls.enabled")) {
                return Optional.empty();
            }
            Path trust = path("tls.trust-store").orElseThrow(() ->
                    wrong("tls.trust-store", "is empty", "name the PKCS#12 file with the authority's certificate"));
            Path password = path("tls.password-file").orElseThrow(() ->
                    wrong("tls.password-file", "is empty", "name the file with the password of the stores"));
            return Optional.of(new Tls(trust, path("tls.key-store"), password, config.getBoolean("tls.verify-host")));
        }

        private Optional<Path> path(String key) {
            String text = config.getString(key);
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        }

        private String text(String key, String remedy) {
            String value = config.getString(key);
            if (value.isBlank()) {
                throw wrong(key, "is empty", remedy);
            }
            return value;
        }

        private Duration span(String key) {
            Duration value = config.getDuration(key);
            if (value.toMillis() < 1 || value.toHours() > 1) {
                throw wrong(key, "is " + value, "set it between 1 ms and 1 h");
            }
            return value;
        }

        private long number(String key, long least, long most) {
            long value = key.endsWith("-bytes") ? config.getBytes(key) : config.getLong(key);
            if (value < least || value > most) {
                throw wrong(key, "is " + value, "set it between " + least + " and " + most);
            }
            return value;
        }
    }

    static StoreMisconfigured wrong(String key, String what, String remedy) {
        return new StoreMisconfigured(PATH + "." + key, what, remedy);
    }
}
