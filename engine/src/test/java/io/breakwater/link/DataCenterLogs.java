package io.breakwater.link;

import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.market.Tape;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.journal.rocksdb.StoreConfigs;
import io.breakwater.kernel.Table;
import io.breakwater.link.LinkSettings.Bounds;
import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.link.LinkSettings.Rhythm;
import io.breakwater.link.LinkSettings.Tls;
import io.breakwater.log.BlockReader;
import io.breakwater.log.BlockWriter;
import io.breakwater.log.Digest;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import io.breakwater.log.PeerLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A data center without its lanes: a journal, whose logs grow by blocks that a test asks for, and its links. */
final class DataCenterLogs implements AutoCloseable {
    static final Map<String, Integer> LANES = Map.of("counterparty", 2, "tape", 1);
    private static final long NOW_MICROS = 1_700_000_000_000_000L;

    final Party party;
    final Path directory;
    final AtomicLong freeBytes = new AtomicLong(Long.MAX_VALUE);
    /** Why the disk cannot be asked for room; null while it can. */
    volatile RuntimeException diskFailure;
    final List<AutoCloseable> running = new ArrayList<>();
    LinkClock clock = LinkClock.of(DataCenterLogs::nowMicros);
    LogStore store;
    LinkServer server;
    private int servedPort;

    DataCenterLogs(Path directory, String id, int number) {
        this(directory, new Party("simulation", id, number, new TreeMap<>(LANES)));
    }

    DataCenterLogs(Path directory, Party party) {
        this.directory = directory.resolve(party.dataCenter());
        this.party = party;
        open();
    }

    /** From now on its ends take nobody for silent, however slow this machine is. */
    void neverCuts() {
        clock = new LinkClock(DataCenterLogs::nowMicros, () -> 0);
    }

    void open() {
        store = EmbeddedStore.open(StoreConfigs.settings(directory));
    }

    static LinkSettings settings(int port, Optional<Tls> tls, Peer... peers) {
        return new LinkSettings("127.0.0.1", port, List.of(peers), tls,
                new Rhythm(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofMillis(600), Duration.ofMillis(20),
                        Duration.ofMillis(200)),
                new Bounds(2 << 20, 1 << 20, true));
    }

    Peer as(int... ports) {
        List<String> addresses = new ArrayList<>();
        for (int port : ports) {
            addresses.add("127.0.0.1:" + port);
        }
        return new Peer(party.dataCenter(), party.number(), addresses);
    }

    /** Serves peers; again on the same port after a restart. */
    LinkServer serve(DataCenterLogs... peers) throws IOException {
        return serve(Optional.empty(), peers);
    }

    LinkServer serve(Optional<Tls> tls, DataCenterLogs... peers) throws IOException {
        Peer[] known = java.util.Arrays.stream(peers).map(DataCenterLogs::as).toArray(Peer[]::new);
        server = LinkServer.start(party, store.logs(), settings(servedPort, tls, known), clock);
        servedPort = server.port();
        running.add(server);
        return server;
    }

    Follower follow(Peer peer) {
        return follow(peer, Optional.empty());
    }

    Follower follow(Peer peer, Optional<Tls> tls) {
        Follower follower = Follower.start(new FollowerSetup(
                party, peer, store, settings(0, tls, peer), clock, this::free));
        running.add(follower);
        return follower;
    }

    private long free() {
        RuntimeException failure = diskFailure;
        if (failure != null) {
            throw failure;
        }
        return freeBytes.get();
    }

    static long nowMicros() {
        return NOW_MICROS + System.nanoTime() / 1_000;
    }

    /** Appends so many blocks to each log, some of them large. */
    void grow(int blocks) {
        for (String log : party.logs()) {
            for (int i = 0; i < blocks; i++) {
                append(log, block(log, 1));
            }
        }
    }

    void append(String log, byte[] bytes) {
        Rows.await(Rows.append(store, log, store.logs().highest(log) + 1, bytes));
    }

    /** The next block of a log; what it names as read of peers makes it of some size. */
    byte[] block(String log, long term) {
        LogName name = party.logs().contains(log) ? new LogName(party.environment(), party.dataCenter(), log) : null;
        long highest = store.logs().highest(log);
        Digest previous = highest == 0 ? name.genesis()
                : BlockReader.open(store.logs().rows(log, RowRange.only(highest)).getFirst().bytes()).digest();
        BlockWriter writer = log.startsWith("tape") ? new LaneFold<>(name, new Tape()).writer()
                : new LaneFold<>(name, new CounterpartyAggregate()).writer();
        writer.begin(NOW_MICROS + highest);
        Table<String, Long> peers = Table.empty();
        for (int i = 0; i < (highest % 7 == 6 ? 900 : 3); i++) {
            peers = peers.put("simulation/elsewhere/span-" + highest + "-" + i, highest + i);
        }
        return writer.seal(highest + 1, term, previous, peers).bytes();
    }

    List<byte[]> blocks(String persistenceId) {
        return store.logs().rows(persistenceId, RowRange.all()).stream().map(StoredRow::bytes).toList();
    }

    /** Whether the copies here are a peer's logs, byte for byte and whole. */
    boolean has(DataCenterLogs peer) {
        for (String log : peer.party.logs()) {
            List<byte[]> own = peer.blocks(log);
            List<byte[]> copy = blocks(PeerLog.id(peer.party.dataCenter(), log));
            if (own.size() != copy.size()) {
                return false;
            }
            for (int i = 0; i < own.size(); i++) {
                if (!java.util.Arrays.equals(own.get(i), copy.get(i))) {
                    throw new AssertionError(log + " block " + (i + 1) + " differs");
                }
            }
        }
        return true;
    }

    /** Ends the links, not the journal. */
    void stop() throws Exception {
        for (AutoCloseable each : running) {
            each.close();
        }
        running.clear();
    }

    /** As after a stop and a new start of its processes. */
    void restart() throws Exception {
        stop();
        store.close();
        open();
    }

    @Override
    public void close() throws Exception {
        stop();
        store.close();
    }

    static org.awaitility.core.ConditionFactory soon() {
        return org.awaitility.Awaitility.await().atMost(20, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS);
    }
}
