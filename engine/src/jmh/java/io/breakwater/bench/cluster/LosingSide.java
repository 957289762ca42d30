package io.breakwater.bench.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.bench.Series;
import io.breakwater.bench.Unit;
import io.breakwater.bench.node.Founding;
import io.breakwater.bench.node.MarkFeed;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.CassandraStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A cluster that loses one member after the other, and gets it back each time. */
final class LosingSide implements AutoCloseable {

    /** Longer than the rhythm in which either side's lanes are rebalanced. */
    private static final Duration STILL = Duration.ofSeconds(12);
    /** After a pause: until whoever was given up has been, and has ended. */
    private static final Duration AFTERMATH = Duration.ofSeconds(8);

    private final Members members;
    private final Series medianLane = new Series(Unit.MILLIS);
    private int turn;

    private LosingSide(Members members) {
        this.members = members;
    }

    /** Makes the tables, starts the nodes, and opens the market. */
    static LosingSide open(Members.Plan plan) throws IOException, InterruptedException {
        Config config = ConfigFactory.parseString(Members.journal(plan.ring(), plan.keyspace()))
                .withFallback(ConfigFactory.load());
        CassandraStore.createSchema(CassandraSettings.from(config));
        LosingSide side = new LosingSide(Members.start(plan));
        new Founding(side.members.get(0).client(), FailoverBench.shape()).run();
        return side;
    }

    /** Kills a member, another one each time; milliseconds until the last lane was back. */
    double killed() throws IOException, InterruptedException {
        members.settle(STILL);
        int victim = turn++ % members.count();
        try (MarkFeed marks = new MarkFeed(members.clients(victim).getFirst(), FailoverBench.shape().market())) {
            marks.start();
            LaneProbes probes = new LaneProbes(members.clients(victim));
            members.get(victim).kill();
            List<Double> gaps = probes.untilBack(System.nanoTime(), true);
            medianLane.add(gaps.get(gaps.size() / 2));
            return gaps.getLast();
        } finally {
            members.get(victim).start();
        }
    }

    double medianLane() {
        return medianLane.median();
    }

    /** Freezes a member for so long and thaws it; how many lanes were taken over from it. */
    long paused(int seconds) throws IOException, InterruptedException {
        members.settle(STILL);
        int victim = turn++ % members.count();
        int witness = (victim + 1) % members.count();
        long before = members.terms(witness);
        members.get(victim).process().freeze();
        LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
        members.get(victim).process().thaw();
        LockSupport.parkNanos(AFTERMATH.toNanos());
        long taken = members.terms(witness) - before;
        if (!members.get(victim).isAlive()) {
            members.get(victim).kill();
            members.get(victim).start();
        }
        return taken;
    }

    @Override
    public void close() throws InterruptedException {
        members.close();
    }
}
