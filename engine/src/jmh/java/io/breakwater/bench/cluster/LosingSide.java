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
import java.util.ArrayList;
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

    /** Freezes members for so long and thaws them, so many times, another one each time. */
    List<Standstill> frozen(int seconds, int times) throws IOException, InterruptedException {
        List<Standstill> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(standing(turn++ % members.count(), victim -> {
                victim.process().freeze();
                LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
                victim.process().thaw();
                return Duration.ofSeconds(seconds).toMillis();
            }));
        }
        return all;
    }

    /**
     * Has one member collect a heap that takes about so long to collect, so many times. It is started for that once the
     * others are complete: beside one that was given up for its last pause, two of three would be gone.
     */
    List<Standstill> collected(int seconds, int times) throws IOException, InterruptedException {
        members.settle(STILL);
        int victim = turn++ % members.count();
        restart(victim, seconds);
        List<Standstill> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(standing(victim, Member::collect));
        }
        restart(victim, 0);
        return all;
    }

    private void restart(int victim, int burden) throws IOException, InterruptedException {
        members.get(victim).kill();
        members.get(victim).burden(burden);
        members.get(victim).start();
    }

    /** How long a member stood still, and how many lanes were taken over from it for that. */
    record Standstill(double millis, long lanes) {}

    /** What makes a member stand still. */
    private interface Pause {
        /** @return milliseconds */
        double make(Member victim) throws IOException, InterruptedException;
    }

    private Standstill standing(int number, Pause pause) throws IOException, InterruptedException {
        members.settle(STILL);
        Member victim = members.get(number);
        int witness = (number + 1) % members.count();
        long had = members.lanes(witness).stream()
                .filter(lane -> lane.getOwner().equals(members.address(number))).count();
        if (had == 0) {
            throw new IOException("no lane could be taken over from a node that has none");
        }
        long before = members.terms(witness);
        double millis = pause.make(victim);
        LockSupport.parkNanos(AFTERMATH.toNanos());
        return new Standstill(millis, members.terms(witness) - before);
    }

    @Override
    public void close() throws InterruptedException {
        members.close();
    }
}
