package io.breakwater.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.breakwater.journal.StoreUnreachable;
import java.time.Duration;
import java.util.List;

/** Makes the tables through one node, which knows at once what it has made, and sees to it that all nodes know. */
public final class SchemaChange {

    private static final int MOST_LOOKS = 30;
    private static final int MOST_NOTES = 10;

    /** A change waits for all nodes, and nobody waits for it: what appends may take says nothing about it. */
    private static final Duration MOST_MAKING = Duration.ofMinutes(1);

    private SchemaChange() {}

    static void apply(CqlSession session, CassandraSettings settings) {
        Node maker = make(session, Schema.tables(settings), settings.place());
        Schema.facts(settings).forEach(fact -> note(session, statement(fact).setNode(maker), settings.place()));
    }

    /**
     * Runs the statements in order, and waits until all nodes that are up know of them.
     *
     * @param session for this alone: from now on it does not ask where rows lie
     * @param place of the keyspace, for the message
     * @return the node that made them; one that has just come up may not know of them yet
     * @throws StoreUnreachable where the nodes do not agree in time: it may be run again
     */
    public static Node make(CqlSession session, List<String> statements, String place) {
        // Else the driver reads the schema again behind each statement, a second later, and lets it wait for that.
        session.setSchemaMetadataEnabled(false);
        Node coordinator = session.getMetadata().getNodes().values().stream()
                .filter(node -> node.getOpenConnections() > 0).findFirst().orElseThrow();
        statements.forEach(each -> session.execute(statement(each).setNode(coordinator)));
        if (!awaitAgreement(session, MOST_LOOKS)) {
            throw new StoreUnreachable("The nodes of Cassandra do not agree on the schema of " + place
                    + ": run it again when all are up", null);
        }
        return coordinator;
    }

    /**
     * Whether all nodes that are up have the same schema in the end.
     *
     * @param looks each waits for as long as the driver's own agreement timeout at most
     */
    static boolean awaitAgreement(CqlSession session, int looks) {
        boolean agreed = session.checkSchemaAgreement();
        for (int look = 1; !agreed && look < looks; look++) {
            agreed = session.checkSchemaAgreement();
        }
        return agreed;
    }

    /** A fact stays as it was noted first: where an answer is missing it may be there, and is noted again. */
    private static void note(CqlSession session, SimpleStatement fact, String place) {
        DriverException unanswered = null;
        for (int attempt = 0; attempt < MOST_NOTES; attempt++) {
            try {
                session.execute(fact);
                return;
            } catch (QueryValidationException refused) {
                throw refused;
            } catch (DriverException late) {
                unanswered = late;
            }
        }
        throw new StoreUnreachable("Cassandra did not note in time what the schema of " + place
                + " is: run it again", unanswered);
    }

    private static SimpleStatement statement(String text) {
        return SimpleStatement.newInstance(text).setTimeout(MOST_MAKING);
    }
}
