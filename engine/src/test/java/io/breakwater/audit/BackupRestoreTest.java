package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.breakwater.audit.checkpoint.CheckpointFiles;
import io.breakwater.audit.checkpoint.CheckpointKeys;
import io.breakwater.audit.checkpoint.CheckpointWriter;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.audit.restore.BackupReport;
import io.breakwater.audit.restore.NodeBackup;
import io.breakwater.audit.restore.NodeRestore;
import io.breakwater.audit.restore.RestoreReport;
import io.breakwater.audit.restore.RestoreReport.LostTail;
import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.backup.StoreBackup;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import io.breakwater.journal.rocksdb.StoreConfigs;
import io.breakwater.journal.rocksdb.TamperedStore;
import io.breakwater.log.BlockReader;
import io.breakwater.log.SealedBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup holds the same state; a restored log has a later term than any seen; what is lost is said. */
class BackupRestoreTest {
    private static final long NOW = 1_790_000_000_000_000L;

    @TempDir
    Path directory;

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private DataDirectory data;
    private Path backup;
    private Path elsewhere;
    private ScriptedNode node;
    private CheckpointWriter checkpoints;

    @BeforeEach
    void start() {
        data = DataDirectory.of(directory.resolve("data"));
        backup = directory.resolve("backup");
        elsewhere = directory.resolve("elsewhere");
        node = new ScriptedNode().rounds(8);
        checkpoints = new CheckpointWriter(ScriptedNode.IDENTITY, data.keys(), data.checkpoints(), List.of(elsewhere));
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    private void checkpoint(long lanesAt) {
        checkpoints.write(node.checkpoint(lanesAt).heads(), NOW + lanesAt);
    }

    private NodeBackup backupOf(EmbeddedStore store) {
        return new NodeBackup(target -> StoreBackup.create(store, target), data, ScriptedNode.IDENTITY, workers);
    }

    /** Ten blocks a lane and a checkpoint, a backup, four more and a later checkpoint. */
    private BackupReport runAndBackUp() throws InterruptedException {
        try (EmbeddedStore store = EmbeddedStore.open(StoreConfigs.settings(data.journal()))) {
            node.store(store);
            checkpoint(10);
            BackupReport report = backupOf(store).create(backup, NOW);
            node.rounds(4).store(store);
            checkpoint(14);
            return report;
        }
    }

    private RestoreReport restore(DataDirectory target, Path... others) throws InterruptedException {
        NodeRestore.Target journal = NodeRestore.Target.embedded(StoreConfigs.settings(target.journal()));
        return new NodeRestore(backup, target, journal, List.of(others)).run(NOW);
    }

    @Test
    void aBackupSaysWhereEachLogStands() throws InterruptedException, IOException {
        BackupReport report = runAndBackUp();
        SealedBlock head = node.lanes.getFirst().blocks.get(9);
        assertThat(report.heads()).extracting(BackupReport.LogHead::log, BackupReport.LogHead::number)
                .containsExactly(tuple("counterparty-00", 10L), tuple("counterparty-01", 10L), tuple("tape-00", 6L));
        assertThat(report.heads().getFirst().digest()).isEqualTo(head.digest().toString());
        assertThat(report.bytes()).isPositive();
        assertThat(BackupReport.read(backup)).isEqualTo(report);
        assertThat(backup.resolve("keys/checkpoint.pub")).exists();
        assertThat(backup.resolve("keys/checkpoint.key")).doesNotExist();
    }

    @Test
    void aRestoredStoreHasTheSameStateAndALaterTerm() throws InterruptedException {
        runAndBackUp();
        DataDirectory fresh = DataDirectory.of(directory.resolve("fresh"));
        RestoreReport report = restore(fresh, elsewhere);
        try (ReadOnlyStore store = ReadOnlyStore.open(fresh.journal())) {
            KnownCheckpoints known = new CheckpointFiles(fresh.checkpoints())
                    .read(ScriptedNode.IDENTITY, CheckpointKeys.trusted(fresh.keys()));
            AuditReport audit = ScriptedNode.verify(Journal.of(store), known);
            assertThat(audit.isSound()).as(audit.toString()).isTrue();
            assertThat(audit.checkpoints()).isEqualTo(3);
            for (int i = 0; i < 2; i++) {
                assertThat(audit.logs().get(i).stateHash()).isEqualTo(node.lanes.get(i).stateHash(10));
            }
            SealedBlock raised = BlockReader.open(
                    store.logs().rows("counterparty-00", RowRange.only(11)).getFirst().bytes());
            assertThat(raised.header().term()).isEqualTo(1 + 1_024);
            assertThat(raised.header().events()).isZero();
        }
        assertThat(report.logs()).allMatch(log -> log.term() > 1_000);
        assertThat(report.lost()).containsExactly(
                new LostTail("counterparty-00", 11, 14, NOW + 14), new LostTail("counterparty-01", 11, 14, NOW + 14));
    }

    @Test
    void aJournalThatWasMovedAsideIsRestoredWhereItStood() throws InterruptedException, IOException {
        runAndBackUp();
        Files.move(data.journal(), directory.resolve("aside"));
        RestoreReport report = restore(DataDirectory.of(data.journal()));
        assertThat(report.directory()).isEqualTo(data.path().toString());
        assertThat(report.lost()).hasSize(2);
        assertThat(report.superseded()).isEqualTo(1);
        KnownCheckpoints known = new CheckpointFiles(data.checkpoints())
                .read(ScriptedNode.IDENTITY, CheckpointKeys.trusted(data.keys()));
        try (ReadOnlyStore store = ReadOnlyStore.open(data.journal())) {
            assertThat(new StartCheck(Journal.of(store), ScriptedNode.IDENTITY, known).run()).isEmpty();
            KnownCheckpoints kept = new CheckpointFiles(elsewhere)
                    .read(ScriptedNode.IDENTITY, CheckpointKeys.trusted(elsewhere));
            assertThat(ScriptedNode.verify(Journal.of(store), kept).damage())
                    .as("copies elsewhere go on saying what was lost").extracting(Damage::kind)
                    .containsExactly(Damage.Kind.TRUNCATED, Damage.Kind.TRUNCATED);
        }
    }

    @Test
    void aRestoreNeedsAnEmptyJournalAndAWholeBackup() throws InterruptedException, IOException {
        runAndBackUp();
        assertThatThrownBy(() -> restore(data)).isInstanceOf(BackupRefused.class).hasMessageContaining("not empty");
        DataDirectory fresh = DataDirectory.of(directory.resolve("fresh"));
        try (TamperedStore store = new TamperedStore(backup.resolve("journal"))) {
            store.cut("counterparty-01", 9);
        } catch (org.rocksdb.RocksDBException e) {
            throw new IOException(e);
        }
        assertThatThrownBy(() -> restore(fresh)).isInstanceOf(BackupRefused.class);
        Files.delete(backup.resolve("backup.json"));
        assertThatThrownBy(() -> restore(fresh)).isInstanceOf(BackupRefused.class)
                .hasMessageContaining("no complete backup");
    }

    /** A directory without checkpoints says nothing of what was lost: who named it meant another. */
    @Test
    void checkpointsThatAreNotThereAreNotTakenForNothingLost() throws InterruptedException {
        runAndBackUp();
        DataDirectory fresh = DataDirectory.of(directory.resolve("fresh"));
        assertThatThrownBy(() -> restore(fresh, directory.resolve("elsewehre")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("elsewehre holds no checkpoints");
        assertThat(fresh.path()).doesNotExist();
        assertThat(restore(fresh).checkpointedAtMicros()).as("that in the backup").isEqualTo(NOW + 10);
    }

    @Test
    void checkpointsThatAreNotBelievedAreNamed() throws InterruptedException, IOException {
        runAndBackUp();
        Path forged = new CheckpointFiles(elsewhere).files().getLast();
        Files.writeString(forged, Files.readString(forged).replaceFirst("\"number\":14", "\"number\":15"));
        RestoreReport report = restore(DataDirectory.of(directory.resolve("fresh")), elsewhere);
        assertThat(report.lost()).isEmpty();
        assertThat(report.unbelieved()).containsExactly(forged + " is not signed by a known key");
    }

    @Test
    void aBackupOfADamagedStoreIsRefused() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.open(StoreConfigs.settings(data.journal()))) {
            node.store(store);
        }
        try (TamperedStore store = new TamperedStore(data.journal())) {
            store.put(ScriptedNode.row("counterparty-00", 4, node.lanes.getFirst().blocks.get(4).bytes()));
        }
        try (EmbeddedStore store = EmbeddedStore.open(StoreConfigs.settings(data.journal()))) {
            assertThatThrownBy(() -> backupOf(store).create(backup, NOW))
                    .isInstanceOf(BackupRefused.class).hasMessageContaining("counterparty-00 block 4");
            assertThatThrownBy(() -> BackupReport.read(backup)).isInstanceOf(BackupRefused.class);
        }
    }

    @Test
    void aTargetThatIsNotEmptyIsRefusedAtOnce() throws IOException {
        Files.createDirectories(backup);
        Files.writeString(backup.resolve("something"), "");
        try (EmbeddedStore store = EmbeddedStore.open(StoreConfigs.settings(data.journal()))) {
            assertThatThrownBy(() -> backupOf(store).create(backup, NOW))
                    .isInstanceOf(BackupRefused.class);
        }
    }
}
