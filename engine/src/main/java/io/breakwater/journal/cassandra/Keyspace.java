package io.breakwater.journal.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.breakwater.journal.StoreMisconfigured;
import io.breakwater.journal.StoreMoved;
import io.breakwater.journal.StoreUnfinished;
import io.breakwater.journal.StoreUnreachable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a keyspace says of itself, held against the settings before a node relies on it. Every method waits. */
final class Keyspace {

    private static final String REMEDY = "run ./breakwater cassandra schema";
    private static final String NETWORK = "org.apache.cassandra.locator.NetworkTopologyStrategy";
    static final String ABOUT_MOVED = "moved to";
    private static final String ABOUT_OWNER = "owner";
    private static final String ABOUT_FILLING = "filling";

    private final CqlSession session;
    private final CassandraSettings settings;

    Keyspace(CqlSession session, CassandraSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    /**
     * Holds everything that can be wrong against the settings.
     *
     * @param purpose for which it is opened
     * @return how many rows stand in one part of a log
     * @throws StoreMisconfigured naming key, value and remedy
     */
    int require(CassandraStore.Purpose purpose) {
        requireReplication();
        int version = Integer.parseInt(about(Schema.ABOUT_SCHEMA).orElse("0"));
        if (version == 0) {
            throw CassandraSettings.wrong("keyspace", "is " + name() + ", which has no whole schema", REMEDY);
        }
        if (version != Schema.VERSION) {
            throw CassandraSettings.wrong("keyspace", "is " + name() + " with schema version " + version
                    + ", this program knows version " + Schema.VERSION,
                    "start the release that wrote it or a later one");
        }
        if (purpose != CassandraStore.Purpose.TO_MOVE) {
            requireNotMoved();
        }
        if (purpose != CassandraStore.Purpose.TO_FILL) {
            requireFilled();
        }
        requireSyncedCommitLog();
        return Integer.parseInt(about(Schema.ABOUT_ROWS_A_PART).orElseThrow());
    }

    /**
     * Requires the keyspace to be there, with the replicas of the settings.
     *
     * @throws StoreMisconfigured naming key, value and remedy
     */
    void requireReplication() {
        SimpleStatement asked = SimpleStatement.newInstance(
                "SELECT replication, durable_writes FROM system_schema.keyspaces WHERE keyspace_name = ?", name());
        Row heard = one(asked);
        Row keyspace = heard == null ? known(asked) : heard;
        if (keyspace == null) {
            throw CassandraSettings.wrong("keyspace", "is " + name() + ", which does not exist", REMEDY);
        }
        Map<String, String> found = new TreeMap<>(keyspace.getMap("replication", String.class, String.class));
        Map<String, String> wanted = new TreeMap<>(Map.of("class", NETWORK));
        settings.contact().replication().forEach((center, count) -> wanted.put(center, String.valueOf(count)));
        if (!found.equals(wanted)) {
            throw CassandraSettings.wrong("replication", "is " + settings.contact().replication(), "keyspace " + name()
                    + " has " + found + "; set the one or alter the other, then repair");
        }
        if (!keyspace.getBoolean("durable_writes")) {
            throw CassandraSettings.wrong("keyspace", "is " + name() + " without durable writes",
                    "run ALTER KEYSPACE " + name() + " WITH durable_writes = true");
        }
        requireReplicas();
    }

    private void requireReplicas() {
        String local = settings.contact().localDataCenter();
        Integer replicas = settings.contact().replication().get(local);
        if (replicas == null) {
            throw CassandraSettings.wrong("replication", "is " + settings.contact().replication(),
                    "it lacks the local data center " + local);
        }
        long nodes = session.getMetadata().getNodes().values().stream()
                .filter(node -> local.equals(node.getDatacenter())).count();
        if (nodes < replicas / 2 + 1) {
            throw CassandraSettings.wrong("replication", "is " + local + " = " + replicas,
                    "that data center has " + nodes + " nodes, fewer than a majority of so many replicas; add nodes");
        }
    }

    // A replica that acknowledges before it has synced may forget what was acknowledged when its machine loses power.
    private void requireSyncedCommitLog() {
        if (settings.allowUnsynced()) {
            return;
        }
        for (Node node : session.getMetadata().getNodes().values()) {
            boolean local = settings.contact().localDataCenter().equals(node.getDatacenter());
            if (local && node.getState() == NodeState.UP) {
                requireSynced(node);
            }
        }
    }

    private void requireSynced(Node node) {
        Row setting = one(SimpleStatement
                .newInstance("SELECT value FROM system_views.settings WHERE name = 'commitlog_sync'")
                .setConsistencyLevel(ConsistencyLevel.ONE).setNode(node));
        String value = setting == null ? "unknown" : String.valueOf(setting.getString("value"));
        if (!value.equals("batch") && !value.equals("group")) {
            throw CassandraSettings.wrong("allow-unsynced-commit-log", "is off, and " + node.getEndPoint()
                    + " has commitlog_sync: " + value, "set it to group or batch there");
        }
    }

    /** @throws StoreMoved where the logs have been moved to another store */
    void requireNotMoved() {
        about(ABOUT_MOVED).ifPresent(to -> {
            throw new StoreMoved(settings.place(), to);
        });
    }

    /** @throws StoreUnfinished where a restore or a copy into it has not ended */
    void requireFilled() {
        about(ABOUT_FILLING).ifPresent(by -> {
            throw new StoreUnfinished(settings.place(), "Run it again with an empty keyspace: name another, or drop"
                    + " this one and make it again (./breakwater cassandra schema --apply)");
        });
    }

    /** Says until {@link #markFilled} that the logs are not whole: no node starts on them. */
    void markFilling() {
        claim(ABOUT_FILLING, "a restore or a copy");
    }

    /** Takes back {@link #markFilling}, where that was said. */
    void markFilled() {
        heard(() -> session.execute(SimpleStatement.newInstance(
                "DELETE FROM " + name() + ".about WHERE what = ? IF EXISTS", ABOUT_FILLING)));
    }

    /**
     * Fences the keyspace for good: whoever reads its logs in order to append finds it moved.
     *
     * @throws StoreMoved where they go elsewhere: nodes could start on both
     */
    void move(String to) {
        String found = claim(ABOUT_MOVED, to);
        if (!found.equals(to)) {
            throw new StoreMoved(settings.place(), found);
        }
    }

    /**
     * Makes the keyspace its owner's, once.
     *
     * @param owner environment and data center, for people
     * @throws StoreMisconfigured where it is another's
     */
    void claimFor(String owner) {
        String found = claim(ABOUT_OWNER, owner);
        if (!found.equals(owner)) {
            throw CassandraSettings.wrong("keyspace", "is " + name() + ", which keeps the logs of " + found,
                    "this is " + owner + "; name the keyspace of that");
        }
    }

    /** Whose it is, where somebody has claimed it. */
    Optional<String> owner() {
        return about(ABOUT_OWNER);
    }

    /** Says something of the keyspace unless it is said. @return what is said now */
    private String claim(String what, String value) {
        ResultSet answer = heard(() -> session.execute(SimpleStatement.newInstance("INSERT INTO " + name()
                + ".about (what, value) VALUES (?, ?) IF NOT EXISTS", what, value)));
        return answer.wasApplied() ? value : about(what).orElse(value);
    }

    private Optional<String> about(String what) {
        SimpleStatement asked = SimpleStatement
                .newInstance("SELECT value FROM " + name() + ".about WHERE what = ?", what)
                .setConsistencyLevel(ConsistencyLevel.LOCAL_SERIAL);
        Row row;
        try {
            row = one(asked);
        } catch (InvalidQueryException unknownThere) {
            row = known(asked);
        }
        return row == null ? Optional.empty() : Optional.ofNullable(row.getString("value"));
    }

    /** A node that has only just come up may not know of a table yet: it is there where any node knows of it. */
    private Row known(SimpleStatement statement) {
        for (Node node : session.getMetadata().getNodes().values()) {
            try {
                Row row = node.getOpenConnections() > 0 ? one(statement.setNode(node)) : null;
                if (row != null) {
                    return row;
                }
            } catch (InvalidQueryException unknownThere) {
                continue;
            }
        }
        return null;
    }

    private Row one(SimpleStatement statement) {
        return heard(() -> session.execute(statement)).one();
    }

    /**
     * What may be asked twice; asked again while nothing answers in time, as long as an append would be: a Cassandra
     * that stands still for a while ends no start of a node.
     *
     * @throws StoreUnreachable where it does not answer, or for longer
     * @throws InvalidQueryException where the question is wrong
     */
    <T> T heard(Supplier<T> question) {
        long untilNanos = System.nanoTime() + settings.patience().append().toNanos();
        while (true) {
            try {
                return question.get();
            } catch (InvalidQueryException refused) {
                throw refused;
            } catch (DriverException failure) {
                if (!(failure instanceof DriverTimeoutException) || System.nanoTime() - untilNanos >= 0) {
                    throw new StoreUnreachable("Cassandra (" + settings.place() + ") cannot answer: "
                            + failure.getMessage(), failure);
                }
            }
        }
    }

    private String name() {
        return settings.contact().keyspace();
    }
}
