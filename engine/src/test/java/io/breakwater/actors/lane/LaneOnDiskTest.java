package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.lane.TallyCommand.Add;
import io.breakwater.domain.market.MarketView;
import io.breakwater.journal.rocksdb.StoreConfigs;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.LogName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane over the embedded journal, with blocks and snapshots on disk, over restarts of the whole system. */
class LaneOnDiskTest {
    private static final LaneId ID = new LaneId("tally", 0, 1);
    private static final int SNAPSHOT_EVERY = 4;

    @TempDir
    Path directory;

    private final TallyAggregate aggregate = new TallyAggregate();
    private final LaneFold<Tally, TallyCommand, TallyEvent> fold =
            new LaneFold<>(new LogName("simulation", "dc-a", ID.name()), aggregate);
    private final AtomicLong micros = new AtomicLong();
    private long ids;

    /** Starts a system, adds some to each of five entities, and answers what the lane knew at start and end. */
    private List<LaneState<Tally>> session(int additions) {
        ActorTestKit kit = ActorTestKit.create("disk", StoreConfigs.of(directory, ""));
        try {
            TestProbe<LaneStatus> statuses = kit.createTestProbe();
            LaneSettings settings = LaneSettingsChange.blocks(LaneSettings.DEFAULT, 100_000, SNAPSHOT_EVERY);
            ActorRef<LaneCommand<Tally, TallyCommand>> lane = kit.spawn(Lane.of(new LaneSetup<>(ID, aggregate, fold,
                    settings, () -> MarketView.EMPTY, micros::incrementAndGet, List::of, statuses.ref())));
            statuses.expectMessageClass(LaneStatus.Recovering.class);
            assertThat(statuses.receiveMessage(Duration.ofSeconds(20))).isInstanceOf(LaneStatus.Serving.class);
            LaneState<Tally> start = state(kit, lane);
            add(kit, lane, additions);
            return List.of(start, state(kit, lane));
        } finally {
            kit.shutdownTestKit();
        }
    }

    private void add(ActorTestKit kit, ActorRef<LaneCommand<Tally, TallyCommand>> lane, int additions) {
        TestProbe<LaneReply> replies = kit.createTestProbe();
        for (int i = 0; i < additions; i++) {
            RequestIds named = new RequestIds(0x0198_0000_0000_7000L, 1L << 63 | ++ids, new int[] {0});
            SubBatch<TallyCommand> one =
                    new SubBatch<>("e" + i % 5, List.of(new Add(1)), named, "tester", "", 0, false);
            lane.tell(new LaneCommand.Submit<>(i, List.of(one), replies.ref()));
            assertThat(replies.receiveMessage().outcomes()[0].isAccepted()).isTrue();
        }
    }

    private static LaneState<Tally> state(ActorTestKit kit, ActorRef<LaneCommand<Tally, TallyCommand>> lane) {
        TestProbe<LaneState<Tally>> states = kit.createTestProbe();
        lane.tell(new LaneCommand.ReadState<>(states.ref()));
        return states.receiveMessage();
    }

    @Test
    void whatWasAcknowledgedIsThereAfterEveryRestart() {
        LaneState<Tally> known = fold.genesis();
        for (int restart = 1; restart <= 3; restart++) {
            List<LaneState<Tally>> session = session(11);
            assertThat(session.getFirst().entities()).isEqualTo(known.entities());
            assertThat(session.getFirst().term()).isEqualTo(restart);
            known = session.getLast();
        }
        long sum = known.stateOf("e0").total() + known.stateOf("e1").total() + known.stateOf("e2").total()
                + known.stateOf("e3").total() + known.stateOf("e4").total();
        assertThat(sum).isEqualTo(33);
        assertThat(known.number()).isEqualTo(36);
    }
}
