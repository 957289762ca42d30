package io.breakwater.link;

import static io.breakwater.link.DataCenterLogs.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.TakesLong;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.log.PeerLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two data centers' journals and the link between them, over real sockets. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TakesLong
class LinkTest {
    @TempDir
    Path directory;

    private DataCenterLogs fra;
    private DataCenterLogs ams;

    @BeforeEach
    void open() {
        fra = new DataCenterLogs(directory, "fra", 1);
        ams = new DataCenterLogs(directory, "ams", 2);
    }

    @AfterEach
    void close() throws Exception {
        ams.close();
        fra.close();
    }

    /** Where it is told what a link has carried and how often it was made, which one that was cut does twice. */
    private void neverCut() {
        fra.neverCuts();
        ams.neverCuts();
    }

    private Follower linked() throws IOException {
        fra.serve(ams);
        return ams.follow(fra.as(fra.server.port()));
    }

    @Test
    void blocksArriveAsTheyAreAndGoOnArriving() throws IOException {
        neverCut();
        fra.grow(40);
        Follower follower = linked();
        soon().until(() -> ams.has(fra));
        fra.grow(40);
        soon().until(() -> ams.has(fra));

        assertThat(ams.blocks(PeerLog.id("fra", "counterparty-00"))).hasSize(80);
        soon().until(() -> follower.status().carried().blocks() == 3 * 80);
        assertThat(follower.status().state()).isEqualTo(LinkState.CONNECTED);
        soon().until(() -> follower.status().lagBlocks() == 0 && follower.status().caughtUpMicros() > 0);
        LinkStatus served = fra.server.links().getFirst();
        assertThat(served.peer()).isEqualTo("ams");
        assertThat(served.state()).isEqualTo(LinkState.CONNECTED);
        soon().until(() -> fra.server.links().getFirst().lagBlocks() == 0);
    }

    @Test
    void bothWaysAtOnce() throws IOException {
        fra.grow(10);
        ams.grow(20);
        fra.serve(ams);
        ams.serve(fra);
        ams.follow(fra.as(fra.server.port()));
        fra.follow(ams.as(ams.server.port()));

        soon().until(() -> ams.has(fra) && fra.has(ams));
    }

    @Test
    void aLinkGoesOnWhereItEndedAfterARestartOfTheFollower() throws Exception {
        neverCut();
        fra.grow(20);
        linked();
        soon().until(() -> ams.has(fra));
        ams.restart();
        fra.grow(20);
        Follower again = ams.follow(fra.as(fra.server.port()));

        soon().until(() -> ams.has(fra));
        soon().until(() -> again.status().carried().blocks() == 3 * 20);
    }

    @Test
    void aLinkGoesOnWhereItEndedAfterARestartOfTheLeader() throws Exception {
        neverCut();
        fra.grow(20);
        Follower follower = linked();
        soon().until(() -> ams.has(fra));
        fra.restart();
        fra.grow(20);
        fra.serve(ams);

        soon().until(() -> ams.has(fra));
        soon().until(() -> follower.status().carried().blocks() == 3 * 40);
        assertThat(follower.status().carried().connections()).isEqualTo(2);
    }

    @Test
    void aFollowerThatIsKilledInTheMiddleLosesNothingAndDoublesNothing() throws Exception {
        fra.grow(400);
        fra.serve(ams);
        for (int i = 0; i < 5; i++) {
            ams.follow(fra.as(fra.server.port()));
            long before = ams.store.logs().highest(PeerLog.id("fra", "counterparty-00"));
            soon().until(() -> before == 400
                    || ams.store.logs().highest(PeerLog.id("fra", "counterparty-00")) > before);
            // The journal ends under the follower, as in a process that is killed.
            ams.store.close();
            ams.stop();
            ams.open();
        }
        ams.follow(fra.as(fra.server.port()));
        soon().until(() -> ams.has(fra));
    }

    @Test
    void cutsAreOvercomeAndShown() throws Exception {
        fra.serve(ams);
        try (Wire wire = new Wire(fra.server.port())) {
            Follower follower = ams.follow(fra.as(wire.port()));
            for (int i = 0; i < 10; i++) {
                fra.grow(10);
                wire.drop();
            }
            soon().until(() -> ams.has(fra));
            wire.cut();
            soon().until(() -> follower.status().state() == LinkState.CUT);
            soon().until(() -> fra.server.links().getFirst().state() == LinkState.CUT);
            fra.grow(10);
            assertThat(follower.status().reason()).isNotEmpty();
            wire.heal();
            soon().until(() -> ams.has(fra) && follower.status().state() == LinkState.CONNECTED);
        }
    }

    @Test
    void silenceIsACutThoughNobodyClosesAnything() throws Exception {
        fra.serve(ams);
        try (Wire wire = new Wire(fra.server.port())) {
            Follower follower = ams.follow(fra.as(wire.port()));
            soon().until(() -> follower.status().state() == LinkState.CONNECTED);
            wire.swallow();
            soon().until(() -> follower.status().state() == LinkState.CUT);
            soon().until(() -> fra.server.links().getFirst().state() == LinkState.CUT);
            fra.grow(5);
            wire.heal();
            soon().until(() -> ams.has(fra));
        }
    }

    @Test
    void theNextAddressIsTriedWhereOneIsDead() throws Exception {
        fra.grow(3);
        fra.serve(ams);
        int dead;
        try (Wire gone = new Wire(fra.server.port())) {
            dead = gone.port();
        }
        ams.follow(fra.as(dead, fra.server.port()));
        soon().until(() -> ams.has(fra));
    }

    @Test
    void twoFollowersOfOneDataCenterStoreEverythingOnce() throws Exception {
        fra.grow(50);
        fra.serve(ams);
        ams.follow(fra.as(fra.server.port()));
        ams.follow(fra.as(fra.server.port()));
        for (int i = 0; i < 20; i++) {
            fra.grow(5);
        }
        soon().until(() -> ams.has(fra));
    }

    @Test
    void aForkIsRefusedAndTheCopyStays() throws Exception {
        fra.grow(10);
        linked();
        soon().until(() -> ams.has(fra));
        List<byte[]> copied = ams.blocks(PeerLog.id("fra", "tape-00"));
        fra.stop();

        DataCenterLogs other = new DataCenterLogs(directory.resolve("anew"), "fra", 1);
        try (other) {
            // The same beginning for some logs, another history of one.
            for (String log : List.of("counterparty-00", "counterparty-01")) {
                fra.blocks(log).forEach(block -> other.append(log, block));
            }
            for (int i = 0; i < 12; i++) {
                other.append("tape-00", other.block("tape-00", i < 5 ? 1 : 2));
            }
            other.serve(ams);
            Follower follower = ams.follow(fra.as(other.server.port()));
            soon().until(() -> follower.status().state() == LinkState.REFUSED);
            assertThat(follower.status().reason()).contains("FORKED").contains("tape-00");
            assertThat(ams.blocks(PeerLog.id("fra", "tape-00"))).hasSameSizeAs(copied);
        }
    }

    @Test
    void aLogRestoredFromAnOlderBackupIsRefusedAndTheCopyStays() throws Exception {
        fra.grow(10);
        linked();
        soon().until(() -> ams.has(fra));
        fra.stop();

        DataCenterLogs old = new DataCenterLogs(directory.resolve("old"), "fra", 1);
        try (old) {
            for (String log : fra.party.logs()) {
                fra.blocks(log).subList(0, 7).forEach(block -> old.append(log, block));
            }
            old.serve(ams);
            Follower follower = ams.follow(fra.as(old.server.port()));
            soon().until(() -> follower.status().state() == LinkState.REFUSED);
            assertThat(follower.status().reason()).contains("LOG_SHORTER").contains("ends here at 7, the copy at 10");
            assertThat(ams.blocks(PeerLog.id("fra", "tape-00"))).hasSize(10);

            // The tail brought back, the link heals by itself.
            for (String log : fra.party.logs()) {
                fra.blocks(log).subList(7, 10).forEach(block -> old.append(log, block));
            }
            soon().until(() -> follower.status().state() == LinkState.CONNECTED);
        }
    }

    @Test
    void aTailThatWasLostComesBackFromTheCopy() throws Exception {
        fra.grow(30);
        linked();
        soon().until(() -> ams.has(fra));
        fra.stop();
        ams.stop();

        DataCenterLogs old = new DataCenterLogs(directory.resolve("old"), "fra", 1);
        try (old) {
            // One log is longer than its copy, one shorter, one empty.
            fra.append("counterparty-00", fra.block("counterparty-00", 1));
            fra.blocks("counterparty-00").forEach(block -> old.append("counterparty-00", block));
            fra.blocks("counterparty-01").subList(0, 7).forEach(block -> old.append("counterparty-01", block));
            ams.serve(old);
            Follower tail = Follower.start(new FollowerSetup(old.party, ams.as(ams.server.port()), old.store,
                    DataCenterLogs.settings(0, Optional.empty(), ams.as()), old.clock,
                    () -> Long.MAX_VALUE).forOwnTail());
            old.running.add(tail);
            soon().until(() -> tail.status().caughtUpMicros() > 0 && tail.status().lagBlocks() == 0);
            for (String log : fra.party.logs()) {
                assertThat(old.blocks(log)).usingElementComparator(java.util.Arrays::compare)
                        .containsExactlyElementsOf(fra.blocks(log));
            }
            assertThat(ams.server.links().getFirst().heardMicros()).as("it is no link").isZero();
            tail.close();
            old.append("tape-00", old.block("tape-00", 2_000));
            old.serve(ams);
            ams.follow(old.as(old.server.port()));
            soon().until(() -> ams.has(old));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"WRONG_ENVIRONMENT, uat, ams, 2, 2", "WRONG_LANES, simulation, ams, 2, 3",
            "UNKNOWN_PEER, simulation, lon, 2, 2", "UNKNOWN_PEER, simulation, ams, 5, 2"})
    void whoDoesNotFitIsRefused(String code, String environment, String id, int number, int lanes) throws Exception {
        fra.grow(3);
        fra.serve(ams);
        Party odd = new Party(environment, id, number, new TreeMap<>(Map.of("counterparty", lanes, "tape", 1)));
        try (DataCenterLogs stranger = new DataCenterLogs(directory.resolve("odd"), odd)) {
            Follower follower = stranger.follow(fra.as(fra.server.port()));
            soon().until(() -> follower.status().state() == LinkState.REFUSED);
            assertThat(follower.status().reason()).startsWith(code).contains("the peer says");
            assertThat(stranger.store.logs().persistenceIds()).isEmpty();
        }
    }

    @Test
    void aLeaderThatIsAnotherThanExpectedIsRefused() throws Exception {
        fra.grow(3);
        fra.serve(ams);
        Follower follower = ams.follow(new Peer("lon", 3, fra.as(fra.server.port()).addresses()));
        soon().until(() -> follower.status().state() == LinkState.REFUSED);
        assertThat(follower.status().reason()).startsWith("UNKNOWN_PEER").contains("expected lon with number 3");
        assertThat(ams.store.logs().persistenceIds()).isEmpty();
    }

    @Test
    void aCopyThatIsNotWhatItShouldBeIsNotGoneOnWith() throws Exception {
        fra.grow(3);
        Rows.await(Rows.append(ams.store, PeerLog.id("fra", "tape-00"), 1, new byte[] {1, 2, 3}));
        Follower follower = linked();
        soon().until(() -> follower.status().state() == LinkState.REFUSED);
        assertThat(follower.status().reason()).startsWith("COPY_DAMAGED");
    }

    @Test
    void copiesLeaveRoomOnTheDisk() throws Exception {
        fra.grow(3);
        ams.freeBytes.set(10);
        Follower follower = linked();
        soon().until(() -> follower.status().reason().contains("10 bytes left"));
        assertThat(ams.store.logs().persistenceIds()).isEmpty();
        ams.freeBytes.set(Long.MAX_VALUE);
        soon().until(() -> ams.has(fra));
    }

    /** A message that is not done with keeps the others from coming, and is no silence: the link stood for good. */
    @Test
    void aLinkGoesOnAfterTheDiskCouldNotBeAskedForRoom() throws Exception {
        fra.grow(3);
        ams.diskFailure = new UncheckedIOException(new IOException("the disk is away"));
        Follower follower = linked();
        soon().until(() -> follower.status().reason().contains("the disk is away"));
        ams.diskFailure = null;
        soon().until(() -> ams.has(fra));
    }

    @Test
    void aTermThatRisesIsFollowed() throws Exception {
        fra.grow(3);
        linked();
        fra.append("tape-00", fra.block("tape-00", 9));
        soon().until(() -> ams.has(fra));
        assertThat(Files.isDirectory(ams.directory)).isTrue();
    }
}
