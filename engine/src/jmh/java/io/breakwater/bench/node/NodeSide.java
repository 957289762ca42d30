package io.breakwater.bench.node;

import io.breakwater.bench.WorkDirectory;
import io.breakwater.bench.decisions.CompilerMeter;
import io.breakwater.bench.decisions.HeapMeter;
import io.breakwater.bench.decisions.PackedLoad;
import io.breakwater.bench.decisions.Pump;
import io.breakwater.bench.decisions.Side;
import io.breakwater.bench.decisions.Stockpile;
import io.breakwater.bench.decisions.Tally;
import io.breakwater.bench.decisions.Turn;
import io.breakwater.bench.load.OrderFlow;
import io.breakwater.bench.load.Step;
import io.breakwater.bench.load.StepPack;
import io.breakwater.domain.counterparty.CounterpartyFact;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** A node in its own process, told packs through its port by this one. */
public final class NodeSide implements Side {

    private static final double FIRST_RATE = 400_000;
    private static final int MOST_A_PACK = 4_096;

    private final NodeProcess process;
    private final NodeClient client;
    private final MarkFeed marks;
    private final Tally tally = new Tally();
    private final PackStreams streams;
    private final Stockpile<WirePack> packs;
    private final Pump<WirePack> pump;

    private NodeSide(NodeProcess process, NodeClient client, PackedLoad load) {
        this.process = process;
        this.client = client;
        this.marks = new MarkFeed(client, load.flow().shape().market());
        this.streams = new PackStreams(client.channel(), tally);
        this.packs = new Stockpile<>(() -> WireWriter.write(load.flow().next(load.packItems())), load.packsInFlight(),
                FIRST_RATE / load.packItems());
        this.pump = new Pump<>(packs, streams::send, load.packsInFlight());
    }

    /** Starts it, and brings every counterparty to where the flow begins. */
    public static NodeSide open(WorkDirectory directory, PackedLoad load) throws IOException, InterruptedException {
        return open(NodeProcess.node(directory.path()), load);
    }

    /** The same of a node that has been started. */
    public static NodeSide open(NodeProcess process, PackedLoad load) throws IOException, InterruptedException {
        NodeClient client = NodeClient.to(process.address());
        new Founding(client, load.flow().shape()).run();
        NodeSide side = new NodeSide(process, client, load);
        side.marks.start();
        side.pump.sendAll(positions(load.flow()));
        side.tally.take(0, Turn.Cost.NONE);
        return side;
    }

    /** The fills that every counterparty begins with; onboarding and deposits are calls of their own. */
    private static Iterator<WirePack> positions(OrderFlow flow) {
        List<Step> fills = flow.opening().flatMap(List::stream).filter(NodeSide::isFill).toList();
        return IntStream.iterate(0, from -> from < fills.size(), from -> from + MOST_A_PACK)
                .mapToObj(from -> fills.subList(from, Math.min(fills.size(), from + MOST_A_PACK)))
                .map(steps -> WireWriter.write(flow.pack(steps)))
                .iterator();
    }

    private static boolean isFill(Step step) {
        return step.command() instanceof CounterpartyFact.Fill;
    }

    @Override
    public Turn turn(Duration time) throws InterruptedException {
        packs.prepare(time);
        HeapMeter client = HeapMeter.start();
        CompilerMeter compilers = CompilerMeter.start(process.pid());
        long node = process.cpu().toNanos();
        long nanos = pump.run(time);
        long spent = process.cpu().toNanos() - node;
        return tally.take(nanos, new Turn.Cost(spent, compilers.nanos(), client.processCpuNanos(), 0, 0));
    }

    void send(StepPack pack, Runnable answered) {
        streams.send(WireWriter.write(pack), answered);
    }

    @Override
    public void close() throws InterruptedException {
        streams.close();
        marks.close();
        client.close();
        process.close();
    }
}
