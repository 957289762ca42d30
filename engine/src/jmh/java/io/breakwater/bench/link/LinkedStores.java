package io.breakwater.bench.link;

import com.typesafe.config.ConfigFactory;
import io.breakwater.bench.WorkDirectory;
import io.breakwater.bench.decisions.Systems;
import io.breakwater.bench.load.EpochMicros;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.journal.rocksdb.StoreSettings;
import io.breakwater.link.Follower;
import io.breakwater.link.FollowerSetup;
import io.breakwater.link.LinkServer;
import io.breakwater.link.LinkClock;
import io.breakwater.link.LinkSettings;
import io.breakwater.link.LinkSettings.Bounds;
import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.link.LinkSettings.Rhythm;
import io.breakwater.link.Party;
import io.breakwater.link.Wire;
import io.breakwater.log.PeerLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A store with a log of one lane, and others that get it: over a link, or copied. Settings are the node's own. */
final class LinkedStores implements AutoCloseable {
    private static final String LOG = "counterparty-00";
    private static final String COPY = PeerLog.id("bench", LOG);
    private static final int PAGE_BLOCKS = 16;
    private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long LOOK_NANOS = 200_000;

    private final EmbeddedStore leader;
    private final long decisions;
    private final long blocks;
    private long bytes;
    private long sentBytes;

    private LinkedStores(EmbeddedStore leader, long decisions) {
        this.leader = leader;
        this.decisions = decisions;
        this.blocks = leader.logs().highest(LOG);
        leader.logs().read(LOG, RowRange.all(), row -> {
            bytes += row.bytes().length;
            return true;
        });
    }

    /** How long a block was on its way, from durable here to durable there. */
    record Lag(double medianMillis, double p99Millis) {
        static Lag of(double[] millis) {
            Arrays.sort(millis);
            return new Lag(millis[millis.length / 2], millis[(int) (millis.length * 0.99)]);
        }
    }

    static LinkedStores open(WorkDirectory directory, long decisions) {
        return new LinkedStores(store(directory), decisions);
    }

    private static EmbeddedStore store(WorkDirectory directory) {
        return EmbeddedStore.open(StoreSettings.from(
                ConfigFactory.parseString(Systems.embedded(directory)).withFallback(ConfigFactory.load())));
    }

    long blocks() {
        return blocks;
    }

    long bytes() {
        return bytes;
    }

    /** Over the socket, both ways, the last time that the whole log was sent. */
    long sentBytes() {
        return sentBytes;
    }

    /** A link from one store to another, with a wire that counts. */
    private record Linked(LinkServer server, Wire wire, Follower follower) implements AutoCloseable {

        static Linked open(EmbeddedStore from, EmbeddedStore to) throws IOException {
            Party leads = party("bench", 1);
            Party follows = party("other", 2);
            LinkServer server = LinkServer.start(leads, from.logs(), settings(new Peer("other", 2, List.of())),
                    LinkClock.of(EpochMicros::now));
            Wire wire = new Wire(server.port());
            Peer peer = new Peer("bench", 1, List.of("127.0.0.1:" + wire.port()));
            return new Linked(server, wire, Follower.start(new FollowerSetup(
                    follows, peer, to, settings(peer), LinkClock.of(EpochMicros::now), () -> Long.MAX_VALUE)));
        }

        private static Party party(String id, int number) {
            return new Party("simulation", id, number, new TreeMap<>(Map.of("counterparty", 1)));
        }

        private static LinkSettings settings(Peer peer) {
            return new LinkSettings("127.0.0.1", 0, List.of(peer), Optional.empty(),
                    new Rhythm(Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofSeconds(3),
                            Duration.ofMillis(200), Duration.ofSeconds(5)),
                    new Bounds(8 << 20, 0, true));
        }

        @Override
        public void close() throws IOException {
            follower.close();
            server.close();
            wire.close();
        }
    }

    /** @return decisions a second, from the follower's start until it has all of them */
    double caughtUp(WorkDirectory parent) throws IOException {
        try (WorkDirectory directory = parent.child(); EmbeddedStore copy = store(directory)) {
            long begun = System.nanoTime();
            try (Linked linked = Linked.open(leader, copy)) {
                await(copy, blocks);
                double seconds = (System.nanoTime() - begun) / 1e9;
                sentBytes = linked.wire().bytes();
                return decisions / seconds;
            }
        }
    }

    private static void await(EmbeddedStore copy, long number) {
        long until = System.nanoTime() + MOST_NANOS;
        while (copy.logs().highest(COPY) < number) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the follower has " + copy.logs().highest(COPY) + " of " + number);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** @return decisions a second */
    double copied(WorkDirectory parent) throws IOException {
        try (WorkDirectory directory = parent.child(); EmbeddedStore copy = store(directory)) {
            long begun = System.nanoTime();
            for (long next = 1; next <= blocks; next += PAGE_BLOCKS) {
                Rows.await(Rows.append(copy, page(COPY, next, PAGE_BLOCKS)));
            }
            return decisions / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private List<StoredRow> page(String log, long from, int count) {
        return leader.logs().rows(LOG, new RowRange(from, from + count - 1, count)).stream()
                .map(row -> Rows.row(log, row.sequenceNr(), row.bytes())).toList();
    }

    /** A leader gets the blocks one by one, as fast as so many decisions a second come to. */
    Lag lag(WorkDirectory parent, int pace, Duration time) throws IOException {
        long gapNanos = (long) (1e9 * decisions / blocks / pace);
        int count = (int) Math.min(blocks, Math.max(20, time.toNanos() / gapNanos));
        try (WorkDirectory one = parent.child(); WorkDirectory other = parent.child();
                EmbeddedStore from = store(one); EmbeddedStore to = store(other);
                Linked linked = Linked.open(from, to)) {
            Rows.await(Rows.append(from, page(LOG, 1, 1)));
            await(to, 1);
            List<Double> millis = new ArrayList<>();
            long begun = System.nanoTime();
            for (int number = 2; number <= count; number++) {
                LockSupport.parkNanos(begun + (number - 1) * gapNanos - System.nanoTime());
                Rows.await(Rows.append(from, page(LOG, number, 1)));
                linked.server().rung(Set.of(LOG));
                long durable = System.nanoTime();
                await(to, number);
                millis.add((System.nanoTime() - durable) / 1e6);
            }
            return Lag.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    @Override
    public void close() {
        leader.close();
    }
}
