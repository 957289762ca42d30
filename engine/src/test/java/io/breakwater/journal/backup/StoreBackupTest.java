package io.breakwater.journal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.JournalException;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.StoreInUse;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.journal.rocksdb.StoreConfigs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was backed up while the store was running can be restored, and nothing else can. */
class StoreBackupTest {

    @TempDir
    Path root;

    private Path data;
    private Path backup;
    private Path restored;

    @BeforeEach
    void name() {
        data = root.resolve("data");
        backup = root.resolve("backup");
        restored = root.resolve("restored");
    }

    private static EmbeddedStore open(Path directory) {
        return EmbeddedStore.open(StoreConfigs.settings(directory));
    }

    private void backUpThreeLogs() {
        try (EmbeddedStore store = open(data)) {
            Rows.fill(store, "a", 50, 3000);
            Rows.fill(store, "b", 5, 10);
            Rows.fill(store, "c", 1, 100_000);
            store.snapshots().save(Rows.row("a", 40, Rows.bytes("a", 40, 50_000)));
            StoreBackup.create(store, backup);
        }
    }

    /** Its files would hold on to the room of those that the store has merged away since. */
    @Test
    void aCutThatFailsIsRemovedAndTheNextBackupIsMade() throws IOException {
        try (EmbeddedStore store = open(data)) {
            Rows.fill(store, "a", 1, 10);
            Path inTheWay = data.resolve("cut-1").resolve("rocks");
            Files.createDirectories(inTheWay);
            assertThatThrownBy(() -> StoreBackup.create(store, backup)).isInstanceOf(JournalException.class);
            assertThat(inTheWay.getParent()).doesNotExist();
            assertThat(StoreBackup.create(store, backup).logs()).hasSize(1);
        }
    }

    /** What a channel throws names no file. */
    @Test
    void whatHasNoRoomNamesTheFileThatItWasCopiedTo() throws IOException, InterruptedException {
        backUpThreeLogs();
        Files.createDirectory(restored);
        assumeTrue(Files.exists(Path.of("/proc/mounts"))
                && run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", restored.toString()) == 0,
                "no file system can be mounted here");
        try {
            assertThatThrownBy(() -> StoreBackup.restore(backup, restored)).isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("No space left").hasMessageContaining(restored.toString());
        } finally {
            assertThat(run("umount", restored.toString())).isZero();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    @Test
    void aBackupTakenWhileAppendsGoOnIsConsistentAndRestores() throws InterruptedException, IOException {
        AtomicBoolean done = new AtomicBoolean();
        BackupManifest manifest;
        try (EmbeddedStore store = open(data)) {
            Rows.fill(store, "a", 100, 3000);
            Thread appender = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    Rows.fill(store, "a", 5, 3000);
                }
            });
            manifest = StoreBackup.create(store, backup);
            done.set(true);
            assertThat(appender.join(Duration.ofSeconds(60))).isTrue();
            long now = store.logs().highest("a");
            assertThat(manifest.logs()).singleElement().satisfies(log -> {
                assertThat(log.persistenceId()).isEqualTo("a");
                assertThat(log.rows()).isEqualTo(log.highest()).isBetween(100L, now);
                assertThat(log.lastPayloadSha256())
                        .isEqualTo(Sha256.hex(Rows.bytes("a", log.highest(), 3000)));
            });
        }
        assertThat(StoreBackup.restore(backup, restored)).isEqualTo(manifest);
        assertThat(BackupManifest.read(backup)).isEqualTo(manifest);
        try (Stream<Path> files = Files.list(backup.resolve("rocks"))) {
            assertThat(files.map(file -> "rocks/" + file.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(manifest.files().stream().map(f -> f.name()).toList());
        }
        long highest = manifest.logs().getFirst().highest();
        try (EmbeddedStore store = open(restored)) {
            assertThat(store.logs().rows("a", RowRange.all())).hasSize((int) highest).allSatisfy(row ->
                    assertThat(row.bytes()).isEqualTo(Rows.bytes("a", row.sequenceNr(), 3000)));
            Rows.fill(store, "a", 1, 3000);
            assertThat(store.logs().highest("a")).isEqualTo(highest + 1);
        }
    }

    @Test
    void theCutIsGoneAfterwardsAndAfterACrash() throws IOException {
        backUpThreeLogs();
        assertThat(cuts()).isZero();
        Files.createDirectories(data.resolve("cut-17").resolve("rocks"));
        open(data).close();
        assertThat(cuts()).isZero();
    }

    private long cuts() throws IOException {
        try (Stream<Path> entries = Files.list(data)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("cut-")).count();
        }
    }

    @Test
    void snapshotsAreRestoredToo() {
        backUpThreeLogs();
        StoreBackup.restore(backup, restored);
        try (EmbeddedStore store = open(restored)) {
            assertThat(store.snapshots().newest("a", SnapshotRange.all()).orElseThrow().bytes())
                    .isEqualTo(Rows.bytes("a", 40, 50_000));
        }
    }

    @Test
    void aTargetThatIsNotEmptyIsRefused() throws IOException {
        backUpThreeLogs();
        try (EmbeddedStore store = open(data)) {
            assertThatThrownBy(() -> StoreBackup.create(store, backup))
                    .isInstanceOf(BackupRefused.class).hasMessageContaining("is not empty");
        }
        Files.createDirectories(restored);
        Files.writeString(restored.resolve("note"), "mine");
        assertThatThrownBy(() -> StoreBackup.restore(backup, restored))
                .isInstanceOf(BackupRefused.class).hasMessageContaining("is not empty");
        assertThat(Files.readString(restored.resolve("note"))).isEqualTo("mine");
    }

    @Test
    void aDirectoryThatIsInUseIsRefused() {
        backUpThreeLogs();
        try (EmbeddedStore store = open(data)) {
            assertThat(store.logs().highest("b")).isEqualTo(5);
            assertThatThrownBy(() -> StoreBackup.restore(backup, data)).isInstanceOf(StoreInUse.class);
        }
    }

    @Test
    void aChangedShortenedOrMissingFileIsRefused() throws IOException {
        backUpThreeLogs();
        BackupManifest manifest = BackupManifest.read(backup);
        for (BackupManifest.BackupFile file : manifest.files()) {
            Path path = backup.resolve(file.name());
            byte[] bytes = Files.readAllBytes(path);
            if (bytes.length > 0) {
                bytes[bytes.length / 2] ^= 1;
                Files.write(path, bytes);
                assertThatThrownBy(() -> StoreBackup.restore(backup, restored))
                        .isInstanceOf(BackupRefused.class).hasMessageContaining(path.toString());
                bytes[bytes.length / 2] ^= 1;
                Files.write(path, bytes);
            }
        }
        Path first = backup.resolve(manifest.files().getFirst().name());
        Files.delete(first);
        assertThatThrownBy(() -> StoreBackup.restore(backup, restored))
                .isInstanceOf(BackupRefused.class).hasMessageContaining("lacks " + manifest.files().getFirst().name());
        assertThat(restored).doesNotExist();
    }

    @Test
    void aDirectoryWithoutAManifestIsNoBackup() throws IOException {
        backUpThreeLogs();
        Files.delete(backup.resolve("manifest.json"));
        assertThatThrownBy(() -> StoreBackup.restore(backup, restored))
                .isInstanceOf(BackupRefused.class).hasMessageContaining("has no manifest.json");
    }

    @Test
    void aManifestThatIsNotOneIsRefused() throws IOException {
        backUpThreeLogs();
        Path manifest = backup.resolve("manifest.json");
        String text = Files.readString(manifest);
        for (String bad : new String[] {"", "{}", "[1]", text.replace("breakwater-backup-1", "breakwater-backup-2"),
            text.replaceFirst("\"logs\"", "\"log\"")}) {
            Files.writeString(manifest, bad);
            assertThatThrownBy(() -> StoreBackup.restore(backup, restored)).isInstanceOf(BackupRefused.class);
        }
        Files.writeString(manifest, text.replaceFirst("\"highest\" : 5,", "\"highest\" : 6,"));
        assertThatThrownBy(() -> StoreBackup.restore(backup, restored))
                .isInstanceOf(BackupRefused.class).hasMessageContaining("not what was backed up");
    }
}
