package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.audit.restore.JournalMove;
import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoreMoved;
import io.breakwater.journal.StoreStopped;
import io.breakwater.journal.StoreUnfinished;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.WrappedStore;
import io.breakwater.journal.backup.LogCopy;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.journal.rocksdb.StoreConfigs;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A move that is cut short anywhere leaves at most one side to start on, and the same again ends it. */
class KilledMoveTest {
    private static final JournalMove MOVE = new JournalMove(ScriptedNode.IDENTITY, 1);

    @TempDir
    Path directory;

    private Path source;
    private SortedMap<String, Long> heads;
    private boolean isFilled;

    @BeforeEach
    void write() {
        source = directory.resolve("source");
        try (EmbeddedStore store = ScriptedNode.open(source)) {
            new ScriptedNode().rounds(10).store(store);
            heads = LogCopy.heads(store.logs());
        }
    }

    /** Notes whether somebody may start on the target. */
    private class Target extends WrappedStore {
        Target(LogStore store) {
            super(store);
        }

        @Override
        public void markFilled() {
            isFilled = true;
        }
    }

    private Path target() {
        return directory.resolve("target");
    }

    private EmbeddedStore toMove(Path to) {
        return EmbeddedStore.openToMove(StoreConfigs.settings(source), to.toString());
    }

    private void move() throws InterruptedException {
        try (EmbeddedStore from = toMove(target());
                EmbeddedStore to = ScriptedNode.open(target())) {
            assertThat(MOVE.outOfEmbedded(from, new Target(to))).hasSize(heads.size());
        }
    }

    private void requireMovedOnce() {
        assertThat(isFilled).isTrue();
        assertThatThrownBy(() -> ScriptedNode.open(source)).isInstanceOf(StoreMoved.class);
        assertThatThrownBy(() -> toMove(target())).isInstanceOf(StoreMoved.class);
        try (EmbeddedStore to = ScriptedNode.open(target())) {
            assertThat(LogCopy.heads(to.logs())).isEqualTo(heads);
        }
    }

    private void requireNotStarted() {
        assertThatThrownBy(() -> ScriptedNode.open(source)).isInstanceOf(StoreUnfinished.class)
                .hasMessageContaining("on their way to " + target()).hasMessageContaining("Run the same command again");
    }

    @Test
    void whileItCopies() throws InterruptedException {
        try (EmbeddedStore from = toMove(target());
                EmbeddedStore to = ScriptedNode.open(target())) {
            assertThatThrownBy(() -> MOVE.outOfEmbedded(from, new Target(to) {
                @Override
                public void append(List<StoredRow> rows, Settlement settlement) {
                    throw new StoreStopped("killed");
                }
            })).isInstanceOf(StoreStopped.class);
        }
        assertThat(isFilled).isFalse();
        ScriptedNode.open(source).close();
        move();
        requireMovedOnce();
    }

    @Test
    void beforeTheTargetIsSaidToBeWhole() throws InterruptedException {
        try (EmbeddedStore from = toMove(target());
                EmbeddedStore to = ScriptedNode.open(target())) {
            assertThatThrownBy(() -> MOVE.outOfEmbedded(from, new Target(to) {
                @Override
                public void markFilled() {
                    throw new StoreStopped("killed");
                }
            })).isInstanceOf(StoreStopped.class);
        }
        assertThat(isFilled).isFalse();
        requireNotStarted();
        assertThatThrownBy(() -> toMove(directory.resolve("another"))).as("there would be two")
                .isInstanceOf(StoreUnfinished.class).hasMessageContaining(target().toString());
        move();
        requireMovedOnce();
    }

    @Test
    void afterTheTargetWasSaidToBeWholeAndANodeHasGoneOnWithIt() throws InterruptedException {
        try (EmbeddedStore from = toMove(target());
                EmbeddedStore to = ScriptedNode.open(target())) {
            assertThatThrownBy(() -> MOVE.outOfEmbedded(from, new Target(to) {
                @Override
                public void markFilled() {
                    super.markFilled();
                    throw new StoreStopped("killed");
                }
            })).isInstanceOf(StoreStopped.class);
        }
        requireNotStarted();
        String log = heads.firstKey();
        try (EmbeddedStore to = ScriptedNode.open(target())) {
            Rows.append(to, log, heads.get(log) + 1, new byte[10]).join();
        }
        move();
        heads.merge(log, 1L, Long::sum);
        requireMovedOnce();
    }

    @Test
    void whatIsNotTheSameIsNoCopy() throws InterruptedException {
        beforeTheTargetIsFilledItIsAnother();
        try (EmbeddedStore from = toMove(target());
                EmbeddedStore to = ScriptedNode.open(target())) {
            assertThatThrownBy(() -> MOVE.outOfEmbedded(from, new Target(to))).isInstanceOf(BackupRefused.class)
                    .hasMessageContaining(heads.firstKey()).hasMessageContaining("empty it and run this again");
        }
        assertThat(isFilled).isFalse();
        requireNotStarted();
    }

    private void beforeTheTargetIsFilledItIsAnother() {
        try (EmbeddedStore from = toMove(target());
                EmbeddedStore to = ScriptedNode.open(target())) {
            from.moveTo(target().toString());
            String log = heads.firstKey();
            List<StoredRow> rows = from.logs().rows(log, RowRange.all());
            Rows.append(to, log, rows.getFirst().sequenceNr(), new byte[10]).join();
        }
    }
}
