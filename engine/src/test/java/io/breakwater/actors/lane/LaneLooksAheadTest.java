package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.actors.lane.TallyCommand.Add;
import io.breakwater.domain.Ahead;
import io.breakwater.kernel.Outcome.Verdict;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a lane has its domain read before it decides. */
class LaneLooksAheadTest {
    private static final int ACTOR_FROM = 1_000;

    private final LaneHarness harness = new LaneHarness();

    @BeforeEach
    void start() {
        harness.with(LaneSettingsChange.actorFrom(harness.settings, ACTOR_FROM)).start();
        harness.submit(1, harness.subBatch("a", new Add(1)), harness.subBatch("b", new Add(1)));
        harness.verdicts();
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private static TallyCommand[] adds(int count) {
        return Collections.nCopies(count, new Add(1)).toArray(TallyCommand[]::new);
    }

    @Test
    void readsForAllKnownEntitiesOfASubmissionAtOnce() {
        harness.submit(2, harness.subBatch("a", adds(5)), harness.subBatch("new", adds(20)),
                harness.subBatch("b", adds(4)));
        assertThat(harness.verdicts()).hasSize(29);
        assertThat(harness.aggregate.readAhead).as("what nobody has created yet has no state").containsExactly(9);
    }

    @Test
    void readsNothingForAFew() {
        harness.submit(2, harness.subBatch("a", adds(4)), harness.subBatch("b", adds(3)));
        assertThat(harness.verdicts()).hasSize(7);
        assertThat(harness.aggregate.readAhead).isEmpty();
    }

    @Test
    void readsForWhatHasToWaitOnceItsTurnComes() {
        harness.journal.hold();
        harness.submit(2, "a", adds(1));
        await().until(() -> harness.journal.held() == 1);
        harness.submit(3, "a", adds(1));
        harness.submit(4, "b", adds(10));
        harness.submit(5, "a", adds(2));
        assertThat(harness.total("a")).as("the lane has taken all of it in").isEqualTo(1);
        assertThat(harness.aggregate.readAhead).isEmpty();

        harness.journal.release();
        for (int pack = 2; pack <= 5; pack++) {
            harness.verdicts();
        }
        assertThat(harness.total("a")).isEqualTo(5);
        assertThat(harness.aggregate.readAhead).containsExactly(13);
    }

    @Test
    void aThrowWhileReadingCostsNothing() {
        TallyCommand[] commands = adds(8);
        commands[0] = new TallyCommand.Explode();
        harness.submit(2, "a", commands);
        assertThat(harness.verdicts()).startsWith(Verdict.REFUSED, Verdict.ACCEPTED).hasSize(8);
        assertThat(harness.total("a")).isEqualTo(8);
        harness.submit(3, "a", adds(8));
        assertThat(harness.verdicts()).containsOnly(Verdict.ACCEPTED);
        assertThat(harness.aggregate.readAhead).containsExactly(8, 8);
    }

    @Test
    void readsNothingForWhatAnActorDecides() {
        harness.submit(2, "a", adds(ACTOR_FROM));
        assertThat(harness.verdicts()).hasSize(ACTOR_FROM);
        assertThat(harness.aggregate.readAhead).isEmpty();
    }

    @Test
    void readsForAsManyAtOnceAsACacheHoldsAndThenForTheNext() {
        harness.submit(2, harness.subBatch("a", adds(Ahead.MOST + 100)), harness.subBatch("b", adds(20)));
        assertThat(harness.verdicts()).hasSize(Ahead.MOST + 120);
        assertThat(harness.aggregate.readAhead).containsExactly(Ahead.MOST, 20);
    }
}
