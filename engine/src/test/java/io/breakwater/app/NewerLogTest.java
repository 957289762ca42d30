package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.audit.DataDirectory;
import io.breakwater.gateway.Venue;
import io.breakwater.journal.PayloadBytes;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoreNewer;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that a later release has written to is refused with what to do, and neither guessed at nor called broken. */
class NewerLogTest {
    /** Where a block says its format: behind the two arrays that it begins with. */
    private static final int FORMAT_AT = 2;
    private static final String LOG = "tape-00";

    @TempDir
    Path data;

    @Test
    void aLogOfALaterReleaseIsRefused() throws IOException {
        try (RunningNode node = RunningNode.start(data)) {
            new Venue(node).opened();
        }
        appendBlockOfTheFuture();
        assertThatThrownBy(() -> RunningNode.start(data)).isInstanceOf(StoreNewer.class)
                .hasMessageContaining(LOG)
                .hasMessageContaining("UNKNOWN_FORMAT").hasMessageContaining("start that release");
        try (EmbeddedStore store = store()) {
            assertThat(store.logs().highest(LOG)).as("nothing was written behind it").isEqualTo(head);
        }
    }

    private long head;

    /** The last block once more, under the next number and of the next format. */
    private void appendBlockOfTheFuture() {
        try (EmbeddedStore store = store()) {
            head = store.logs().highest(LOG) + 1;
            StoredRow last = store.logs().rows(LOG, RowRange.only(head - 1)).getFirst();
            byte[] bytes = last.bytes().clone();
            bytes[FORMAT_AT]++;
            Rows.await(Rows.append(store, List.of(new StoredRow(new RowPlace(LOG, head),
                    new PayloadBytes(last.payload().serializerId(), last.payload().manifest(), bytes),
                    last.writer(), last.timestampMillis(), last.adapterManifest(), last.metadata()))));
        }
    }

    private EmbeddedStore store() {
        return EmbeddedStore.open(NodeJournal.embedded(
                Node.config(new Arguments(null, Map.of(), false)), DataDirectory.of(data).journal()));
    }
}
