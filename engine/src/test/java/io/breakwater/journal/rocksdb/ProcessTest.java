package io.breakwater.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.TakesLong;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoreInUse;
import io.breakwater.journal.StoredRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store beside, and after the violent end of, other processes. */
@TakesLong
class ProcessTest {

    private static final int ROW_BYTES = 3000;

    @TempDir
    Path directory;

    @TempDir
    Path scratch;

    @Test
    void aSecondProcessIsRefusedAndToldWhoHoldsWhat() throws InterruptedException, IOException {
        try (Fork holder = Fork.child(directory.toString(), "0", "1")) {
            assertThat(holder.line()).startsWith("open");
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreInUse.class)
                    .hasMessageContaining(directory.toRealPath().toString())
                    .hasMessageContaining("held by process " + holder.pid())
                    .hasMessageContaining("stop it first")
                    .hasMessageContaining("breakwater.data-directory");
            holder.kill();
            open().close();
        }
    }

    @Test
    void aSecondStoreInThisProcessIsRefused() {
        try (EmbeddedStore first = open()) {
            assertThatThrownBy(this::open).isInstanceOf(StoreInUse.class).hasMessageContaining("held by this process");
            Rows.fill(first, "lane", 1, 1);
        }
        open().close();
    }

    private EmbeddedStore open() {
        return EmbeddedStore.open(StoreConfigs.settings(directory));
    }

    /** Ten rounds: a writer is killed at a random moment; whatever it acknowledged is there, in order, once. */
    @Test
    void nothingAcknowledgedIsLostWhenTheWriterIsKilled() throws InterruptedException {
        Random random = new Random(7);
        Map<String, Long> acknowledged = new HashMap<>();
        for (int round = 0; round < 10; round++) {
            try (Fork writer = Fork.child(directory.toString(), "4", String.valueOf(ROW_BYTES))) {
                assertThat(writer.line()).startsWith("open");
                for (int acks = 100 + random.nextInt(400); acks > 0; acks--) {
                    note(writer.line(), acknowledged);
                }
                writer.kill().forEach(line -> note(line, acknowledged));
            }
            try (EmbeddedStore store = open()) {
                acknowledged.forEach((log, number) -> verify(store, log, number));
            }
        }
        assertThat(acknowledged).hasSize(4);
    }

    private static void note(String line, Map<String, Long> acknowledged) {
        // The last line may be cut by the kill.
        String[] words = line.split(" ");
        if (words.length == 3 && words[0].equals("ack")) {
            acknowledged.merge(words[1], Long.parseLong(words[2]), Math::max);
        }
    }

    private static void verify(EmbeddedStore store, String log, long acknowledged) {
        List<StoredRow> rows = new ArrayList<>();
        store.logs().read(log, RowRange.all(), row -> {
            assertThat(row.sequenceNr()).isEqualTo(rows.size() + 1L);
            assertThat(row.bytes()).isEqualTo(Rows.bytes(log, row.sequenceNr(), ROW_BYTES));
            return rows.add(row);
        });
        // At most the one append that was under way in each log may be there unacknowledged.
        assertThat((long) rows.size()).isBetween(acknowledged, acknowledged + 1);
        assertThat(store.logs().highest(log)).isEqualTo(rows.size());
    }

    /** The operating system refuses a write, as on a full disk: the store stops, says so once, loses nothing. */
    @Test
    void aRealWriteErrorStopsTheStore() {
        Map<String, Long> acknowledged = new HashMap<>();
        List<String> others = new ArrayList<>();
        String size = String.valueOf(ROW_BYTES);
        try (Fork writer = Fork.childWithFileLimit(300, scratch, directory.toString(), "2", size)) {
            for (String line = writer.line(); line != null; line = writer.line()) {
                note(line, acknowledged);
                if (!line.startsWith("ack")) {
                    others.add(line);
                }
            }
        }
        assertThat(others).filteredOn(line -> line.startsWith("failed")).hasSize(1)
                .first().asString().contains("stopped for good").contains("File too large");
        assertThat(others).filteredOn(line -> line.startsWith("refused")).isNotEmpty()
                .allMatch(line -> line.endsWith("StoreStopped"));
        assertThat(others).last().isEqualTo("closed");
        try (EmbeddedStore store = open()) {
            acknowledged.forEach((log, number) -> verify(store, log, number));
        }
        assertThat(acknowledged.values()).allMatch(number -> number > 10);
    }
}
