package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.cassandra.FreePorts;
import io.breakwater.gateway.Venue;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import io.breakwater.log.PeerLog;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.BackupRequest;
import io.breakwater.v1.Link;
import io.breakwater.v1.LinkDirection;
import io.breakwater.v1.LinkServiceGrpc;
import io.breakwater.v1.LinkState;
import io.breakwater.v1.ListLinksRequest;
import io.breakwater.v1.Verdict;
import io.breakwater.v1.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two data centers of a node each, with journals of their own, linked both ways. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@TakesLong
class DataCentersTest {
    @TempDir
    Path directory;

    private int[] ports;

    @BeforeEach
    void ports() throws IOException {
        ports = new int[] {FreePorts.one(), FreePorts.one()};
    }

    private static String id(int number) {
        return number == 1 ? "fra" : "ams";
    }

    private Path data(int number) {
        return directory.resolve(id(number));
    }

    private RunningNode start(int number) throws IOException {
        return start(number, Map.of());
    }

    /** @param number 1 or 2; the other one is its peer */
    private RunningNode start(int number, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "breakwater.data-center.id", id(number),
                "breakwater.data-center.number", String.valueOf(number),
                "breakwater.links.port", String.valueOf(ports[number - 1]),
                "breakwater.links.peers.0.id", id(3 - number),
                "breakwater.links.peers.0.number", String.valueOf(3 - number),
                "breakwater.links.peers.0.addresses.0", "127.0.0.1:" + ports[2 - number],
                "breakwater.links.cut-after", "1 s",
                "breakwater.links.beat", "100 ms",
                "breakwater.links.max-backoff", "500 ms",
                "pekko.cluster.jmx.multi-mbeans-in-same-jvm", "on"));
        settings.putAll(more);
        return RunningNode.start(data(number), settings);
    }

    private static Link link(RunningNode node, LinkDirection direction) {
        return LinkServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(10, TimeUnit.SECONDS)
                .listLinks(ListLinksRequest.getDefaultInstance()).getLinksList().stream()
                .filter(link -> link.getDirection() == direction).findFirst().orElse(Link.getDefaultInstance());
    }

    private static void awaitCopied(RunningNode leader, RunningNode follower) {
        long now = System.currentTimeMillis();
        await().atMost(30, TimeUnit.SECONDS).until(() -> {
            Link link = link(follower, LinkDirection.LINK_DIRECTION_FROM_PEER);
            return link.getState() == LinkState.LINK_STATE_CONNECTED && link.getLagBlocks() == 0
                    && link.getCaughtUpTime().getSeconds() * 1_000 >= now;
        });
        await().atMost(10, TimeUnit.SECONDS).until(() ->
                link(leader, LinkDirection.LINK_DIRECTION_TO_PEER).getState() == LinkState.LINK_STATE_CONNECTED);
    }

    /** Whether one at rest holds the other's logs, byte for byte; answers how many blocks. */
    private long compared(int leader, int follower) {
        long blocks = 0;
        try (ReadOnlyStore own = ReadOnlyStore.open(data(leader).resolve("journal"));
                ReadOnlyStore copy = ReadOnlyStore.open(data(follower).resolve("journal"))) {
            List<String> logs = own.logs().persistenceIds().stream().filter(log -> !PeerLog.isCopy(log)).toList();
            for (String log : logs) {
                List<byte[]> copied = copy.logs().rows(PeerLog.id(id(leader), log), RowRange.all()).stream()
                        .map(StoredRow::bytes).toList();
                List<byte[]> written = own.logs().rows(log, new RowRange(1, copied.size(), Long.MAX_VALUE)).stream()
                        .map(StoredRow::bytes).toList();
                assertThat(copied).as(log).usingElementComparator(java.util.Arrays::compare)
                        .containsExactlyElementsOf(written);
                blocks += copied.size();
            }
        }
        return blocks;
    }

    @Test
    void eachHoldsTheOthersLogsAndBothProveThem() throws Exception {
        try (RunningNode fra = start(1); RunningNode ams = start(2)) {
            Venue venue = new Venue(fra).opened();
            venue.onboard("alpha");
            venue.decide("alpha", Venue.buy("one", "59990", "0.1"));
            new Venue(ams).opened();
            awaitCopied(fra, ams);
            awaitCopied(ams, fra);

            VerifyReport report = ams.verified();
            assertThat(report.getDamageList()).isEmpty();
            assertThat(report.getCopies()).isEqualTo(11);
            assertThat(report.getLogs()).isEqualTo(11);
            assertThat(report.getCopiedBlocks()).isGreaterThan(9);
            ams.close();
            backedUpAndRestored(fra);
        }
        assertThat(compared(1, 2)).isGreaterThan(9);
        assertThat(compared(2, 1)).isGreaterThan(9);
    }

    /** A backup holds the copies as well, and a node that was restored goes on following. */
    private void backedUpAndRestored(RunningNode fra) throws Exception {
        AdminServiceGrpc.newBlockingStub(fra.channel()).withDeadlineAfter(60, TimeUnit.SECONDS)
                .backup(BackupRequest.newBuilder().setRequestId(RunningNode.requestId())
                        .setDirectory(directory.resolve("backup").toString()).build());
        fra.close();
        Files.move(data(1).resolve("journal"), directory.resolve("aside"));
        assertThat(Restore.run(new String[] {directory.resolve("backup").toString(), "--into",
                data(1).toString()}, System.out, System.err)).isZero();
        try (RunningNode again = start(1); RunningNode ams = start(2)) {
            awaitCopied(ams, again);
            assertThat(again.verified().getDamageList()).isEmpty();
        }
    }

    @Test
    void copiesGoOnWhereTheyEndedWhoeverRestarts() throws Exception {
        try (RunningNode fra = start(1)) {
            Venue venue = new Venue(fra).opened();
            venue.onboard("alpha");
            try (RunningNode ams = start(2)) {
                awaitCopied(fra, ams);
            }
            await().atMost(20, TimeUnit.SECONDS).until(() ->
                    link(fra, LinkDirection.LINK_DIRECTION_FROM_PEER).getState() == LinkState.LINK_STATE_CUT
                            && link(fra, LinkDirection.LINK_DIRECTION_TO_PEER).getState() == LinkState.LINK_STATE_CUT);
            for (int i = 0; i < 20; i++) {
                venue.mark("60000");
                venue.decide("alpha", Venue.buy("order-" + i, "59990", "0.1"));
            }
            try (RunningNode ams = start(2)) {
                awaitCopied(fra, ams);
                long before = link(ams, LinkDirection.LINK_DIRECTION_FROM_PEER).getBlocks();
                assertThat(before).isGreaterThanOrEqualTo(20);
                fra.close();
                await().atMost(20, TimeUnit.SECONDS).until(() ->
                        link(ams, LinkDirection.LINK_DIRECTION_FROM_PEER).getState() == LinkState.LINK_STATE_CUT);
                try (RunningNode again = start(1)) {
                    awaitCopied(again, ams);
                }
            }
        }
        assertThat(compared(1, 2)).isGreaterThan(40);
    }

    /** Settings of data center 1 as a file, for programs that run while its node does not. */
    private Path configuration() throws IOException {
        return Files.writeString(directory.resolve("fra.conf"), """
                breakwater {
                  data-center { id = fra, number = 1 }
                  lanes { counterparty = 4, instrument = 2 }
                  links.peers = [ { id = ams, number = 2, addresses = ["127.0.0.1:%d"] } ]
                }
                """.formatted(ports[1]));
    }

    private static void deleted(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aDataCenterThatHasLostItsDisksComesBackFromItsPeersCopies() throws Exception {
        String[] restore = {"--from-peers", "--into", data(1).toString(), "--config", configuration().toString()};
        try (RunningNode ams = start(2)) {
            try (RunningNode fra = start(1)) {
                Venue venue = new Venue(fra).opened();
                venue.onboard("alpha");
                venue.decide("alpha", Venue.buy("one", "59990", "0.1"));
                awaitCopied(fra, ams);
            }
            deleted(data(1));
            assertThat(Restore.run(restore, System.out, System.err)).isZero();
            try (RunningNode again = start(1)) {
                awaitCopied(again, ams);
                Venue venue = new Venue(again);
                venue.mark("60000");
                assertThat(venue.decide("alpha", Venue.cancel("one")).getOutcomes(0).getVerdict())
                        .isEqualTo(Verdict.VERDICT_ACCEPTED);
                awaitCopied(again, ams);
                assertThat(again.verified().getDamageList()).isEmpty();
            }
        }
        assertThat(compared(1, 2)).isGreaterThan(9);
        deleted(data(1));
        String[] soon = Stream.concat(Stream.of(restore), Stream.of("--patience", "2")).toArray(String[]::new);
        assertThat(Restore.run(soon, System.out, System.err)).as("nobody can be asked").isOne();
    }

    @Test
    void aPeerOfAnotherEnvironmentIsRefusedAndShown() throws Exception {
        try (RunningNode fra = start(1); RunningNode ams = start(2, Map.of("breakwater.environment", "uat"))) {
            for (RunningNode node : List.of(fra, ams)) {
                await().atMost(20, TimeUnit.SECONDS).until(() ->
                        link(node, LinkDirection.LINK_DIRECTION_FROM_PEER).getState() == LinkState.LINK_STATE_REFUSED);
                assertThat(link(node, LinkDirection.LINK_DIRECTION_FROM_PEER).getReason())
                        .contains("WRONG_ENVIRONMENT");
            }
        }
    }
}
