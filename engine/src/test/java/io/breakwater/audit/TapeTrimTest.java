package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.breakwater.TakesLong;
import io.breakwater.audit.AuditReport.Verdict;
import io.breakwater.audit.Damage.Kind;
import io.breakwater.audit.checkpoint.CheckpointWriter;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.audit.retention.TapeTrim;
import io.breakwater.audit.retention.TrimReport;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.journal.Anchors;
import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.TrimRefused;
import io.breakwater.journal.backup.LogCopy;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.journal.rocksdb.TamperedStore;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Checkpoint.Head;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneState;
import io.breakwater.log.PeerLog;
import io.breakwater.log.SealedBlock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was removed of the tape is not re-takeable, what is left is proved as ever, and damage stays damage. */
@TakesLong
class TapeTrimTest {
    private static final String TAPE = "tape-00";
    /** Of 32, of which the first has no event and no time. */
    private static final int MIDDLE = 15;

    @TempDir
    Path directory;

    private ScriptedNode node;
    private DataDirectory data;
    private EmbeddedStore store;

    @BeforeEach
    void write() {
        node = new ScriptedNode().rounds(60);
        data = DataDirectory.of(directory);
        store = ScriptedNode.open(data.journal());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = ScriptedNode.open(data.journal());
    }

    private CheckpointWriter signer() {
        return ScriptedNode.signer(data);
    }

    private KnownCheckpoints known() {
        return ScriptedNode.known(data);
    }

    /** Cuts the tape so that it begins behind a block. */
    private TrimReport trim(int number) throws InterruptedException {
        return new TapeTrim(store, ScriptedNode.IDENTITY, known(), signer()).run(timeOf(number), node.nowMicros);
    }

    private long timeOf(int number) {
        return node.tape.blocks.get(number - 1).header().baseTimeMicros();
    }

    private AuditReport audit() throws InterruptedException {
        return ScriptedNode.verify(Journal.of(store), known());
    }

    /** Decisions of counterparties on views before a block. */
    private long decidedBefore(int number) {
        return node.lanes.stream().flatMap(lane -> lane.blocks.stream().map(block -> lane.fold.reader()
                        .read(block.bytes()))).flatMap(block -> block.envelopes().stream())
                .filter(envelope -> envelope.view().sequence() >= 1 && envelope.view().sequence() < number).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, MIDDLE, 31, 32})
    void whatWasDecidedBeforeIsNotRetakeableAndTheRestIsTakenAgain(int number) throws InterruptedException {
        node.store(store);
        signer().write(node.checkpoint(10).heads(), 1);
        AuditReport whole = audit();
        assertThat(whole.verdict()).isEqualTo(Verdict.SOUND);

        TrimReport report = trim(number);
        assertThat(report).isEqualTo(new TrimReport(TAPE, 0, number, node.tape.states.get(number).lastDecidedMicros(),
                node.tape.blocks.size()));
        reopen();
        assertThat(store.logs().rows(TAPE, RowRange.all()).getFirst().sequenceNr()).isEqualTo(number);
        AuditReport audit = audit();
        assertThat(audit.damage()).isEmpty();
        assertThat(audit.mismatches()).isZero();
        assertThat(audit.unknownLogs()).isEmpty();
        assertThat(audit.verdict()).isEqualTo(Verdict.NOT_RETAKEABLE);
        assertThat(audit.isSound()).isFalse();
        assertThat(audit.logs().getLast().begins()).isEqualTo(number);
        assertThat(audit.beforeTape()).isEqualTo(decidedBefore(number));
        assertThat(audit.notRetakeable()).isEqualTo(decidedBefore(number));
        long gone = node.tape.blocks.subList(0, number).stream().mapToLong(block -> block.header().events()).sum();
        assertThat(audit.retaken() + audit.notRetakeable()).isEqualTo(whole.retaken() - gone);
        assertThat(audit.logs()).extracting(LogReport::stateHash).as("the states are what they were")
                .isEqualTo(whole.logs().stream().map(LogReport::stateHash).toList());
        assertThat(new StartCheck(Journal.of(store), ScriptedNode.IDENTITY, known()).run()).isEmpty();
    }

    @Test
    void itIsCutAgainFromItsAnchorAndTheSameCutTwiceIsOne() throws InterruptedException {
        node.store(store);
        trim(5);
        long anchors = store.logs().highest(Anchors.of(TAPE));
        assertThat(trim(5)).extracting(TrimReport::begun, TrimReport::begins, TrimReport::removed)
                .containsExactly(5L, 5L, 0L);
        assertThat(trim(3)).as("what is gone does not come back").extracting(TrimReport::begins).isEqualTo(5L);
        assertThat(store.logs().highest(Anchors.of(TAPE))).isEqualTo(anchors);
        reopen();
        assertThat(trim(MIDDLE).removed()).isEqualTo(MIDDLE - 5);
        node.rounds(4).store(store);
        AuditReport audit = audit();
        assertThat(audit.damage()).isEmpty();
        assertThat(audit.notRetakeable()).isEqualTo(decidedBefore(MIDDLE));
        assertThat(audit.logs().getLast().begins()).isEqualTo(MIDDLE);
    }

    @Test
    void nothingGoesWhereNothingIsSoOld() throws InterruptedException {
        node.store(store);
        TrimReport report = new TapeTrim(store, ScriptedNode.IDENTITY, known(), signer()).run(1, node.nowMicros);
        assertThat(report.begins()).isZero();
        assertThat(audit().verdict()).isEqualTo(Verdict.SOUND);
        assertThat(known().trusted()).isEmpty();
    }

    @Test
    void aLaneWithoutSnapshotsBeginsAtTheAnchorAndOneWithBeginsThere() throws InterruptedException {
        node.store(store);
        trim(MIDDLE);
        reopen();
        LaneState<MarketView> state = node.tape.fold.restored(newest(SnapshotRange.all()).bytes());
        assertThat(state.number()).isEqualTo(MIDDLE);
        for (StoredRow row : store.logs().rows(TAPE, new RowRange(MIDDLE + 1, Long.MAX_VALUE, Long.MAX_VALUE))) {
            state = node.tape.fold.folded(state, row.bytes());
        }
        assertThat(node.tape.fold.stateHash(state)).isEqualTo(node.tape.stateHash(node.tape.blocks.size()));

        store.snapshots().save(ScriptedNode.snapshot(node.tape, 7));
        assertThat(newest(SnapshotRange.all()).sequenceNr()).as("a snapshot of before leads nowhere")
                .isEqualTo(MIDDLE);
        store.snapshots().save(ScriptedNode.snapshot(node.tape, 20));
        assertThat(newest(SnapshotRange.all()).sequenceNr()).isEqualTo(20);
        assertThat(newest(SnapshotRange.upTo(19)).sequenceNr()).isEqualTo(MIDDLE);
        assertThat(audit().damage()).isEmpty();
    }

    private StoredRow newest(SnapshotRange range) {
        return Anchors.newest(store.logs(), store.snapshots(), TAPE, range).orElseThrow();
    }

    @Test
    void damageIsNeverRemovedWithWhatIsOld() throws Exception {
        node.store(store);
        store.close();
        try (TamperedStore tampered = new TamperedStore(data.journal())) {
            tampered.remove(TAPE, 9);
        }
        store = ScriptedNode.open(data.journal());
        assertThatThrownBy(() -> trim(MIDDLE)).isInstanceOf(TrimRefused.class).hasMessageContaining("block 9");
        assertThat(store.logs().highest(Anchors.of(TAPE))).isZero();
        assertThat(store.logs().rows(TAPE, RowRange.only(1))).hasSize(1);
        assertThat(audit().verdict()).isEqualTo(Verdict.NOT_SOUND);
        assertThat(trim(8).begins()).as("before it there is none").isEqualTo(8);
        assertThat(audit().damage()).as("it is as it was").extracting(Damage::log, Damage::number, Damage::kind)
                .contains(tuple(TAPE, 10L, Kind.GAP));
    }

    @Test
    void aTapeMadeAnewIsNotCut() {
        node.store(store);
        signer().write(List.of(new Head(TAPE, 4, 1, node.tape.blocks.getFirst().digest(), node.tape.stateHash(4))), 1);
        assertThatThrownBy(() -> trim(MIDDLE)).isInstanceOf(TrimRefused.class)
                .hasMessageContaining("block 4 has the digest");
    }

    @Test
    void aBlockThatIsMissingBehindTheAnchorIsAGap() throws Exception {
        node.store(store);
        trim(MIDDLE);
        damaged(tampered -> tampered.remove(TAPE, 20), 21, Kind.GAP);
    }

    @Test
    void theBlockThatTheAnchorStandsOnHasToBeThere() throws Exception {
        node.store(store);
        trim(MIDDLE);
        damaged(tampered -> tampered.remove(TAPE, MIDDLE), MIDDLE, Kind.GAP);
        assertThat(new StartCheck(Journal.of(store), ScriptedNode.IDENTITY, known()).run()).isNotEmpty();
    }

    @Test
    void itHasToBeTheSame() throws Exception {
        node.store(store);
        trim(MIDDLE);
        byte[] other = node.tape.blocks.get(MIDDLE).bytes();
        damaged(tampered -> tampered.put(ScriptedNode.row(TAPE, MIDDLE, other)), MIDDLE, Kind.DIGEST);
    }

    @Test
    void anAnchorThatIsGoneLeavesAGap() throws Exception {
        node.store(store);
        trim(MIDDLE);
        damaged(tampered -> tampered.removeLog(Anchors.of(TAPE)), MIDDLE, Kind.GAP);
    }

    @Test
    void anAnchorThatCannotBeReadIsDamageAndLeavesAGap() throws Exception {
        node.store(store);
        trim(MIDDLE);
        damaged(tampered -> tampered.put(ScriptedNode.row(Anchors.of(TAPE), 1, new byte[9])), 0, Kind.SNAPSHOT);
        assertThatThrownBy(() -> trim(20)).isInstanceOf(DamagedLog.class);
    }

    /** Whoever writes to the store can make an anchor of any state, but nobody believes it. */
    @Test
    void anAnchorThatNobodyHasSignedIsDamage() throws Exception {
        node.store(store);
        List<StoredRow> forged = Anchors.rows(ScriptedNode.snapshot(node.tape, MIDDLE), 0);
        Rows.await(Rows.append(store, forged));
        AuditReport audit = audit();
        assertThat(audit.verdict()).isEqualTo(Verdict.NOT_SOUND);
        assertThat(audit.damage()).extracting(Damage::log, Damage::number, Damage::kind)
                .containsExactly(tuple(TAPE, (long) MIDDLE, Kind.CHECKPOINT));
        assertThatThrownBy(() -> trim(20)).isInstanceOf(TrimRefused.class).hasMessageContaining("no signed checkpoint");
    }

    private interface Tampering {
        void with(TamperedStore store) throws Exception;
    }

    private void damaged(Tampering tampering, long number, Kind kind) throws Exception {
        store.close();
        try (TamperedStore tampered = new TamperedStore(data.journal())) {
            tampering.with(tampered);
        }
        store = ScriptedNode.open(data.journal());
        AuditReport audit = audit();
        assertThat(audit.verdict()).isEqualTo(Verdict.NOT_SOUND);
        assertThat(audit.damage()).extracting(Damage::log, Damage::number, Damage::kind)
                .contains(tuple(TAPE, number, kind));
        assertThat(audit.mismatches()).as("no view behind it is guessed").isZero();
    }

    @Test
    void anExportBeginsBehindTheAnchorAndSaysSo() throws InterruptedException {
        node.store(store);
        trim(MIDDLE);
        ExportDirectory target = new ExportDirectory(directory.resolve("export"));
        ExportManifest manifest = new Export(Archive.of(Journal.of(store), ScriptedNode.IDENTITY))
                .run(Export.Selection.ALL, 1, target, new Progress());
        target.write(manifest);
        assertThat(target.verify()).isEmpty();
        ExportManifest.ExportedFile tape = manifest.files().getLast();
        assertThat(tape.firstBlock()).isEqualTo(MIDDLE + 1);
        assertThat(tape.lastBlock()).isEqualTo(node.tape.blocks.size());
        assertThat(tape.events()).isEqualTo(node.tape.blocks.subList(MIDDLE, node.tape.blocks.size()).stream()
                .mapToLong(block -> block.header().events()).sum());
    }

    @Test
    void aDecisionOnARemovedViewIsExplainedAsFarAsItIsKnown() throws InterruptedException {
        node.store(store);
        trim(MIDDLE);
        Explain explain = new Explain(Archive.of(Journal.of(store), ScriptedNode.IDENTITY));
        Explanation old = explain.request(firstOn(MIDDLE - 1).requestId(), new Progress()).getFirst();
        assertThat(old.retakenIdentical()).isFalse();
        assertThat(old.retakenJson()).contains("not re-takeable", "begins behind block " + MIDDLE);
        for (int view : new int[] {MIDDLE, MIDDLE + 1, node.tape.blocks.size()}) {
            assertThat(explain.request(firstOn(view).requestId(), new Progress()).getFirst().retakenIdentical())
                    .as("view %d", view).isTrue();
        }
    }

    private Envelope firstOn(long view) {
        BlockReader reader = node.lanes.getFirst().fold.reader();
        return node.lanes.getFirst().blocks.stream().map(SealedBlock::bytes)
                .flatMap(bytes -> reader.read(bytes).envelopes().stream())
                .filter(envelope -> envelope.view().sequence() == view).findFirst().orElseThrow();
    }

    @Test
    void roomIsGivenBackAndTheLogsStayWhatTheyWere() throws Exception {
        node.rounds(200).store(store);
        reopen();
        long before = bytes();
        trim(node.tape.blocks.size());
        store.compact();
        reopen();
        assertThat(bytes()).isLessThan(before);
        assertThat(audit().damage()).isEmpty();
    }

    private long bytes() throws Exception {
        try (Stream<Path> files = Files.walk(data.journal())) {
            return files.filter(file -> file.toString().matches(".*\\.(sst|blob|log)"))
                    .mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void otherDataCentersCopiesKeepTheTapeWhole() {
        node.store(store);
        Rows.await(Rows.append(store, List.of(ScriptedNode.row(PeerLog.id("ams", TAPE), 1,
                new ScriptedLane<>(new Identity("simulation", "ams", 4), TAPE, new Tape()).blocks.getFirst().bytes()))));
        assertThatThrownBy(() -> trim(MIDDLE)).isInstanceOf(TrimRefused.class).hasMessageContaining("peer/ams/tape-00");
    }

    @Test
    void onlyAnEmbeddedJournalTakesATapeThatWasCut() throws Exception {
        node.store(store);
        trim(MIDDLE);
        try (EmbeddedStore other = ScriptedNode.open(directory.resolve("other"))) {
            assertThatThrownBy(() -> LogCopy.copy(store.logs(), other, LogCopy.heads(store.logs())))
                    .isInstanceOf(BackupRefused.class).hasMessageContaining("begins behind block " + MIDDLE);
        }
    }
}
