package io.breakwater.actors.lane;

import io.breakwater.kernel.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each fact is carried and told, whatever whoever handed in another one does. */
class PorterTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Duration WAITING = Duration.ofSeconds(20);

    private final TestProbe<LaneCommand<Tally, TallyCommand>> lane = KIT.createTestProbe();
    private final TestProbe<String> settled = KIT.createTestProbe();
    private final ActorRef<Porter.Message<TallyCommand>> porter = KIT.spawn(Porter.of(
            new LaneRouter<Tally, TallyCommand>(List.of(lane.ref())),
            new Courier.CourierSetup("porter", 1, Duration.ofHours(1), () -> 1_700_000_000_000_000L)));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private void carry(String entity, Consumer<Outcome> whenSettled) {
        porter.tell(new Porter.Carry<>(entity, new TallyCommand.Add(1), null, "test", whenSettled));
    }

    @SuppressWarnings("unchecked")
    private void answerNext() {
        var submit = (LaneCommand.Submit<Tally, TallyCommand>) lane.expectMessageClass(
                LaneCommand.Submit.class, WAITING);
        int size = submit.size();
        Outcome[] outcomes = new Outcome[size];
        Arrays.fill(outcomes, Outcome.accepted());
        submit.replyTo().tell(new LaneReply(submit.packId(), "tally-00", 1, 1, new int[size], outcomes,
                new long[size]));
    }

    @Test
    void oneWhoThrowsWhenToldKeepsNobodyElseWaiting() {
        carry("a", _ -> {
            throw new IllegalStateException("not ready to be told");
        });
        carry("b", _ -> settled.ref().tell("b"));
        answerNext();
        answerNext();
        settled.expectMessage(WAITING, "b");
        carry("c", _ -> settled.ref().tell("c"));
        answerNext();
        settled.expectMessage(WAITING, "c");
    }
}
