package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.cassandra.FreePorts;
import io.breakwater.gateway.Venue;
import io.breakwater.it.MostlyWaits;
import io.breakwater.journal.Logs;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.CassandraStore;
import io.breakwater.journal.cassandra.OneCassandra;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import io.breakwater.log.PeerLog;
import io.breakwater.v1.Link;
import io.breakwater.v1.LinkDirection;
import io.breakwater.v1.LinkServiceGrpc;
import io.breakwater.v1.LinkState;
import io.breakwater.v1.ListLinksRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A data center on Cassandra and one on an embedded journal, linked both ways. */
@ExtendWith(OneCassandra.class)
@Timeout(180)
@MostlyWaits
@Order(8)
class LinkOnCassandraTest {
    @TempDir
    Path directory;

    private static Map<String, String> linked(String id, int number, int port, String peer, int peerPort) {
        return new HashMap<>(Map.of(
                "breakwater.data-center.id", id, "breakwater.data-center.number", String.valueOf(number),
                "breakwater.links.port", String.valueOf(port),
                "breakwater.links.peers.0.id", peer,
                "breakwater.links.peers.0.number", String.valueOf(3 - number),
                "breakwater.links.peers.0.addresses.0", "127.0.0.1:" + peerPort,
                "pekko.cluster.jmx.multi-mbeans-in-same-jvm", "on"));
    }

    private static Map<String, String> onCassandra(Map<String, String> settings) {
        settings.putAll(Map.of(
                "breakwater.journal.kind", "cassandra",
                "breakwater.journal.cassandra.contact-points.0", OneCassandra.node().contactPoint(),
                "breakwater.journal.cassandra.keyspace", "linked",
                "breakwater.journal.cassandra.replication.0", "dc1 = 1"));
        return settings;
    }

    private static void awaitCopied(RunningNode follower) {
        long now = System.currentTimeMillis();
        await().atMost(60, TimeUnit.SECONDS).until(() -> {
            Link link = LinkServiceGrpc.newBlockingStub(follower.channel()).withDeadlineAfter(10, TimeUnit.SECONDS)
                    .listLinks(ListLinksRequest.getDefaultInstance()).getLinksList().stream()
                    .filter(it -> it.getDirection() == LinkDirection.LINK_DIRECTION_FROM_PEER).findFirst()
                    .orElse(Link.getDefaultInstance());
            return link.getState() == LinkState.LINK_STATE_CONNECTED && link.getLagBlocks() == 0
                    && link.getCaughtUpTime().getSeconds() * 1_000 > now;
        });
    }

    private static List<byte[]> blocks(Logs logs, String log, long last) {
        return logs.rows(log, new RowRange(1, last, Long.MAX_VALUE)).stream().map(StoredRow::bytes).toList();
    }

    /** Answers how many blocks of a data center's own logs the other one has, all of them the same bytes. */
    private static long compared(Logs own, String id, Logs other) {
        long blocks = 0;
        for (String log : own.persistenceIds().stream().filter(log -> !PeerLog.isCopy(log)).toList()) {
            long copied = other.highest(PeerLog.id(id, log));
            assertThat(blocks(other, PeerLog.id(id, log), copied)).as(log)
                    .usingElementComparator(Arrays::compare)
                    .containsExactlyElementsOf(blocks(own, log, copied));
            blocks += copied;
        }
        return blocks;
    }

    @Test
    void blocksGoBothWays() throws Exception {
        int[] ports = {FreePorts.one(), FreePorts.one()};
        Map<String, String> fra = onCassandra(linked("fra", 1, ports[0], "ams", ports[1]));
        Config config = ConfigFactory.parseMap(fra).withFallback(ConfigFactory.load());
        CassandraStore.createSchema(CassandraSettings.from(config));
        try (RunningNode onCassandra = RunningNode.start(directory.resolve("fra"), fra);
                RunningNode embedded = RunningNode.start(
                        directory.resolve("ams"), linked("ams", 2, ports[1], "fra", ports[0]))) {
            for (RunningNode node : List.of(onCassandra, embedded)) {
                Venue venue = new Venue(node).opened();
                venue.onboard("alpha");
                venue.decide("alpha", Venue.buy("one", "59990", "0.1"));
            }
            awaitCopied(embedded);
            awaitCopied(onCassandra);
        }
        try (CassandraStore there = CassandraStore.open(CassandraSettings.from(config));
                ReadOnlyStore here = ReadOnlyStore.open(directory.resolve("ams").resolve("journal"))) {
            assertThat(compared(there.logs(), "fra", here.logs())).isGreaterThan(12);
            assertThat(compared(here.logs(), "ams", there.logs())).isGreaterThan(12);
        }
    }
}
