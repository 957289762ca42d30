package io.breakwater.audit;

import io.breakwater.audit.checkpoint.CheckpointFiles;
import io.breakwater.audit.checkpoint.CheckpointKeys;
import io.breakwater.audit.checkpoint.CheckpointWriter;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.bench.BenchFlow;
import io.breakwater.bench.BenchMarket;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import io.breakwater.journal.PayloadBytes;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.journal.rocksdb.StoreConfigs;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.Checkpoint;
import io.breakwater.log.Digest;
import io.breakwater.log.SealedBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node's logs without its actors: a tape and two counterparty lanes, seeded flow, blocks as the node writes them. */
final class ScriptedNode {
    static final Identity IDENTITY = new Identity("simulation", "fra", 3);
    static final List<String> NAMES = List.of("alpha", "bravo", "charlie", "delta", "echo", "foxtrot");
    private static final int BATCH = 5;

    final ScriptedLane<MarketView, TapeEvent, TapeEvent> tape = new ScriptedLane<>(IDENTITY, "tape-00", new Tape());
    final List<ScriptedLane<Valued, CounterpartyCommand, CounterpartyEvent>> lanes = List.of(
            new ScriptedLane<>(IDENTITY, "counterparty-00", new CounterpartyAggregate()),
            new ScriptedLane<>(IDENTITY, "counterparty-01", new CounterpartyAggregate()));
    final List<RequestId> requests = new ArrayList<>();
    private final Map<String, BenchFlow> flows = new HashMap<>();
    private MarketView view = MarketView.EMPTY;
    long nowMicros = BenchMarket.START_MICROS;

    ScriptedNode() {
        publish();
        for (String name : NAMES) {
            flows.put(name, new BenchFlow(name.hashCode(), new long[] {BenchMarket.PERPETUAL}, 20));
            lane(name).decide(name, view, nowMicros, BenchFlow.opening());
        }
        lanes.forEach(ScriptedLane::seal);
    }

    ScriptedLane<Valued, CounterpartyCommand, CounterpartyEvent> lane(String name) {
        return lanes.get(NAMES.indexOf(name) % 2);
    }

    /** A new version of the market, durable on the tape before anyone sees it. */
    void publish() {
        nowMicros += 1_000;
        MarketView market = BenchMarket.view(0, 0, nowMicros);
        tape.decide(Tape.ENTITY, MarketView.EMPTY, nowMicros, List.of(
                new TapeEvent.InstrumentObserved(market.instrument(1)),
                new TapeEvent.InstrumentObserved(market.instrument(BenchMarket.PERPETUAL))));
        SealedBlock block = tape.seal();
        view = tape.states.getLast().stateOf(Tape.ENTITY)
                .at(new ViewId("tape-00", 1, block.header().number(), block.digest().a()));
    }

    /** One round: every second one on a new market, a batch an entity, a block a lane. */
    void round(int round) {
        nowMicros += 500;
        MarketView old = view;
        if (round % 2 == 0) {
            publish();
        }
        for (String name : NAMES) {
            List<CounterpartyCommand> commands = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                commands.add(flows.get(name).next());
            }
            // The first of a lane has begun before the market moved: views do not ascend strictly.
            MarketView seen = name.equals("charlie") ? old : view;
            requests.add(lane(name).decide(name, seen, nowMicros, commands));
        }
        lanes.forEach(ScriptedLane::seal);
    }

    ScriptedNode rounds(int rounds) {
        for (int i = 0; i < rounds; i++) {
            round(i);
        }
        return this;
    }

    static EmbeddedStore open(Path directory) {
        return EmbeddedStore.open(StoreConfigs.settings(directory));
    }

    /** Writes what the store does not have yet. */
    void store(EmbeddedStore store) {
        append(store, tape.name.log(), tape.blocks);
        lanes.forEach(lane -> append(store, lane.name.log(), lane.blocks));
    }

    private static void append(EmbeddedStore store, String log, List<SealedBlock> blocks) {
        for (SealedBlock block : blocks.subList((int) store.logs().highest(log), blocks.size())) {
            Rows.await(Rows.append(store, List.of(row(log, block.header().number(), block.bytes()))));
        }
    }

    static StoredRow row(String log, long number, byte[] bytes) {
        return new StoredRow(new RowPlace(log, number), new PayloadBytes(7_301, "block", bytes), "", 0, "",
                Optional.empty());
    }

    static StoredRow snapshot(ScriptedLane<?, ?, ?> lane, long number) {
        return row(lane.name.log(), number, lane.snapshot(number));
    }

    /** What a checkpoint says when the lanes stand at these blocks. */
    Checkpoint checkpoint(long laneNumber) {
        List<Checkpoint.Head> heads = new ArrayList<>();
        for (ScriptedLane<?, ?, ?> lane : lanes) {
            heads.add(head(lane.blocks.get((int) laneNumber - 1), lane.stateHash(laneNumber)));
        }
        heads.add(head(tape.blocks.getFirst(), tape.stateHash(1)));
        return new Checkpoint(IDENTITY.environment(), IDENTITY.dataCenter(), nowMicros + laneNumber, heads);
    }

    private static Checkpoint.Head head(SealedBlock block, Digest stateHash) {
        return new Checkpoint.Head(block.header().log().log(), block.header().number(), block.header().term(),
                block.digest(), stateHash);
    }

    KnownCheckpoints known(long... laneNumbers) {
        List<Checkpoint> all = new ArrayList<>();
        for (long number : laneNumbers) {
            all.add(checkpoint(number));
        }
        return new KnownCheckpoints(all, List.of());
    }

    long events() {
        return lanes.stream().flatMap(lane -> lane.blocks.stream()).mapToLong(block -> block.header().events()).sum()
                + tape.blocks.stream().mapToLong(block -> block.header().events()).sum();
    }

    /** Signs with the keys of a directory, and keeps what it signs there. */
    static CheckpointWriter signer(DataDirectory data) {
        return new CheckpointWriter(IDENTITY, data.keys(), data.checkpoints(), List.of());
    }

    /** What was signed there. */
    static KnownCheckpoints known(DataDirectory data) {
        return new CheckpointFiles(data.checkpoints()).read(IDENTITY, CheckpointKeys.trusted(data.keys()));
    }

    static AuditReport verify(Journal journal, KnownCheckpoints checkpoints) throws InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
            return new Verify(Archive.of(journal, IDENTITY), checkpoints, System::currentTimeMillis)
                    .run(List.of(), Verify.Depth.DECISIONS, workers, new Progress());
        }
    }
}
