package io.breakwater.link;

import static io.breakwater.link.DataCenterLogs.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.journal.LogStore;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.log.PeerLog;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a journal takes is not the silence of whoever is at the other end: a link whose ends live stays connected. The
 * links measure silence by a clock of the test's, which goes on only when what it waits for has been heard: however
 * slow this machine is, nobody is silent who is not held.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SlowJournalTest {
    /** Shorter than {@link DataCenterLogs#settings} let a link be silent. */
    private static final long STEP_MILLIS = 400;
    /** Together much longer. */
    private static final int STEPS = 6;
    private static final long START_MICROS = 1_700_000_000_000_000L;
    private static final int BLOCKS = 3;
    private static final int AS_MANY_AS_WAIT_AT_ONCE = 8;

    @TempDir
    Path directory;

    private DataCenterLogs fra;
    private DataCenterLogs ams;
    private HeldStore leader;
    private HeldStore follower;
    private LogStore stored;
    private final AtomicLong millis = new AtomicLong();

    @BeforeEach
    void open() {
        fra = new DataCenterLogs(directory, "fra", 1);
        ams = new DataCenterLogs(directory, "ams", 2);
        fra.clock = ams.clock = new LinkClock(() -> START_MICROS + millis.get() * 1_000, () -> millis.get() * 1_000_000);
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

    /** Lets much time pass, in steps, after each of which these ends have heard the other one. */
    @SafeVarargs
    private void longAgo(Supplier<LinkStatus>... hearing) {
        for (int i = 0; i < STEPS; i++) {
            long now = START_MICROS + millis.addAndGet(STEP_MILLIS) * 1_000;
            soon().until(() -> Arrays.stream(hearing).allMatch(end -> end.get().heardMicros() >= now));
        }
    }

    private LinkStatus leading() {
        return fra.server.links().getFirst();
    }

    private void goesOn(Follower link) {
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
        longAgo(this::leading);
        assertThat(link.status().state()).isEqualTo(LinkState.CONNECTED);
        assertThat(leading().state()).isEqualTo(LinkState.CONNECTED);
        goesOn(link);
    }

    @Test
    void aLeaderThatReadsSlowlyStaysConnected() throws Exception {
        Follower link = linked();
        leader.holdReads();
        soon().until(() -> leader.readsHeld.get() > 0);
        longAgo(this::leading, link::status);
        assertThat(link.status().state()).isEqualTo(LinkState.CONNECTED);
        assertThat(leading().state()).isEqualTo(LinkState.CONNECTED);
        goesOn(link);
    }

    @Test
    void aLeaderThatGreetsSlowlyIsWaitedFor() throws Exception {
        fra.serve(ams);
        leader.holdReads();
        Follower link = ams.follow(fra.as(fra.server.port()));
        soon().until(() -> leader.readsHeld.get() > 0);
        longAgo(link::status);
        assertThat(link.status().state()).isEqualTo(LinkState.CONNECTING);
        assertThat(link.status().reason()).as("nothing was lost").isEmpty();
        goesOn(link);
    }

    @Test
    void aFollowerThatReadsItsCopiesSlowlyFindsALeaderThatAnswers() throws Exception {
        fra.serve(ams);
        follower.holdReads();
        Follower link = ams.follow(fra.as(fra.server.port()));
        soon().until(() -> follower.readsHeld.get() > 0);
        longAgo();
        goesOn(link);
    }
}
