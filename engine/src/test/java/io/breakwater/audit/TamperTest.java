package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.breakwater.audit.Damage.Kind;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import io.breakwater.journal.rocksdb.TamperedStore;
import io.breakwater.kernel.LongMap;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.BlockWriter;
import io.breakwater.log.Codec;
import io.breakwater.log.Digest;
import io.breakwater.log.Entity;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.RecordCodec;
import io.breakwater.log.SealedBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** Whatever is altered, dropped, reordered or cut by somebody who can write the files is found and named (I-09). */
class TamperTest {
    private static final String LANE = "counterparty-00";
    private static final String OTHER = "counterparty-01";
    private static final int BLOCKS = 12;
    private static final Codec<CounterpartyEvent> EVENTS =
            RecordCodec.of(CounterpartyEvent.class).codec(CounterpartyEvent.class);

    @TempDir
    Path directory;

    private ScriptedNode node;
    private ScriptedLane<Valued, CounterpartyCommand, CounterpartyEvent> lane;

    @BeforeEach
    void write() {
        node = new ScriptedNode().rounds(BLOCKS - 2);
        lane = node.lanes.getFirst();
        try (EmbeddedStore store = ScriptedNode.open(directory)) {
            node.store(store);
            store.snapshots().save(ScriptedNode.snapshot(lane, 8));
        }
    }

    @FunctionalInterface
    private interface Tampering {
        void on(TamperedStore store) throws RocksDBException;
    }

    private void tamper(Tampering tampering) throws RocksDBException {
        try (TamperedStore store = new TamperedStore(directory)) {
            tampering.on(store);
        }
    }

    private AuditReport verify(KnownCheckpoints checkpoints) throws InterruptedException {
        try (ReadOnlyStore store = ReadOnlyStore.open(directory)) {
            return ScriptedNode.verify(Journal.of(store), checkpoints);
        }
    }

    private static void assertOnly(AuditReport report, String log, long number, Kind kind) {
        assertThat(report.isSound()).isFalse();
        assertThat(report.damage()).extracting(Damage::log, Damage::number, Damage::kind)
                .containsExactly(tuple(log, number, kind));
    }

    private SealedBlock changed(long number, UnaryOperator<Envelope> change) {
        return written(number, lane.blocks.get((int) number - 1).header().previous(), change);
    }

    /** Block {@code number} with its first envelope changed, behind another digest. */
    private SealedBlock written(long number, Digest previous, UnaryOperator<Envelope> change) {
        SealedBlock original = lane.blocks.get((int) number - 1);
        Block block = new BlockReader(EVENTS).read(original.bytes());
        BlockWriter writer = new BlockWriter(lane.name, EVENTS);
        writer.begin(block.header().baseTimeMicros());
        List<Envelope> envelopes = new ArrayList<>(block.envelopes());
        if (!envelopes.isEmpty()) {
            envelopes.set(0, change.apply(envelopes.getFirst()));
        }
        envelopes.forEach(writer::add);
        return writer.seal(number, block.header().term(), previous, block.header().peers());
    }

    private static Envelope byAnotherCaller(Envelope envelope) {
        return new Envelope(envelope.entity(), envelope.scopePath(), "somebody-else", envelope.requestId(),
                envelope.traceId(), envelope.decidedAtMicros(), envelope.receivedAtMicros(), envelope.policyVersion(),
                envelope.rulesVersion(), envelope.view(), envelope.event());
    }

    private static Envelope withEvent(Envelope envelope, CounterpartyEvent event) {
        return new Envelope(envelope.entity(), envelope.scopePath(), envelope.caller(), envelope.requestId(),
                envelope.traceId(), envelope.decidedAtMicros(), envelope.receivedAtMicros(), envelope.policyVersion(),
                envelope.rulesVersion(), envelope.view(), event);
    }

    /** The accepted order was for ten lots more. */
    private static Envelope largerOrder(Envelope envelope) {
        if (!(envelope.event() instanceof CounterpartyEvent.OrderPlaced placed)) {
            throw new AssertionError("the script places orders first: " + envelope.event());
        }
        CounterpartyRequest.NewOrder order = placed.command();
        return withEvent(envelope, new CounterpartyEvent.OrderPlaced(new CounterpartyRequest.NewOrder(order.account(),
                order.clientOrderId(), order.instrument(), order.direction(), order.type(), order.timeInForce(),
                order.priceTicks(), order.lots() + 10, order.reduceOnly(), order.postOnly(), order.venue(),
                order.venueAccount()), placed.holdId(), placed.hold(), placed.underlying()));
    }

    @Test
    void aByteOfARowWhoseChecksumWasLeft() throws Exception {
        tamper(store -> store.flip(LANE, 5));
        AuditReport report = verify(KnownCheckpoints.NONE);
        assertOnly(report, LANE, 5, Kind.ENVELOPE);
        assertThat(report.damage().getFirst().detail()).contains("counterparty-00/5", "checksum");
        assertThat(report.notRetakeable()).isEqualTo(lane.blocks.subList(5, BLOCKS).stream()
                .mapToLong(block -> block.header().events()).sum());
    }

    @Test
    void aByteOfAPayloadWhoseChecksumsWereMadeRight() throws Exception {
        byte[] bytes = lane.blocks.get(4).bytes().clone();
        bytes[bytes.length - 3] ^= 1;
        tamper(store -> store.put(ScriptedNode.row(LANE, 5, bytes)));
        AuditReport report = verify(KnownCheckpoints.NONE);
        assertThat(report.damage()).extracting(Damage::log, Damage::number).containsExactly(tuple(LANE, 5L));
        assertThat(report.damage().getFirst().kind()).isIn(Kind.ENVELOPE, Kind.DIGEST);
    }

    @Test
    void aFieldOfAnEnvelope() throws Exception {
        SealedBlock forged = changed(6, TamperTest::byAnotherCaller);
        tamper(store -> store.put(ScriptedNode.row(LANE, 6, forged.bytes())));
        AuditReport report = verify(KnownCheckpoints.NONE);
        assertOnly(report, LANE, 6, Kind.DIGEST);
        assertThat(report.damage().getFirst().detail()).contains(forged.digest().toString());
        assertThat(report.mismatches()).isZero();
    }

    @Test
    void theEventOfTheLastBlockShowsAgainstACheckpointAndWhenItIsRetaken() throws Exception {
        SealedBlock forged = changed(BLOCKS, TamperTest::byAnotherCaller);
        tamper(store -> store.put(ScriptedNode.row(LANE, BLOCKS, forged.bytes())));
        assertThat(verify(KnownCheckpoints.NONE).isSound()).isTrue();
        assertOnly(verify(node.known(4, BLOCKS)), LANE, BLOCKS, Kind.CHECKPOINT);
    }

    @Test
    void anAcceptedOrderMadeLarger() throws Exception {
        SealedBlock forged = changed(3, TamperTest::largerOrder);
        tamper(store -> store.put(ScriptedNode.row(LANE, 3, forged.bytes())));
        AuditReport report = verify(KnownCheckpoints.NONE);
        assertThat(report.damage()).extracting(Damage::number, Damage::kind).contains(tuple(3L, Kind.DIGEST));
        assertThat(report.logs().getFirst().mismatchDetails().getFirst())
                .extracting(Retaken::log, Retaken::block, Retaken::index, Retaken::entity)
                .containsExactly(LANE, 3L, 0, "alpha");
    }

    @Test
    void aTruncatedTailShowsAgainstACheckpointAndASnapshot() throws Exception {
        tamper(store -> store.cut(LANE, 10));
        AuditReport report = verify(node.known(4, BLOCKS));
        assertOnly(report, LANE, 10, Kind.TRUNCATED);
        assertThat(report.damage().getFirst().detail()).contains("ends at block 9", "names block 12");
        tamper(store -> store.cut(LANE, 7));
        assertThat(verify(KnownCheckpoints.NONE).damage()).extracting(Damage::number, Damage::kind)
                .containsExactly(tuple(8L, Kind.SNAPSHOT));
    }

    @Test
    void aMissingBlockInTheMiddle() throws Exception {
        tamper(store -> store.remove(LANE, 5));
        assertOnly(verify(KnownCheckpoints.NONE), LANE, 6, Kind.GAP);
    }

    @Test
    void aDeletedLog() throws Exception {
        tamper(store -> store.removeLog(OTHER));
        assertOnly(verify(node.known(BLOCKS)), OTHER, 1, Kind.TRUNCATED);
    }

    @Test
    void anEntityDeletedFromASnapshot() throws Exception {
        LaneState<Valued> state = lane.states.get(8);
        LaneState<Valued> without = new LaneState<>(state.number(), state.term(), state.digest(),
                state.lastDecidedMicros(), without(state.entities(), "charlie"), state.peers());
        tamper(store -> store.putSnapshot(ScriptedNode.row(LANE, 8, lane.fold.snapshot(without))));
        AuditReport report = verify(KnownCheckpoints.NONE);
        assertOnly(report, LANE, 8, Kind.MISSING_ENTITY);
        assertThat(report.damage().getFirst().detail()).contains("charlie");
    }

    private static LongMap<Entity<Valued>> without(LongMap<Entity<Valued>> entities, String name) {
        return entities.remove(io.breakwater.kernel.Hash64.of(name));
    }

    @Test
    void anEntityDeletedFromTheLogAndTheChainMadeAnew() throws Exception {
        rewriteFrom(3, envelope -> envelope.entity().equals("alpha") ? null : envelope);
        AuditReport report = verify(node.known(2, 7, BLOCKS));
        assertThat(report.damage()).extracting(Damage::log, Damage::number, Damage::kind)
                .contains(tuple(LANE, 7L, Kind.CHECKPOINT));
        assertThat(report.damage().stream().filter(damage -> damage.kind() == Kind.CHECKPOINT)).hasSize(1)
                .allMatch(damage -> damage.detail().contains("made anew behind block 2"));
    }

    /** Writes the log anew from a block on, each envelope changed or, where null, left out. */
    private void rewriteFrom(long first, UnaryOperator<Envelope> change) throws RocksDBException {
        Digest previous = lane.blocks.get((int) first - 2).digest();
        List<SealedBlock> forged = new ArrayList<>();
        for (long number = first; number <= BLOCKS; number++) {
            Block block = new BlockReader(EVENTS).read(lane.blocks.get((int) number - 1).bytes());
            BlockWriter writer = new BlockWriter(lane.name, EVENTS);
            writer.begin(block.header().baseTimeMicros());
            for (Envelope envelope : block.envelopes()) {
                Envelope kept = change.apply(envelope);
                if (kept != null) {
                    writer.add(kept);
                }
            }
            forged.add(writer.seal(number, block.header().term(), previous, block.header().peers()));
            previous = forged.getLast().digest();
        }
        tamper(store -> {
            for (SealedBlock block : forged) {
                store.put(ScriptedNode.row(LANE, block.header().number(), block.bytes()));
            }
        });
    }

    @Test
    void theWholeChainMadeAnew() throws Exception {
        rewriteFrom(2, TamperTest::byAnotherCaller);
        assertThat(verify(KnownCheckpoints.NONE).damage()).extracting(Damage::kind)
                .as("without a checkpoint only the snapshot tells, whose head is another")
                .containsExactly(Kind.SNAPSHOT);
        AuditReport report = verify(node.known(BLOCKS));
        assertThat(report.damage()).extracting(Damage::log, Damage::number, Damage::kind)
                .containsExactly(tuple(LANE, 8L, Kind.SNAPSHOT), tuple(LANE, (long) BLOCKS, Kind.CHECKPOINT));
    }

    @Test
    void swappedEntities() throws Exception {
        SealedBlock forged = changed(4, envelope -> new Envelope("echo", envelope.scopePath(), envelope.caller(),
                envelope.requestId(), envelope.traceId(), envelope.decidedAtMicros(), envelope.receivedAtMicros(),
                envelope.policyVersion(), envelope.rulesVersion(), envelope.view(), envelope.event()));
        tamper(store -> store.put(ScriptedNode.row(LANE, 4, forged.bytes())));
        AuditReport report = verify(KnownCheckpoints.NONE);
        assertThat(report.damage()).extracting(Damage::log, Damage::number).containsExactly(tuple(LANE, 4L));
        assertThat(report.logs().getFirst().mismatchDetails().getFirst().block()).isEqualTo(4);
    }

    @Test
    void blocksSwappedBetweenTwoLanes() throws Exception {
        byte[] mine = lane.blocks.get(6).bytes();
        byte[] theirs = node.lanes.getLast().blocks.get(6).bytes();
        tamper(store -> {
            store.put(ScriptedNode.row(LANE, 7, theirs));
            store.put(ScriptedNode.row(OTHER, 7, mine));
        });
        AuditReport report = verify(KnownCheckpoints.NONE);
        assertThat(report.damage()).extracting(Damage::log, Damage::number, Damage::kind)
                .containsExactly(tuple(LANE, 7L, Kind.CHAIN_BROKEN), tuple(OTHER, 7L, Kind.CHAIN_BROKEN));
    }

    @Test
    void blocksSwappedWithinALane() throws Exception {
        tamper(store -> {
            store.put(ScriptedNode.row(LANE, 5, lane.blocks.get(5).bytes()));
            store.put(ScriptedNode.row(LANE, 6, lane.blocks.get(4).bytes()));
        });
        assertThat(verify(KnownCheckpoints.NONE).damage()).extracting(Damage::number, Damage::kind)
                .containsExactly(tuple(5L, Kind.GAP), tuple(6L, Kind.GAP));
    }

    @Test
    void aBlockOfAnotherEnvironment() throws Exception {
        try (ReadOnlyStore store = ReadOnlyStore.open(directory);
                var workers = java.util.concurrent.Executors.newSingleThreadExecutor()) {
            Identity other = new Identity("production", "fra", 3);
            AuditReport report = new Verify(Archive.of(Journal.of(store), other), KnownCheckpoints.NONE,
                    System::currentTimeMillis).run(List.of(LANE), Verify.Depth.CHAINS, workers, new Progress());
            assertThat(report.damage()).hasSize(BLOCKS).extracting(Damage::kind).containsOnly(Kind.CHAIN_BROKEN);
        }
    }

    @Test
    void anEditedSnapshot() throws Exception {
        LaneState<Valued> state = lane.states.get(8);
        LaneState<Valued> stale = new LaneState<>(state.number(), state.term(), state.digest(),
                state.lastDecidedMicros(), lane.states.get(7).entities(), state.peers());
        LaneFold<Valued, CounterpartyCommand, CounterpartyEvent> fold =
                new LaneFold<>(lane.name, new CounterpartyAggregate());
        tamper(store -> store.putSnapshot(ScriptedNode.row(LANE, 8, fold.snapshot(stale))));
        AuditReport report = verify(KnownCheckpoints.NONE);
        assertThat(report.damage()).extracting(Damage::log, Damage::number, Damage::kind)
                .containsOnly(tuple(LANE, 8L, Kind.SNAPSHOT));
        assertThat(report.damage()).extracting(Damage::detail).anyMatch(detail -> detail.contains("alpha"));
    }

    @Test
    void aByteOfASnapshot() throws Exception {
        byte[] bytes = lane.snapshot(8);
        bytes[bytes.length / 2] ^= 1;
        tamper(store -> store.putSnapshot(ScriptedNode.row(LANE, 8, bytes)));
        assertOnly(verify(KnownCheckpoints.NONE), LANE, 8, Kind.SNAPSHOT);
    }
}
