package io.breakwater.link;

import static io.breakwater.link.DataCenterLogs.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.journal.LogStore;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.log.PeerLog;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a journal takes is not the silence of whoever is at the other end: a link whose ends live stays connected. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SlowJournalTest {
    /** Much longer than {@link DataCenterLogs#settings} let a link be silent. */
    private static final int LONG_MILLIS = 2_000;
    private static final int BLOCKS = 3;
    private static final int AS_MANY_AS_WAIT_AT_ONCE = 8;

    @TempDir
    Path directory;

    private DataCenterLogs fra;
    private DataCenterLogs ams;
    private HeldStore leader;
    private HeldStore follower;
    private LogStore stored;

    @BeforeEach
    void open() {
        fra = new DataCenterLogs(directory, "fra", 1);
        ams = new DataCenterLogs(directory, "ams", 2);
        fra.grow(BLOCKS);
        fra.store = leader = new HeldStore(fra.store);
        stored = ams.store;
        ams.store = follower = new HeldStore(stored);
    }

    @AfterEach
    void close() throws Exception {
        leader.goOn();
        follower.goOn();
        ams.close();
        fra.close();
    }

    private void staysConnected(Follower link) {
        org.awaitility.Awaitility.await().during(LONG_MILLIS, TimeUnit.MILLISECONDS)
                .atMost(5L * LONG_MILLIS, TimeUnit.MILLISECONDS)
                .until(() -> link.status().state() == LinkState.CONNECTED
                        && fra.server.links().getFirst().state() == LinkState.CONNECTED);
        leader.goOn();
        follower.goOn();
        soon().until(() -> ams.has(fra));
        assertThat(link.status().carried().connections()).isEqualTo(1);
    }

    private Follower linked() throws Exception {
        fra.serve(ams);
        Follower link = ams.follow(fra.as(fra.server.port()));
        soon().until(() -> ams.has(fra) && link.status().lagBlocks() == 0 && link.status().caughtUpMicros() > 0);
        return link;
    }

    /** A block in a message of its own. */
    private void comesAlone(Follower link) {
        long before = link.status().carried().blocks();
        fra.append("tape-00", fra.block("tape-00", 1));
        soon().until(() -> link.status().carried().blocks() > before);
    }

    @Test
    void whatFollowsARefusedBlockLeavesNoHole() throws Exception {
        follower.holdAppends();
        fra.serve(ams);
        Follower link = ams.follow(fra.as(fra.server.port()));
        soon().until(() -> link.status().carried().blocks() == 3 * BLOCKS);
        comesAlone(link);
        // Another follower, or a connection from before, has stored the first of them in the meantime.
        Rows.await(Rows.append(stored, PeerLog.id("fra", "tape-00"), 1, fra.blocks("tape-00").getFirst()));
        follower.goOn();
        soon().until(() -> ams.has(fra));
    }

    @Test
    void aFollowerThatStoresSlowlyStaysConnected() throws Exception {
        Follower link = linked();
        follower.holdAppends();
        for (int i = 0; i < AS_MANY_AS_WAIT_AT_ONCE; i++) {
            comesAlone(link);
        }
        staysConnected(link);
    }

    @Test
    void aLeaderThatReadsSlowlyStaysConnected() throws Exception {
        Follower link = linked();
        leader.holdReads();
        soon().until(() -> leader.readsHeld.get() > 0);
        staysConnected(link);
    }

    @Test
    void aLeaderThatGreetsSlowlyIsWaitedFor() throws Exception {
        fra.serve(ams);
        leader.holdReads();
        Follower link = ams.follow(fra.as(fra.server.port()));
        soon().until(() -> leader.readsHeld.get() > 0);
        org.awaitility.Awaitility.await().during(LONG_MILLIS, TimeUnit.MILLISECONDS)
                .atMost(5L * LONG_MILLIS, TimeUnit.MILLISECONDS)
                .until(() -> link.status().state() == LinkState.CONNECTING);
        leader.goOn();
        soon().until(() -> ams.has(fra));
        assertThat(link.status().carried().connections()).isEqualTo(1);
    }

    @Test
    void aFollowerThatReadsItsCopiesSlowlyFindsALeaderThatAnswers() throws Exception {
        fra.serve(ams);
        follower.holdReads();
        Follower link = ams.follow(fra.as(fra.server.port()));
        org.awaitility.Awaitility.await().during(LONG_MILLIS, TimeUnit.MILLISECONDS)
                .atMost(5L * LONG_MILLIS, TimeUnit.MILLISECONDS).until(() -> follower.readsHeld.get() > 0);
        follower.goOn();
        soon().until(() -> ams.has(fra));
        assertThat(link.status().carried().connections()).isEqualTo(1);
    }
}
