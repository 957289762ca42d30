package io.breakwater.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.journal.Anchors;
import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.StoredRow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The newest whole anchor counts, whatever a writer that was killed has left behind it. */
class AnchorsTest {
    private static final String LOG = "tape-00";
    private static final int MIB = 1 << 20;

    @TempDir
    Path directory;

    private EmbeddedStore store;

    @BeforeEach
    void open() {
        store = EmbeddedStore.open(StoreConfigs.settings(directory));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static StoredRow snapshot(long number, int size) {
        return Rows.row(LOG, number, Rows.bytes(LOG, number, size)).at(number);
    }

    /** Stores so many of its rows. */
    private void anchor(StoredRow snapshot, int parts) {
        List<StoredRow> rows = Anchors.rows(snapshot, store.logs().highest(Anchors.of(LOG)));
        rows.subList(0, Math.min(parts, rows.size())).forEach(row -> Rows.await(Rows.append(store, List.of(row))));
    }

    private void requireNewest(StoredRow snapshot) {
        StoredRow found = Anchors.newest(store.logs(), LOG).orElseThrow();
        assertThat(found.place()).isEqualTo(snapshot.place());
        assertThat(found.bytes()).isEqualTo(snapshot.bytes());
        assertThat(found.timestampMillis()).isEqualTo(snapshot.timestampMillis());
        assertThat(Anchors.number(store.logs(), LOG)).isEqualTo(snapshot.sequenceNr());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB, 3 * MIB + 17})
    void itComesBackAsItWas(int size) {
        anchor(snapshot(7, size), Integer.MAX_VALUE);
        requireNewest(snapshot(7, size));
    }

    @Test
    void thereIsNoneBeforeTheFirstIsWhole() {
        assertThat(Anchors.newest(store.logs(), LOG)).isEmpty();
        anchor(snapshot(7, 2 * MIB + 1), 2);
        assertThat(Anchors.newest(store.logs(), LOG)).isEmpty();
        assertThat(Anchors.number(store.logs(), LOG)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whatAKilledWriterLeftIsPassedOver(int written) {
        anchor(snapshot(7, MIB + 5), Integer.MAX_VALUE);
        anchor(snapshot(9, 3 * MIB + 5), written);
        anchor(snapshot(11, 2 * MIB + 5), Math.min(2, written));
        requireNewest(snapshot(7, MIB + 5));
        anchor(snapshot(13, 3 * MIB), Integer.MAX_VALUE);
        requireNewest(snapshot(13, 3 * MIB));
    }

    @Test
    void whatIsNoPartOfAnAnchorIsDamaged() {
        Rows.await(Rows.append(store, Anchors.of(LOG), 1, new byte[15]));
        assertThatThrownBy(() -> Anchors.newest(store.logs(), LOG)).isInstanceOf(RowDamaged.class);
        Rows.await(Rows.append(store, Anchors.of(LOG), 2, new byte[64]));
        assertThatThrownBy(() -> Anchors.number(store.logs(), LOG)).isInstanceOf(RowDamaged.class);
    }
}
