package io.breakwater.bench.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.bench.decisions.HeapMeter;
import io.breakwater.bench.decisions.PackedLoad;
import io.breakwater.bench.decisions.Tally;
import io.breakwater.bench.decisions.Turn;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.Step;
import io.breakwater.bench.node.Founding;
import io.breakwater.bench.node.MarkFeed;
import io.breakwater.bench.node.SpreadStreams;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.CassandraStore;
import io.breakwater.v1.LaneOwner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A cluster under a flow whose counterparties each have a node that they talk to. Used by one thread. */
final class LoadedCluster implements AutoCloseable {

    private static final String LANES = "counterparty-";
    private static final Duration STILL = Duration.ofSeconds(6);
    private static final long MOST_DRAINING_SECONDS = 120;
    /** Told marks come with a view of 100 ms; nothing is sent before one. */
    private static final long FIRST_VIEW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Members members;
    private final CpuMeter cpu;
    private final PackedLoad load;
    private final Tally tally = new Tally();
    private final SpreadStreams streams;
    private final Semaphore room;

    private LoadedCluster(Members members, CpuMeter cpu, PackedLoad load) {
        this.members = members;
        this.cpu = cpu;
        this.load = load;
        this.streams = new SpreadStreams(members.clients(-1), tally);
        this.room = new Semaphore(load.packsInFlight());
    }

    /** Makes the tables, starts the nodes, waits until lanes stay where they are, and brings everybody in. */
    static LoadedCluster open(Members.Plan plan, PackedLoad load) throws IOException, InterruptedException {
        Config config = ConfigFactory.parseString(Members.journal(plan.ring(), plan.keyspace()))
                .withFallback(ConfigFactory.load());
        CassandraStore.createSchema(CassandraSettings.from(config));
        Members members = Members.start(plan);
        boolean opened = false;
        try {
            members.settle(STILL);
            new Founding(members.get(0).client(), load.flow().shape()).run();
            LoadedCluster cluster = new LoadedCluster(members, new CpuMeter(members, plan.ring()), load);
            cluster.openPositions();
            opened = true;
            return cluster;
        } finally {
            if (!opened) {
                members.close();
            }
        }
    }

    private void openPositions() throws InterruptedException {
        try (MarkFeed marks = marks()) {
            marks.start();
            List<Step> fills = load.flow().opening().flatMap(List::stream)
                    .filter(step -> step.command() instanceof CounterpartyFact.Fill).toList();
            for (int from = 0; from < fills.size(); from += load.packItems()) {
                send(0, fills.subList(from, Math.min(fills.size(), from + load.packItems())));
            }
            drain();
        }
        tally.take(0, Turn.Cost.NONE);
    }

    private MarkFeed marks() {
        return new MarkFeed(members.get(0).client(), load.flow().shape().market());
    }

    /**
     * Any node: that of the counterparty's number, whoever has the lane.
     *
     * @return by rank
     */
    IntUnaryOperator anyNode() {
        return rank -> rank % members.count();
    }

    /**
     * The node that runs the counterparty's lane now.
     *
     * @return by rank
     */
    IntUnaryOperator owner() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int member = 0; member < members.count(); member++) {
            numbers.put(members.address(member), member);
        }
        List<Integer> owners = counterpartyLanes().stream().map(LaneOwner::getOwner).map(numbers::get).toList();
        return rank -> owners.get(LaneId.numberOf(LoadShape.entity(rank), owners.size()));
    }

    /** Of counterparties, how many talk to a node that does not run their lane. */
    double remoteShare(IntUnaryOperator nodeOf) {
        IntUnaryOperator owner = owner();
        int all = load.flow().shape().counterparties();
        return IntStream.range(0, all)
                .filter(rank -> nodeOf.applyAsInt(rank) != owner.applyAsInt(rank)).count() / (double) all;
    }

    private List<LaneOwner> counterpartyLanes() {
        return members.lanes(0).stream().filter(lane -> lane.getLog().startsWith(LANES))
                .sorted(Comparator.comparing(LaneOwner::getLog)).toList();
    }

    private long heads() {
        return counterpartyLanes().stream().mapToLong(LaneOwner::getNumber).sum();
    }

    /** Sends for so long, each counterparty's commands to its node, and waits until all of it is decided. */
    LoadedTurn turn(Duration time, IntUnaryOperator nodeOf) throws InterruptedException {
        try (MarkFeed marks = marks()) {
            marks.start();
            LockSupport.parkNanos(FIRST_VIEW_NANOS);
            HeapMeter client = HeapMeter.start();
            long blocks = heads();
            CpuMeter.Reading before = cpu.read();
            long begun = System.nanoTime();
            sendFor(time, nodeOf);
            long nanos = System.nanoTime() - begun;
            CpuMeter.Reading spent = cpu.read().minus(before);
            Turn turn = tally.take(nanos, new Turn.Cost(spent.nodes(), 0, client.processCpuNanos(), 0, 0));
            return new LoadedTurn(turn, spent, heads() - blocks);
        }
    }

    /** What the cluster spends in so long with marks that move and nobody who asks. */
    CpuMeter.Reading idle(Duration time) {
        try (MarkFeed marks = marks()) {
            marks.start();
            CpuMeter.Reading before = cpu.read();
            LockSupport.parkNanos(time.toNanos());
            return cpu.read().minus(before);
        }
    }

    private void sendFor(Duration time, IntUnaryOperator nodeOf) throws InterruptedException {
        List<List<Step>> waiting = new ArrayList<>();
        for (int member = 0; member < members.count(); member++) {
            waiting.add(new ArrayList<>());
        }
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < time.toNanos()) {
            Step step = load.flow().next();
            int node = nodeOf.applyAsInt(step.rank());
            waiting.get(node).add(step);
            if (waiting.get(node).size() == load.packItems()) {
                send(node, waiting.set(node, new ArrayList<>()));
            }
        }
        for (int node = 0; node < waiting.size(); node++) {
            if (!waiting.get(node).isEmpty()) {
                send(node, waiting.get(node));
            }
        }
        drain();
    }

    private void send(int node, List<Step> steps) throws InterruptedException {
        acquire(1);
        streams.send(node, load.flow().pack(steps), room::release);
    }

    private void drain() throws InterruptedException {
        acquire(load.packsInFlight());
        room.release(load.packsInFlight());
    }

    private void acquire(int permits) throws InterruptedException {
        if (!room.tryAcquire(permits, MOST_DRAINING_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no answer for " + MOST_DRAINING_SECONDS + " s");
        }
    }

    @Override
    public void close() throws InterruptedException {
        streams.close();
        members.close();
    }
}
