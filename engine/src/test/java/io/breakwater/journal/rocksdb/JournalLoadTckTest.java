package io.breakwater.journal.rocksdb;

import io.breakwater.journal.JournalLoadTck;
import java.nio.file.Path;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The cases of {@link JournalLoadTck} on the embedded store. */
class JournalLoadTckTest extends JournalLoadTck {

    @TempDir
    static Path directory;

    private static ActorSystem system;

    @BeforeAll
    static void start() {
        system = ActorSystem.create("journal-load", StoreConfigs.of(directory, ""));
    }

    @AfterAll
    static void stop() {
        TestKit.shutdownActorSystem(system);
    }

    @Override
    protected ActorSystem system() {
        return system;
    }

    @Override
    protected int events() {
        return 10_000;
    }
}
