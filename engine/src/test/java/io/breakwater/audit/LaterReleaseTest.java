package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.breakwater.audit.Damage.Kind;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.audit.restore.JournalMove;
import io.breakwater.audit.restore.NodeRestore;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.journal.StoreNewer;
import io.breakwater.journal.backup.StoreBackup;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.journal.rocksdb.StoreConfigs;
import io.breakwater.log.BlockReader;
import io.breakwater.log.CorruptLog;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneState;
import io.breakwater.log.LaterRelease;
import io.breakwater.log.RecordCodec;
import io.breakwater.log.SealedBlock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log in which a later release has written an event that this one does not know is refused as such by everything that
 * reads it, never guessed at, and told from one that was changed.
 */
class LaterReleaseTest {
    private static final String LANE = "counterparty-00";
    private static final BlockReader READER =
            new BlockReader(RecordCodec.of(CounterpartyEvent.class).codec(CounterpartyEvent.class));

    @TempDir
    Path directory;

    private DataDirectory data;
    private ScriptedLane<Valued, CounterpartyCommand, CounterpartyEvent> lane;
    private SealedBlock later;
    private String entity;

    @BeforeEach
    void write() {
        data = DataDirectory.of(directory.resolve("data"));
        ScriptedNode node = new ScriptedNode().rounds(4);
        lane = node.lanes.getFirst();
        Envelope like = LaterRelease.envelopes(READER, lane.blocks.getLast()).getFirst();
        later = LaterRelease.block(lane.blocks.getLast(), like);
        entity = like.entity();
        try (EmbeddedStore store = ScriptedNode.open(data.journal())) {
            node.store(store);
        }
    }

    private void append(SealedBlock... blocks) {
        try (EmbeddedStore store = ScriptedNode.open(data.journal())) {
            for (SealedBlock block : blocks) {
                append(store, block.header().number(), block.bytes());
            }
        }
    }

    private static void append(EmbeddedStore store, long number, byte[] bytes) {
        Rows.await(Rows.append(store, List.of(ScriptedNode.row(LANE, number, bytes))));
    }

    private AuditReport verified() throws InterruptedException {
        try (ReadOnlyStore store = ReadOnlyStore.open(data.journal())) {
            return ScriptedNode.verify(Journal.of(store), KnownCheckpoints.NONE);
        }
    }

    @Test
    void recoveryRefusesItAndSaysWhatToStart() {
        LaneState<Valued> state = lane.states.getLast();
        assertThatThrownBy(() -> lane.fold.folded(state, later.bytes())).isInstanceOfSatisfying(CorruptLog.class,
                refusal -> {
                    assertThat(refusal).hasMessageContaining("is of a later release").hasMessageContaining(LANE)
                            .hasMessageNotContaining("broken");
                    assertThat(refusal.location()).contains("block " + later.header().number(), "LATER_RELEASE");
                    assertThat(refusal.remedy()).contains("start that release").doesNotContain("restore");
                });
    }

    @Test
    void anAuditTellsItFromDamage() throws InterruptedException {
        append(later, LaterRelease.emptyBehind(later));
        AuditReport report = verified();
        assertThat(report.isSound()).isFalse();
        assertThat(report.damage()).extracting(Damage::log, Damage::number, Damage::kind)
                .containsExactly(tuple(LANE, later.header().number(), Kind.LATER_RELEASE));
        assertThat(report.damage().getFirst().detail()).contains("a later release");
    }

    /** Nobody's event in the place of a known one: the block behind it was written behind other bytes. */
    @Test
    void anAuditFindsAChangeThatLooksLikeALaterRelease() throws InterruptedException {
        SealedBlock known = LaterRelease.emptyBehind(lane.blocks.getLast());
        SealedBlock behind = LaterRelease.emptyBehind(known);
        try (EmbeddedStore store = ScriptedNode.open(data.journal())) {
            append(store, later.header().number(), later.bytes());
            append(store, behind.header().number(), behind.bytes());
        }
        assertThat(verified().damage()).extracting(Damage::log, Damage::number, Damage::kind).containsExactly(
                tuple(LANE, later.header().number(), Kind.DIGEST),
                tuple(LANE, later.header().number(), Kind.LATER_RELEASE));
    }

    @Test
    void readingsOfDecisionsSayWhereItIs() {
        append(later);
        try (ReadOnlyStore store = ReadOnlyStore.open(data.journal())) {
            Replay replay = new Replay(Archive.of(Journal.of(store), ScriptedNode.IDENTITY));
            var at = new Replay.AsOf.Position(LANE, later.header().number());
            assertThatThrownBy(() -> replay.state("counterparty", entity, at, new Progress()))
                    .isInstanceOfSatisfying(DamagedLog.class, refusal -> assertThat(refusal.damage())
                            .extracting(Damage::number, Damage::kind)
                            .containsExactly(later.header().number(), Kind.LATER_RELEASE));
        }
    }

    @Test
    void aNodeDoesNotStartOnIt() {
        append(later);
        try (ReadOnlyStore store = ReadOnlyStore.open(data.journal())) {
            StartCheck check = new StartCheck(Journal.of(store), ScriptedNode.IDENTITY, KnownCheckpoints.NONE);
            assertThatThrownBy(check::run).isInstanceOf(StoreNewer.class)
                    .hasMessageContaining(LANE + " block " + later.header().number())
                    .hasMessageContaining("UNKNOWN_TAG").hasMessageContaining("start that release");
        }
    }

    @Test
    void aBackupOfItIsNotRestored() throws Exception {
        append(later);
        Path backup = directory.resolve("backup");
        try (EmbeddedStore store = ScriptedNode.open(data.journal())) {
            StoreBackup.create(store, backup);
        }
        DataDirectory fresh = DataDirectory.of(directory.resolve("fresh"));
        NodeRestore.Target target = NodeRestore.Target.embedded(StoreConfigs.settings(fresh.journal()));
        assertThatThrownBy(() -> target.filled(Optional.of(backup), ScriptedNode.IDENTITY))
                .isInstanceOf(StoreNewer.class).hasMessageContaining(LANE);
        assertThat(Files.exists(fresh.journal().resolve("store"))).as("nothing was written").isFalse();
    }

    @Test
    void itsLogsAreNotMoved() {
        append(later);
        try (EmbeddedStore from = ScriptedNode.open(data.journal());
                EmbeddedStore to = ScriptedNode.open(directory.resolve("other"))) {
            JournalMove move = new JournalMove(ScriptedNode.IDENTITY, 1);
            assertThatThrownBy(() -> move.outOfEmbedded(from, to)).isInstanceOf(StoreNewer.class);
            assertThat(to.logs().persistenceIds()).isEmpty();
        }
        try (EmbeddedStore still = ScriptedNode.open(data.journal())) {
            assertThat(still.logs().highest(LANE)).as("the source is not fenced").isEqualTo(later.header().number());
        }
    }

    /** What a copy of a peer's log holds is its release's: it is kept as it came, and told where it ends. */
    @Test
    void aCopyOfAPeersLogIsHeldAgainstThisReleaseToo() {
        try (EmbeddedStore store = ScriptedNode.open(directory.resolve("copies"))) {
            Rows.await(Rows.append(store, List.of(
                    ScriptedNode.row("peer/lon/" + LANE, 1, lane.blocks.getFirst().bytes()))));
            new ReadableBlocks().require(store.logs());
            Rows.await(Rows.append(store, List.of(ScriptedNode.row("peer/lon/" + LANE, 2,
                    LaterRelease.ofAnotherFormat(lane.blocks.get(1).bytes())))));
            assertThatThrownBy(() -> new ReadableBlocks().require(store.logs())).isInstanceOf(StoreNewer.class)
                    .hasMessageContaining("peer/lon/" + LANE + " block 2").hasMessageContaining("UNKNOWN_FORMAT");
        }
    }
}
