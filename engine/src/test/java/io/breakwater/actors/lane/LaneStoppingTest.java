package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.lane.LaneRejection.Reason;
import io.breakwater.actors.lane.TallyCommand.Add;
import io.breakwater.kernel.Outcome.Verdict;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lane that fails, and what comes while its front is not yet gone. */
class LaneStoppingTest {
    private final LaneHarness harness = new LaneHarness();

    @AfterEach
    void stop() {
        harness.close();
    }

    /** One who hears an answer on the thread that gives it, while whoever gives it does nothing else. */
    private ActorRef<LaneReply> atOnce(Runnable whenHeard) {
        return harness.kit.spawn(Behaviors.receiveMessage(reply -> {
            harness.replies.ref().tell(reply);
            whenHeard.run();
            return Behaviors.same();
        }), "at-once", DispatcherSelector.fromConfig("pekko.test.calling-thread-dispatcher"));
    }

    @Test
    void whoHearsThatNothingIsKnownAndAsksAtOnceIsTurnedAwayAndNotLeftWithoutAnAnswer() {
        harness.start();
        harness.journal.failNext();
        harness.lane.tell(new LaneCommand.Submit<>(1, List.of(harness.subBatch("e1", new Add(1))),
                atOnce(() -> harness.submit(2, "e1", new Add(1)))));
        assertThat(harness.verdicts()).containsExactly(Verdict.UNKNOWN);
        LaneReply again = harness.replies.receiveMessage();
        assertThat(again.packId()).isEqualTo(2);
        assertThat(((LaneRejection) again.outcomes()[0].rejection()).reason()).isEqualTo(Reason.LANE_UNAVAILABLE);
    }
}
