package io.breakwater.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.StoreDamaged;
import io.breakwater.journal.StoreNewer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDBException;

/** Damage is refused with its place and the command that mends it; only an unfinished last record is passed over. */
class DamageTest {

    private static final String REMEDY = "./breakwater restore DIR --into ";

    @TempDir
    Path directory;

    private EmbeddedStore open() {
        return EmbeddedStore.open(StoreConfigs.settings(directory));
    }

    private Tables openTables() {
        StoreSettings settings = StoreConfigs.settings(directory);
        return Tables.open(new StorePaths(directory), settings.files(), List.of());
    }

    private void fill(int rows, int size) {
        try (EmbeddedStore store = open()) {
            Rows.fill(store, "lane", rows, size);
        }
    }

    private void fillAndFlush(int rows, int size) throws RocksDBException {
        fill(rows, size);
        try (Tables tables = openTables();
                FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            tables.db().flush(wait, tables.logs());
        }
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(new StorePaths(directory).files())) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private Path largest(String ending) throws IOException {
        return files(ending).stream().max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    }

    private static void flip(Path file, double at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long position = (long) (channel.size() * at);
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 0x40));
            channel.write(one.rewind(), position);
        }
    }

    private static void cut(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - bytes);
        }
    }

    @Test
    void aCutLastRecordIsPassedOver() throws IOException {
        // One at a time: rows that wait together share one record, and the cut would take all of them.
        try (EmbeddedStore store = open()) {
            for (int i = 0; i < 20; i++) {
                Rows.fill(store, "lane", 1, 1000);
            }
        }
        cut(largest(".log"), 7);
        try (EmbeddedStore store = open()) {
            long highest = store.logs().highest("lane");
            assertThat(highest).isBetween(1L, 19L);
            assertThat(store.logs().rows("lane", RowRange.all())).hasSize((int) highest);
            Rows.fill(store, "lane", 1, 1000);
        }
    }

    @Test
    void aChangedByteInTheWriteAheadLogRefusesToOpen() throws IOException {
        try (EmbeddedStore store = open()) {
            for (int i = 0; i < 20; i++) {
                Rows.fill(store, "lane", 1, 1000);
            }
        }
        Path log = largest(".log");
        flip(log, .5);
        StoreDamaged damaged = catchThrowableOfType(StoreDamaged.class, this::open);
        assertThat(damaged).hasMessageContaining(REMEDY + directory);
        assertThat(damaged.code()).isEqualTo("STORE_DAMAGED");
    }

    @Test
    void aShortenedOlderWriteAheadLogRefusesToOpen() throws IOException {
        StoreSettings small = StoreConfigs.settings(directory, "write-buffer-bytes = 64 KiB, write-buffers = 8");
        try (EmbeddedStore store = EmbeddedStore.open(small)) {
            for (int i = 0; i < 20; i++) {
                Rows.fill(store, "lane", 10, 1000);
            }
        }
        List<Path> logs = files(".log");
        // Tables other than the logs still need the older ones.
        assertThat(logs).hasSizeGreaterThan(1);
        cut(logs.getFirst(), 100);
        assertThatThrownBy(this::open).isInstanceOf(StoreDamaged.class).hasMessageContaining(REMEDY);
    }

    @Test
    void aChangedByteInARowsFileIsNamedWithItsRow() throws IOException, RocksDBException {
        fillAndFlush(20, 1000);
        Path blob = largest(".blob");
        flip(blob, .5);
        try (EmbeddedStore store = open()) {
            RowDamaged damaged = catchThrowableOfType(RowDamaged.class,
                    () -> store.logs().read("lane", RowRange.all(), row -> true));
            assertThat(damaged.place().persistenceId()).isEqualTo("lane");
            assertThat(damaged.place().sequenceNr()).isBetween(8L, 13L);
            assertThat(damaged).hasMessageContaining(REMEDY + directory).hasMessageContaining("lane/");
            assertThat(store.logs().rows("lane", RowRange.only(1))).hasSize(1);
        }
    }

    @Test
    void aChangedByteInATableFileIsNamedWithItsRow() throws IOException, RocksDBException {
        fillAndFlush(2000, 100);
        Path table = largest(".sst");
        flip(table, .3);
        try (EmbeddedStore store = open()) {
            RowDamaged damaged = catchThrowableOfType(RowDamaged.class,
                    () -> store.logs().read("lane", RowRange.all(), row -> true));
            assertThat(damaged.file()).endsWith(table.getFileName().toString());
            assertThat(damaged.place().sequenceNr()).isBetween(1L, 1500L);
            assertThat(damaged).hasMessageContaining(REMEDY + directory);
        }
    }

    @Test
    void aMissingFileRefusesToOpen() throws IOException, RocksDBException {
        fillAndFlush(20, 1000);
        Path blob = largest(".blob");
        Files.delete(blob);
        StoreDamaged damaged = catchThrowableOfType(StoreDamaged.class, this::open);
        assertThat(damaged).isNotNull().hasMessageContaining(REMEDY);
        assertThat(damaged.file()).endsWith(blob.getFileName().toString());
    }

    @Test
    void aStoreOfAnotherFormatIsRefused() throws RocksDBException {
        fill(1, 10);
        try (Tables tables = openTables()) {
            tables.db().put(Tables.ascii("format"), Tables.ascii("other-store-1"));
        }
        assertThatThrownBy(this::open).isInstanceOf(StoreDamaged.class)
                .hasMessageContaining("its format is other-store-1, this program reads breakwater-store-1");
    }

    @Test
    void aStoreOrARowOfALaterReleaseIsRefusedAndNotCalledDamaged() throws RocksDBException {
        fill(2, 10);
        // The checksum of a later version covers its number, so that it is not the one that we come to.
        alterSecondRow(0, 1);
        try (ReadOnlyStore store = ReadOnlyStore.open(directory)) {
            assertThatThrownBy(() -> store.logs().read("lane", RowRange.all(), row -> true))
                    .isInstanceOf(StoreNewer.class).hasMessageContaining("lane block 2 is of a later release")
                    .hasMessageContaining("row version 2").hasMessageContaining("unless its bytes were altered");
        }
        try (Tables tables = openTables()) {
            tables.db().put(Tables.ascii("format"), Tables.ascii("breakwater-store-9"));
        }
        assertThatThrownBy(this::open).isInstanceOf(StoreNewer.class)
                .hasMessageContaining("breakwater-store-9").hasMessageContaining("start that release");
    }

    /** Adds one to some bytes of a stored row. */
    private void alterSecondRow(int... at) throws RocksDBException {
        try (Tables tables = openTables()) {
            byte[] row = tables.db().get(tables.logs(), Keys.row(1, 2));
            for (int each : at) {
                row[each]++;
            }
            tables.db().put(tables.logs(), Keys.row(1, 2), row);
        }
    }

    /** A version that says later over a checksum of this one is no later release, and none is called for. */
    @Test
    void aRowWhoseVersionWasAlteredIsDamaged() throws RocksDBException {
        fill(2, 10);
        alterSecondRow(0);
        try (ReadOnlyStore store = ReadOnlyStore.open(directory)) {
            RowDamaged damaged = catchThrowableOfType(RowDamaged.class,
                    () -> store.logs().read("lane", RowRange.all(), row -> true));
            assertThat(damaged.place()).isEqualTo(new RowPlace("lane", 2));
            assertThat(damaged).hasMessageContaining("its version was altered to 2");
        }
    }

    /** Whoever may write the files can make RocksDB's checksums right; the row's own then says where it belongs. */
    @Test
    void aRowInTheWrongPlaceIsNamed() throws RocksDBException {
        fill(5, 100);
        try (Tables tables = openTables()) {
            byte[] second = tables.db().get(tables.logs(), Keys.row(1, 2));
            tables.db().put(tables.logs(), Keys.row(1, 3), second);
        }
        try (ReadOnlyStore store = ReadOnlyStore.open(directory)) {
            RowDamaged damaged = catchThrowableOfType(RowDamaged.class,
                    () -> store.logs().read("lane", RowRange.all(), row -> true));
            assertThat(damaged.place()).isEqualTo(new RowPlace("lane", 3));
            assertThat(damaged).hasMessageContaining("its checksum differs");
        }
    }

    @Test
    void aChangedSnapshotIsNamed() throws RocksDBException {
        try (EmbeddedStore store = open()) {
            store.snapshots().save(Rows.row("lane", 7, Rows.bytes("lane", 7, 20_000)));
        }
        try (Tables tables = openTables()) {
            tables.db().put(tables.snapshots(), Keys.snapshotBytes("lane", 7), Rows.bytes("lane", 8, 20_000));
        }
        try (EmbeddedStore store = open()) {
            RowDamaged damaged = catchThrowableOfType(RowDamaged.class,
                    () -> store.snapshots().newest("lane", SnapshotRange.all()));
            assertThat(damaged.place()).isEqualTo(new RowPlace("lane", 7));
        }
    }
}
