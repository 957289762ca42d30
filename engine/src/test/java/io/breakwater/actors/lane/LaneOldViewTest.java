package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.actors.lane.TallyCommand.Add;
import io.breakwater.kernel.Outcome.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a lane has taken in while its view was current, and has not stored when it is not any more: a control may be in
 * force by then, acknowledged without this node.
 */
class LaneOldViewTest {
    private final LaneHarness harness = new LaneHarness();

    @AfterEach
    void stop() {
        harness.close();
    }

    /** @param actorFrom 0: it is decided at once, and waits for its block; else it waits undecided */
    private void start(int actorFrom) {
        harness.with(LaneSettingsChange.actorFrom(harness.settings, actorFrom)).start();
        harness.journal.hold();
        harness.submit(1, "first", new Add(1));
        await().until(() -> harness.journal.held() == 1);
        harness.submit(2, "late", new Add(1), new TallyCommand.Note("no risk"), new Add(2));
        await().until(() -> harness.aggregate.batches.get() == (actorFrom == 0 ? 2 : 1));
        harness.state();
        harness.current.set(false);
        harness.journal.release();
    }

    private void expectNoRisk() {
        assertThat(harness.verdicts()).as("on its way to the journal before").containsExactly(Verdict.ACCEPTED);
        LaneReply late = harness.replies.receiveMessage();
        assertThat(late.outcomes()[1].isAccepted()).isTrue();
        for (int order : new int[] {0, 2}) {
            assertThat(late.outcomes()[order].rejection()).isInstanceOfSatisfying(LaneRejection.class, told ->
                    assertThat(told.reason()).isEqualTo(LaneRejection.Reason.VIEW_NOT_CURRENT));
        }
        harness.current.set(true);
        harness.submit(3, "late", new Add(5));
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        assertThat(harness.fold.stateHash(harness.fromZero())).isEqualTo(harness.fold.stateHash(harness.state()));
    }

    @Test
    void whatWaitsToBeDecidedTakesNoRisk() {
        start(64);
        expectNoRisk();
    }

    @Test
    void whatWasDecidedAndWaitsForItsBlockTakesNoRisk() {
        start(0);
        expectNoRisk();
    }
}
