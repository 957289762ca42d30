package io.breakwater.journal.cassandra;

import io.breakwater.cassandra.CassandraNode;
import io.breakwater.cassandra.Ring;
import io.breakwater.cassandra.RingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Cassandra node for all classes that ask for it: started with the first, ended after the last. Each takes keyspaces
 * of its own, and leaves the node as it has found it.
 */
public final class OneCassandra implements BeforeAllCallback {

    /** So long no disk stands still: how Cassandra gives up is for {@link FrozenTest}. */
    private static final int PATIENCE_MILLIS = 15_000;

    private static volatile Ring ring;

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Started.class, _ -> new Started(), Started.class);
    }

    public static CassandraNode node() {
        return ring.node();
    }

    /** The running node, closed by JUnit when all tests have ended. */
    private static final class Started implements ExtensionContext.Store.CloseableResource {

        private final Path directory;

        Started() {
            try {
                directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "cassandra-");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            ring = RingOptions.of(1).timeout(PATIENCE_MILLIS).start(directory);
        }

        @Override
        public void close() {
            ring.close();
        }
    }
}
