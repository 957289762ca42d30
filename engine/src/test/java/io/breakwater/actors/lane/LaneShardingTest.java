package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lanes spread over a cluster of one member on the loopback interface. */
class LaneShardingTest {
    private static final int LANES = 12;
    /** What a node with seeds is told. */
    private static final int READ_AT_ONCE =
            ConfigFactory.parseResources("cluster.conf").getInt("pekko.persistence.max-concurrent-recoveries");

    private final ActorTestKit kit = ActorTestKit.create("sharding", ConfigFactory.parseString("""
            pekko.loglevel = WARNING
            pekko.actor.provider = cluster
            pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            pekko.persistence.journal.plugin = gated
            pekko.persistence.snapshot-store.plugin = remembered
            gated {
              class = "io.breakwater.actors.lane.GatedJournal", store = "sharding"
              recovery-event-timeout = 300 s
              circuit-breaker.call-timeout = 300 s
            }
            remembered { class = "io.breakwater.actors.lane.MemorySnapshots", store = "sharding" }
            pekko.persistence.max-concurrent-recoveries = %d
            """.formatted(READ_AT_ONCE)).withFallback(ConfigFactory.load()));
    private final TestProbe<LaneStatus> statuses = kit.createTestProbe();
    private final TestProbe<LaneReply> replies = kit.createTestProbe();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private LaneSetup<Tally, TallyCommand, TallyEvent> setup(LaneId id) {
        TallyAggregate aggregate = new TallyAggregate();
        return new LaneSetup<>(id, aggregate, new LaneFold<>(new LogName("simulation", "dc-a", id.name()), aggregate),
                LaneSettings.DEFAULT, () -> MarketView.EMPTY, System::currentTimeMillis, List::of, statuses.ref());
    }

    private void awaitAllServing() {
        Set<String> serving = new HashSet<>();
        while (serving.size() < LANES) {
            if (statuses.receiveMessage(Duration.ofSeconds(30)) instanceof LaneStatus.Serving lane) {
                serving.add(lane.lane());
            }
        }
    }

    /** A node that takes lanes over reads their logs a few at a time, so that the first of them serve soon. */
    @Test
    void lanesAreReadAFewAtATime() {
        GatedJournal.Store journal = GatedJournal.renewed("sharding");
        journal.holdReadings();
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        LaneSharding.start(kit.system(), "tally", LANES, this::setup);
        for (int read = 0; read < LANES; read++) {
            int atOnce = Math.min(READ_AT_ONCE, LANES - read);
            Set<Integer> seen = new HashSet<>();
            await().atMost(30, TimeUnit.SECONDS).until(() -> {
                seen.add(journal.heldReadings());
                return seen.contains(atOnce);
            });
            assertThat(seen).as("logs that are read at once").allMatch(held -> held <= atOnce);
            journal.releaseReading();
        }
        awaitAllServing();
    }

    @Test
    void everyLaneRunsBeforeItIsAskedAndAnEntityIsAlwaysServedByTheSameOne() {
        GatedJournal.renewed("sharding");
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        LaneRouter<Tally, TallyCommand> router =
                LaneSharding.start(kit.system(), "tally", LANES, this::setup);

        awaitAllServing();
        List<String> entities = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            entities.add("e" + i);
            RequestIds ids = new RequestIds(0x0198_0000_0000_7000L, 1L << 63 | i, new int[] {0});
            SubBatch<TallyCommand> one =
                    new SubBatch<>("e" + i, List.of(new TallyCommand.Add(1)), ids, "tester", "", 0, false);
            router.tell(router.laneOf("e" + i), new LaneCommand.Submit<>(i, List.of(one), replies.ref()));
        }
        for (LaneReply reply : replies.receiveSeveralMessages(100)) {
            assertThat(reply.outcomes()[0].verdict()).isEqualTo(Verdict.ACCEPTED);
            LaneId lane = new LaneId("tally", LaneId.numberOf(entities.get((int) reply.packId()), LANES), LANES);
            assertThat(reply.lane()).isEqualTo(lane.name());
        }
    }
}
