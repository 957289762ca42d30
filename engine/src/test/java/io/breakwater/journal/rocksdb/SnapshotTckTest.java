package io.breakwater.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.SnapshotTck;
import java.nio.file.Path;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases of {@link SnapshotTck} on the embedded store. */
class SnapshotTckTest extends SnapshotTck {

    @TempDir
    static Path directory;

    private static ActorSystem system;

    @BeforeAll
    static void start() {
        system = ActorSystem.create("snapshot-tck", StoreConfigs.of(directory, "snapshots-kept = 100"));
    }

    @AfterAll
    static void stop() {
        TestKit.shutdownActorSystem(system);
    }

    @Override
    protected ActorSystem system() {
        return system;
    }

    /** Of more snapshots than are to be kept, the newest stay. */
    @Test
    void keepsTheNewestOnly() {
        StoreSettings settings = StoreConfigs.settings(directory.resolve("kept"), "snapshots-kept = 3");
        try (EmbeddedStore store = EmbeddedStore.open(settings)) {
            for (long number = 1; number <= 10; number++) {
                store.snapshots().save(Rows.row("kept", number, new byte[] {1}));
                store.snapshots().save(Rows.row("kept-other", number, new byte[] {2}));
            }
            assertThat(store.snapshots().list("kept", SnapshotRange.all())).containsExactly(10L, 9L, 8L);
        }
    }
}
