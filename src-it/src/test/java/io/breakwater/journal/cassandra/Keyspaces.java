package io.breakwater.journal.cassandra;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.journal.TestPayload;
import io.breakwater.journal.TestPayloadSerializer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Settings of keyspaces for tests: each of its own, made on demand. */
final class Keyspaces {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private Keyspaces() {}

    /** A name that no test has used in this run. */
    static String name() {
        return "test_" + COUNTER.incrementAndGet();
    }

    /** The defaults for one node, but for {@code overrides}, whose keys are relative to the store's section. */
    static Config config(String contactPoint, String keyspace, String overrides) {
        return ConfigFactory.parseString(
                CassandraSettings.PATH + " { contact-points = [\"" + contactPoint + "\"], keyspace = " + keyspace
                + ", replication = [\"dc1 = 1\"]\n" + overrides + "}\n"
                + "pekko.persistence.journal.plugin = " + CassandraSettings.PATH + ".journal\n"
                + "pekko.persistence.snapshot-store.plugin = " + CassandraSettings.PATH + ".snapshot\n"
                + "pekko.persistence.publish-plugin-commands = on\n"
                + "pekko.loglevel = ERROR\n"
                + "pekko.stdout-loglevel = ERROR\n"
                + "pekko.actor.serializers.journal-test = \"" + TestPayloadSerializer.class.getName() + "\"\n"
                + "pekko.actor.serialization-bindings { \"" + TestPayload.class.getName() + "\" = journal-test }\n")
                .withFallback(ConfigFactory.load());
    }

    static CassandraSettings settings(String contactPoint, String keyspace, String overrides) {
        return CassandraSettings.from(config(contactPoint, keyspace, overrides));
    }

    /** Makes a new keyspace on the shared node. */
    static CassandraSettings made(String overrides) {
        CassandraSettings settings = settings(OneCassandra.node().contactPoint(), name(), overrides);
        CassandraStore.createSchema(settings);
        return settings;
    }

    /** The same keyspace through other contact points. */
    static CassandraSettings through(CassandraSettings settings, List<String> points) {
        CassandraSettings.Contact contact = settings.contact();
        return new CassandraSettings(
                new CassandraSettings.Contact(points, contact.localDataCenter(), contact.keyspace(),
                        contact.replication()),
                settings.credentials(), settings.tls(), settings.patience(), settings.bounds(),
                settings.allowUnsynced());
    }
}
