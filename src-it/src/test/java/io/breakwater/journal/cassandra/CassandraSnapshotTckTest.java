package io.breakwater.journal.cassandra;

import io.breakwater.it.MostlyWaits;
import io.breakwater.journal.SnapshotTck;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;

/** The cases of {@link SnapshotTck} on Cassandra. */
@ExtendWith(OneCassandra.class)
@MostlyWaits
@Order(5)
class CassandraSnapshotTckTest extends SnapshotTck {

    private static ActorSystem system;

    @BeforeAll
    static void start() {
        String keyspace = Keyspaces.made("").contact().keyspace();
        system = ActorSystem.create("cassandra-tck",
                Keyspaces.config(OneCassandra.node().contactPoint(), keyspace, "snapshots-kept = 100"));
    }

    @AfterAll
    static void stop() {
        TestKit.shutdownActorSystem(system);
    }

    @Override
    protected ActorSystem system() {
        return system;
    }
}
