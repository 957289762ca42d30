package io.breakwater.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import io.breakwater.journal.StoreUnreachable;
import java.time.Duration;
import java.util.List;

/** Makes the tables through one node, which knows at once what it has made, and sees to it that all nodes know. */
final class SchemaChange {

    private static final int MOST_LOOKS = 30;

    /** A change waits for all nodes, and nobody waits for it: what appends may take says nothing about it. */
    private static final Duration MOST_MAKING = Duration.ofMinutes(1);

    private SchemaChange() {}

    /** Waits. @throws StoreUnreachable where the nodes do not agree in time: it may be run again */
    static void apply(CqlSession session, CassandraSettings settings) {
        Node coordinator = session.getMetadata().getNodes().values().stream()
                .filter(node -> settings.contact().localDataCenter().equals(node.getDatacenter()))
                .filter(node -> node.getOpenConnections() > 0).findFirst().orElseThrow();
        List<String> tables = Schema.tables(settings);
        tables.forEach(table -> session.execute(statement(table).setNode(coordinator)));
        // Each look waits for as long as the driver's own agreement timeout at most.
        boolean agreed = session.checkSchemaAgreement();
        for (int look = 1; !agreed && look < MOST_LOOKS; look++) {
            agreed = session.checkSchemaAgreement();
        }
        if (!agreed) {
            throw new StoreUnreachable("The nodes of Cassandra do not agree on the schema of " + settings.place()
                    + ": run it again when all are up", null);
        }
        Schema.facts(settings).forEach(fact -> session.execute(statement(fact)));
    }

    private static SimpleStatement statement(String text) {
        return SimpleStatement.newInstance(text).setTimeout(MOST_MAKING);
    }
}
