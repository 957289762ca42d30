package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.audit.Receipts.Comparison;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.RuleVerdict;
import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.Snapshots;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Digest;
import io.breakwater.log.Entity;
import io.breakwater.log.Envelope;
import io.breakwater.log.RecordCodec;
import io.breakwater.log.SealedBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the logs tell of one decision, of one counterparty at a moment, and of everything as lines. */
class TrailTest {
    private static final BlockReader READER =
            new BlockReader(RecordCodec.of(CounterpartyEvent.class).codec(CounterpartyEvent.class));

    @TempDir
    Path directory;

    private ScriptedNode node;
    private EmbeddedStore store;
    private Archive archive;

    @BeforeEach
    void write() {
        node = new ScriptedNode().rounds(12);
        store = ScriptedNode.open(directory.resolve("journal"));
        node.store(store);
        archive = Archive.of(Journal.of(store), ScriptedNode.IDENTITY);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<Envelope> envelopes() {
        List<Envelope> all = new ArrayList<>();
        node.lanes.forEach(lane -> lane.blocks.forEach(block -> all.addAll(READER.read(block.bytes()).envelopes())));
        return all;
    }

    private Explain explain() {
        return new Explain(archive);
    }

    @Test
    void anAcceptedOrderIsExplainedRuleByRule() {
        Envelope wanted = envelopes().stream()
                .filter(envelope -> envelope.event() instanceof CounterpartyEvent.OrderPlaced).skip(20).findFirst()
                .orElseThrow();
        List<Explanation> found = explain().request(wanted.requestId(), new Progress());
        assertThat(found).hasSize(1);
        Explanation explanation = found.getFirst();
        assertThat(explanation.envelope().requestId()).isEqualTo(wanted.requestId());
        assertThat(explanation.retakenIdentical()).isTrue();
        assertThat(explanation.outcome().verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(explanation.holdId()).isEqualTo(((CounterpartyEvent.OrderPlaced) wanted.event()).holdId());
        assertThat(explanation.rules()).hasSizeGreaterThan(5).allMatch(RuleVerdict::passed);
        assertThat(explanation.eventJson()).contains("OrderPlaced");
    }

    /** Where several nodes write, each such question is a round of consensus. */
    @Test
    void whereALogEndsIsAskedOnceAndNotForEveryPage() {
        CountedLogs counted = new CountedLogs(store.logs());
        Archive slow = Archive.of(new Journal(counted, store.snapshots()), ScriptedNode.IDENTITY);
        List<Envelope> all = envelopes();
        assertThat(new Explain(slow).request(all.getLast().requestId(), new Progress())).hasSize(1);
        assertThat(counted.pages()).isPositive();
        assertThat(counted.ends())
                .as("each log looked through, the entity's again, the tape; its anchors, for the log and for the view")
                .isLessThanOrEqualTo(slow.logs().size() + 4);
    }

    @Test
    void aRecentDecisionInALongLogIsFoundByTheTimeInItsId() {
        node = new ScriptedNode().rounds(400);
        long quiet = node.lanes.getFirst().blocks.size();
        node.nowMicros += TimeUnit.HOURS.toMicros(3);
        node.rounds(20);
        try (EmbeddedStore longer = ScriptedNode.open(directory.resolve("longer"))) {
            node.store(longer);
            List<Envelope> all = envelopes();
            long rows = longer.logs().persistenceIds().stream().mapToLong(longer.logs()::highest).sum();
            assertThat(read(longer, keptAt(Long.MAX_VALUE), all.getLast())).as("the state is folded from the beginning")
                    .isLessThan(rows);
            assertThat(read(longer, keptAt(quiet), all.getLast())).isLessThan(rows / 2);
            assertThat(read(longer, keptAt(quiet), all.getFirst())).as("older than what is kept").isPositive();
        }
    }

    /** How many rows are read to explain a decision, which is found and comes out as it did. */
    private static long read(EmbeddedStore store, Snapshots snapshots, Envelope wanted) {
        CountedLogs counted = new CountedLogs(store.logs());
        Archive archive = Archive.of(new Journal(counted, snapshots), ScriptedNode.IDENTITY);
        List<Explanation> found = new Explain(archive).request(wanted.requestId(), new Progress());
        assertThat(found).hasSize(1).allMatch(Explanation::retakenIdentical);
        return counted.rows();
    }

    /** Snapshots of the lanes at one block each. */
    private Snapshots keptAt(long number) {
        return new Snapshots() {
            @Override
            public Optional<StoredRow> newest(String log, SnapshotRange range) {
                return list(log, range).isEmpty() ? Optional.empty() : node.lanes.stream()
                        .filter(lane -> lane.name.log().equals(log)).findFirst()
                        .map(lane -> ScriptedNode.snapshot(lane, number));
            }

            @Override
            public List<Long> list(String log, SnapshotRange range) {
                return number >= range.minNumber() && number <= range.maxNumber() ? List.of(number) : List.of();
            }
        };
    }

    @Test
    void aHoldIsFoundByItsId() {
        Envelope wanted = envelopes().stream()
                .filter(envelope -> envelope.event() instanceof CounterpartyEvent.OrderPlaced
                        && envelope.entity().equals("delta")).skip(5).findFirst().orElseThrow();
        long hold = ((CounterpartyEvent.OrderPlaced) wanted.event()).holdId();
        List<Explanation> found = explain().hold(hold, "delta", new Progress());
        assertThat(found).extracting(explanation -> explanation.envelope().requestId())
                .containsExactly(wanted.requestId());
        assertThat(explain().hold(hold, "", new Progress())).hasSizeGreaterThan(1)
                .as("each counterparty counts its own").allMatch(Explanation::retakenIdentical);
    }

    @Test
    void whatNoLogHoldsIsNotExplained() {
        RequestId unknown = new RequestId(0x0190_0000_0000_7000L, 1L << 63, 0);
        assertThat(explain().request(unknown, new Progress())).isEmpty();
        assertThat(explain().hold(77, "", new Progress())).isEmpty();
    }

    @Test
    void aCounterpartyIsToldAsOfABlockATimeAndNow() {
        Replay replay = new Replay(archive);
        var lane = node.lane("delta");
        for (long block : new long[] {3, 7, 14}) {
            ReplayedState state = replay.state("counterparty", "delta",
                    new Replay.AsOf.Position(lane.name.log(), block), new Progress()).orElseThrow();
            assertThat(state.stateHash()).isEqualTo(alone(lane, block));
            assertThat(state.block()).isEqualTo(block);
            assertThat(state.stateJson()).contains("\"delta\"");
        }
        Block seventh = READER.read(lane.blocks.get(6).bytes());
        ReplayedState then = replay.state("counterparty", "delta",
                new Replay.AsOf.Time(seventh.envelopes().getFirst().decidedAtMicros()), new Progress()).orElseThrow();
        assertThat(then.stateHash()).isEqualTo(alone(lane, 7));
        ReplayedState now = replay.state("counterparty", "delta", new Replay.AsOf.Now(), new Progress()).orElseThrow();
        assertThat(now.stateHash()).isEqualTo(alone(lane, lane.blocks.size()));
        assertThat(replay.state("counterparty", "nobody", new Replay.AsOf.Now(), new Progress())).isEmpty();
        assertThat(replay.state("counterparty", "delta", new Replay.AsOf.Time(1), new Progress())).isEmpty();
    }

    private static <S, C, E> Digest alone(ScriptedLane<S, C, E> lane, long block) {
        Entity<S> entity = lane.states.get((int) block).entities().get(io.breakwater.kernel.Hash64.of("delta"));
        return lane.fold.stateHash(new io.breakwater.log.LaneState<>(1, 1, lane.name.genesis(), 0,
                LongMap.of(io.breakwater.kernel.Hash64.of("delta"), entity), io.breakwater.kernel.Table.empty()));
    }

    @Test
    void anExportHasALineAnEventAndAgreesWithItsManifest() throws IOException {
        ExportDirectory target = new ExportDirectory(directory.resolve("export"));
        Export export = new Export(archive);
        ExportManifest manifest = export.run(Export.Selection.ALL, node.nowMicros, target, new Progress());
        target.write(manifest);
        assertThat(target.verify()).isEmpty();
        assertThat(manifest.files().stream().mapToLong(ExportManifest.ExportedFile::events).sum())
                .isEqualTo(node.events());
        SealedBlock head = node.lanes.getFirst().blocks.getLast();
        assertThat(manifest.files().getFirst().lastBlock()).isEqualTo(head.header().number());
        assertThat(manifest.files().getFirst().headDigest()).isEqualTo(head.digest().toString());
        Path file = target.directory().resolve("counterparty-00.jsonl");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).startsWith("{\"log\":\"counterparty-00\",\"block\":2,\"entity\":\"alpha\"");

        Files.writeString(file, String.join("\n", lines.subList(1, lines.size())) + "\n");
        assertThat(target.verify()).hasSize(2)
                .anyMatch(wrong -> wrong.contains("has " + (lines.size() - 1) + " events"));
        Files.delete(file);
        assertThat(target.verify()).containsExactly("counterparty-00.jsonl is missing");
    }

    @Test
    void anExportOfOneCounterpartyHasNobodyElsesEvents() throws IOException {
        ExportDirectory target = new ExportDirectory(directory.resolve("export"));
        new Export(archive).run(
                new Export.Selection(List.of("counterparty-01"), "delta"), 1, target, new Progress());
        assertThat(Files.list(target.directory())).hasSize(1);
        assertThat(Files.readAllLines(target.directory().resolve("counterparty-01.jsonl"))).isNotEmpty()
                .allMatch(line -> line.contains("\"entity\":\"delta\""));
    }

    @Test
    void receiptsAreComparedWithTheLogs() {
        Receipts receipts = new Receipts();
        List<Envelope> decided = envelopes();
        Envelope told = decided.get(40);
        int items = 5;
        List<Verdict> verdicts = new ArrayList<>(java.util.Collections.nCopies(items, null));
        RequestId pack = told.requestId().withItem(0);
        for (Envelope envelope : decided) {
            if (envelope.requestId().withItem(0).equals(pack)) {
                verdicts.set(envelope.requestId().item(), verdict(envelope));
            }
        }
        receipts.add(pack, verdicts);
        RequestId lost = new RequestId(pack.msb(), pack.lsb() + 999, 0);
        receipts.add(lost, List.of(Verdict.ACCEPTED, Verdict.REFUSED));
        Envelope other = decided.get(100);
        RequestId otherPack = other.requestId().withItem(0);
        List<Verdict> wrong = new ArrayList<>(java.util.Collections.nCopies(other.requestId().item() + 1, null));
        wrong.set(other.requestId().item(), verdict(other) == Verdict.ACCEPTED ? Verdict.REFUSED : Verdict.ACCEPTED);
        receipts.add(otherPack, wrong);

        Comparison found = new Reconcile(archive).run(receipts, new Progress());
        long compared = verdicts.stream().filter(java.util.Objects::nonNull).count();
        assertThat(found.receipts()).isEqualTo(3);
        assertThat(found.items()).isEqualTo(compared + 3);
        assertThat(found.agreed()).isEqualTo(compared);
        assertThat(found.missing()).isEqualTo(2);
        assertThat(found.different()).isEqualTo(1);
        assertThat(found.doubled()).isZero();
        assertThat(found.examples()).contains(lost, lost.withItem(1), other.requestId());
    }

    private static Verdict verdict(Envelope envelope) {
        return new io.breakwater.domain.counterparty.CounterpartyAggregate()
                .outcomeOf((CounterpartyEvent) envelope.event()).verdict();
    }
}
