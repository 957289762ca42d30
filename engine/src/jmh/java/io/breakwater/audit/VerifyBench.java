package io.breakwater.audit;

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
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.log.SealedBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * How fast an audit goes: events a second and core, from the store through chain, decoding, views and rules, over the
 * flow of {@link BenchFlow}. Not a JMH bench: one run takes seconds and reads a store from disk.
 * Arguments: events, batch, rounds of measuring.
 */
public final class VerifyBench {
    private static final Identity IDENTITY = new Identity("simulation", "bench", 1);
    private static final int LANES = 2;
    private static final int ENTITIES_A_LANE = 16;
    private static final int BLOCKS_A_VIEW = 8;

    private final ScriptedLane<MarketView, TapeEvent, TapeEvent> tape =
            new ScriptedLane<>(IDENTITY, Families.TAPE, new Tape());
    private final List<ScriptedLane<Valued, CounterpartyCommand, CounterpartyEvent>> lanes = new ArrayList<>();
    private final List<List<BenchFlow>> flows = new ArrayList<>();
    private MarketView view;
    private long nowMicros = BenchMarket.START_MICROS;

    private VerifyBench() {
        publish();
        for (int lane = 0; lane < LANES; lane++) {
            lanes.add(new ScriptedLane<>(IDENTITY, "counterparty-0" + lane, new CounterpartyAggregate()));
            flows.add(new ArrayList<>());
            for (int entity = 0; entity < ENTITIES_A_LANE; entity++) {
                flows.get(lane).add(new BenchFlow(lane * 1_000L + entity, new long[] {BenchMarket.PERPETUAL}, 50));
                lanes.get(lane).decide("c-" + lane + "-" + entity, view, nowMicros, BenchFlow.opening());
            }
            lanes.get(lane).seal();
        }
    }

    private void publish() {
        nowMicros += 100_000;
        MarketView market = BenchMarket.view(0, 0, nowMicros);
        tape.decide(Tape.ENTITY, MarketView.EMPTY, nowMicros, List.of(
                new TapeEvent.InstrumentObserved(market.instrument(1)),
                new TapeEvent.InstrumentObserved(market.instrument(BenchMarket.PERPETUAL))));
        SealedBlock block = tape.seal();
        view = tape.states.getLast().stateOf(Tape.ENTITY)
                .at(new ViewId(Families.TAPE, 1, block.header().number(), block.digest().a()));
    }

    private void fill(EmbeddedStore store, long events, int batch) {
        long blocks = events / (LANES * ENTITIES_A_LANE * batch);
        for (long block = 0; block < blocks; block++) {
            if (block % BLOCKS_A_VIEW == 0) {
                publish();
            }
            nowMicros += 1_000;
            for (int lane = 0; lane < LANES; lane++) {
                fill(lane, batch);
            }
            store(store);
        }
    }

    private void fill(int lane, int batch) {
        for (int entity = 0; entity < ENTITIES_A_LANE; entity++) {
            List<CounterpartyCommand> commands = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                commands.add(flows.get(lane).get(entity).next());
            }
            lanes.get(lane).decide("c-" + lane + "-" + entity, view, nowMicros, commands);
        }
        lanes.get(lane).seal();
    }

    private void store(EmbeddedStore store) {
        store(store, tape);
        lanes.forEach(lane -> store(store, lane));
    }

    private static void store(EmbeddedStore store, ScriptedLane<?, ?, ?> lane) {
        for (SealedBlock block : lane.blocks) {
            Rows.await(Rows.append(store,
                    List.of(ScriptedNode.row(lane.name.log(), block.header().number(), block.bytes()))));
        }
        lane.blocks.clear();
        lane.states.subList(0, lane.states.size() - 1).clear();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        long events = args.length > 0 ? Long.parseLong(args[0]) : 2_000_000;
        int batch = args.length > 1 ? Integer.parseInt(args[1]) : 16;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        Path directory = Files.createTempDirectory("verify-bench");
        try (EmbeddedStore store = ScriptedNode.open(directory)) {
            new VerifyBench().fill(store, events, batch);
            for (Verify.Depth depth : Verify.Depth.values()) {
                for (int round = 0; round < rounds; round++) {
                    measure(store, depth);
                }
            }
        } finally {
            try (var files = Files.walk(directory)) {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private static void measure(EmbeddedStore store, Verify.Depth depth) throws InterruptedException {
        try (ExecutorService one = Executors.newSingleThreadExecutor()) {
            AuditReport report = new Verify(Archive.of(Journal.of(store), IDENTITY),
                    KnownCheckpoints.NONE, System::currentTimeMillis).run(List.of(), depth, one, new Progress());
            System.out.printf("{\"name\":\"verify\",\"depth\":\"%s\",\"events\":%d,\"eventsASecondAndCore\":%d,"
                            + "\"retaken\":%d,\"mismatches\":%d,\"damage\":%d}%n",
                    depth, report.events(), report.events() * 1_000 / Math.max(1, report.elapsedMillis()),
                    report.retaken(), report.mismatches(), report.damage().size());
        }
    }
}
