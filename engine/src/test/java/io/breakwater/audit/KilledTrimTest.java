package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.audit.AuditReport.Verdict;
import io.breakwater.audit.restore.NodeBackup;
import io.breakwater.audit.restore.NodeRestore;
import io.breakwater.audit.restore.RestoreReport;
import io.breakwater.audit.retention.TapeTrim;
import io.breakwater.journal.Anchors;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoreStopped;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.WrappedStore;
import io.breakwater.journal.backup.StoreBackup;
import io.breakwater.journal.backup.WaitedAppend;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.StoreConfigs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever a removal is cut short nothing looks damaged and it is run again; backups are of before or after it. */
class KilledTrimTest {
    private static final String TAPE = "tape-00";
    private static final int MIDDLE = 8;

    @TempDir
    Path directory;

    private ScriptedNode node;
    private DataDirectory data;

    @BeforeEach
    void write() {
        node = new ScriptedNode().rounds(30);
        data = DataDirectory.of(directory.resolve("data"));
        IdentityFile.claim(data.identity(), ScriptedNode.IDENTITY);
        try (EmbeddedStore store = ScriptedNode.open(data.journal())) {
            node.store(store);
        }
    }

    private static AuditReport audit(DataDirectory data) throws InterruptedException {
        try (EmbeddedStore store = ScriptedNode.open(data.journal())) {
            return ScriptedNode.verify(Journal.of(store), ScriptedNode.known(data));
        }
    }

    /** The process ends where it would store an anchor. */
    private static final class Dying extends WrappedStore {

        Dying(LogStore store) {
            super(store);
        }

        @Override
        public void append(List<StoredRow> rows, Settlement settlement) {
            throw new StoreStopped("killed");
        }
    }

    private void trim(int number) throws InterruptedException {
        try (EmbeddedStore store = ScriptedNode.open(data.journal())) {
            trim(number, store, (log, to) -> WaitedAppend.deleteTo(store, log, to));
        }
    }

    private void trim(int number, LogStore store, TapeTrim.Removal removal) throws InterruptedException {
        TapeTrim.Cut cut = new TapeTrim.Cut(store, ScriptedNode.IDENTITY, removal);
        new TapeTrim(cut, ScriptedNode.known(data), ScriptedNode.signer(data)).run(
                node.tape.blocks.get(number - 1).header().baseTimeMicros(), node.nowMicros + number);
    }

    private void trimAndAudit() throws InterruptedException {
        trim(MIDDLE);
        AuditReport audit = audit(data);
        assertThat(audit.damage()).isEmpty();
        assertThat(audit.verdict()).isEqualTo(Verdict.NOT_RETAKEABLE);
        assertThat(audit.mismatches()).isZero();
        assertThat(audit.logs().getLast().begins()).isEqualTo(MIDDLE);
        assertThat(rows()).isEqualTo(node.tape.blocks.size() - MIDDLE + 1);
    }

    private long rows() {
        try (EmbeddedStore store = ScriptedNode.open(data.journal())) {
            return store.logs().rows(TAPE, RowRange.all()).size();
        }
    }

    @Test
    void signedAndNothingMore() throws InterruptedException {
        try (EmbeddedStore store = ScriptedNode.open(data.journal())) {
            assertThatThrownBy(() -> trim(MIDDLE, new Dying(store), (log, to) -> { }))
                    .isInstanceOf(StoreStopped.class);
        }
        assertThat(ScriptedNode.known(data).heads(TAPE)).as("what it says is true").hasSize(1);
        assertThat(audit(data).verdict()).isEqualTo(Verdict.SOUND);
        trimAndAudit();
    }

    @Test
    void anchoredAndNothingRemoved() throws InterruptedException {
        try (EmbeddedStore store = ScriptedNode.open(data.journal())) {
            assertThatThrownBy(() -> trim(MIDDLE, store, (log, to) -> {
                throw new StoreStopped("killed");
            })).isInstanceOf(StoreStopped.class);
            assertThat(Anchors.number(store.logs(), TAPE)).isEqualTo(MIDDLE);
        }
        assertThat(rows()).isEqualTo(node.tape.blocks.size());
        AuditReport audit = audit(data);
        assertThat(audit.damage()).isEmpty();
        assertThat(audit.verdict()).isEqualTo(Verdict.NOT_RETAKEABLE);
        trimAndAudit();
    }

    /** As in a store that removes a part after the other. */
    @Test
    void anchoredAndSomeRemoved() throws InterruptedException {
        try (EmbeddedStore store = ScriptedNode.open(data.journal())) {
            trim(MIDDLE, store, (log, to) -> WaitedAppend.deleteTo(store, log, 3));
        }
        assertThat(rows()).isEqualTo(node.tape.blocks.size() - 3);
        AuditReport audit = audit(data);
        assertThat(audit.damage()).isEmpty();
        assertThat(audit.verdict()).isEqualTo(Verdict.NOT_RETAKEABLE);
        trimAndAudit();
    }

    private void backUp(Path backup) throws InterruptedException {
        try (EmbeddedStore store = ScriptedNode.open(data.journal());
                ExecutorService workers = Executors.newFixedThreadPool(2)) {
            new NodeBackup(target -> StoreBackup.create(store, target), data, ScriptedNode.IDENTITY, workers)
                    .create(backup, node.nowMicros);
        }
    }

    private DataDirectory restored(Path backup, Path into) throws InterruptedException {
        DataDirectory fresh = DataDirectory.of(into);
        NodeRestore.Target journal = NodeRestore.Target.embedded(StoreConfigs.settings(fresh.journal()));
        RestoreReport report = new NodeRestore(backup, fresh, journal, List.of()).run(node.nowMicros);
        assertThat(report.logs()).hasSize(3);
        return fresh;
    }

    @Test
    void aBackupIsOfWhatTheTapeWasThen() throws InterruptedException {
        Path whole = directory.resolve("whole");
        Path cut = directory.resolve("cut");
        backUp(whole);
        trim(4);
        backUp(cut);
        trim(MIDDLE);

        AuditReport older = audit(restored(whole, directory.resolve("a")));
        assertThat(older.verdict()).as(older.toString()).isEqualTo(Verdict.SOUND);
        AuditReport later = audit(restored(cut, directory.resolve("b")));
        assertThat(later.damage()).isEmpty();
        assertThat(later.verdict()).isEqualTo(Verdict.NOT_RETAKEABLE);
        assertThat(later.logs().getLast().begins()).isEqualTo(4);
    }

    /** The checkpoint of an anchor that the restored tape does not have yet says nothing wrong of it. */
    @Test
    void aBackupOfBeforeTheAnchorComesBackIntoItsOwnDirectory() throws Exception {
        Path whole = directory.resolve("whole");
        backUp(whole);
        trim(MIDDLE);
        Files.move(data.journal(), directory.resolve("aside"));
        restored(whole, data.path());
        assertThat(audit(data).verdict()).isEqualTo(Verdict.SOUND);
        trimAndAuditAfterRestore();
    }

    private void trimAndAuditAfterRestore() throws InterruptedException {
        trim(MIDDLE);
        AuditReport audit = audit(data);
        assertThat(audit.damage()).isEmpty();
        assertThat(audit.logs().getLast().begins()).isEqualTo(MIDDLE);
    }
}
