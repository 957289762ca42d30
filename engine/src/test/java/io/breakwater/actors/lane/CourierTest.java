package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.lane.Courier.Carry;
import io.breakwater.actors.lane.Courier.Connect;
import io.breakwater.kernel.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Every word arrives, the last one of each key, however many are told at once. */
class CourierTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Duration WAITING = Duration.ofSeconds(20);
    /** Words of a node that starts with many counterparties under several caps. */
    private static final int WORDS = 100_000;

    private final TestProbe<LaneCommand<Tally, TallyCommand>> lane = KIT.createTestProbe();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @SuppressWarnings("unchecked")
    private LaneCommand.Submit<Tally, TallyCommand> decided() {
        var submit = (LaneCommand.Submit<Tally, TallyCommand>) lane.expectMessageClass(
                LaneCommand.Submit.class, WAITING);
        Outcome[] outcomes = new Outcome[submit.size()];
        Arrays.fill(outcomes, Outcome.accepted());
        submit.replyTo().tell(new LaneReply(submit.packId(), "tally-00", 1, 1, new int[outcomes.length], outcomes,
                new long[outcomes.length]));
        return submit;
    }

    @Test
    void noWordIsLostHoweverManyThereAre() {
        ActorRef<Courier.Message<TallyCommand>> courier = KIT.spawn(Courier.of(
                new Courier.CourierSetup("courier", 1, Duration.ofHours(1), () -> 1_700_000_000_000_000L)));
        for (int i = 0; i < WORDS; i++) {
            courier.tell(new Carry<>("key-" + i, "entity-" + i, new TallyCommand.Add(1)));
        }
        courier.tell(new Carry<>("key-0", "entity-0", new TallyCommand.Add(2)));
        courier.tell(new Connect<>(new LaneRouter<Tally, TallyCommand>(List.of(lane.ref()))));
        Map<String, TallyCommand> arrived = new HashMap<>();
        while (arrived.size() < WORDS) {
            for (SubBatch<TallyCommand> word : decided().subBatches()) {
                assertThat(arrived.put(word.entity(), word.commands().getFirst())).as(word.entity()).isNull();
            }
        }
        assertThat(arrived).containsEntry("entity-0", new TallyCommand.Add(2));
    }
}
