package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.actors.lane.LaneRejection.Reason;
import io.breakwater.actors.lane.TallyCommand.Add;
import io.breakwater.kernel.Outcome.Verdict;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a lane promises where it decides batches of fewer than four commands itself. */
class LaneDecidesItselfTest {
    private static final int ACTOR_FROM = 4;

    private final LaneHarness harness = new LaneHarness();

    @BeforeEach
    void start() {
        harness.with(LaneSettingsChange.actorFrom(harness.settings, ACTOR_FROM)).start();
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void batchesOfEverySizeComeToTheSameTotal() {
        for (int size = 1; size <= 2 * ACTOR_FROM; size++) {
            harness.submit(size, "a",
                    IntStream.range(0, size).mapToObj(_ -> new Add(1)).toArray(TallyCommand[]::new));
        }
        for (int size = 1; size <= 2 * ACTOR_FROM; size++) {
            assertThat(harness.verdicts()).containsOnly(Verdict.ACCEPTED);
        }
        assertThat(harness.total("a")).isEqualTo(36);
        assertThat(harness.fold.stateHash(harness.fromZero())).isEqualTo(harness.fold.stateHash(harness.state()));
    }

    @Test
    void aThrowInDecideFailsThatItemAlone() {
        harness.submit(1, "a", new Add(1), new TallyCommand.Explode(), new Add(2));
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED, Verdict.REFUSED, Verdict.ACCEPTED);
        assertThat(harness.total("a")).isEqualTo(3);
    }

    @Test
    void whatWouldKillAnActorIsGivenToOne() {
        harness.aggregate.kills.set(1);
        harness.submit(1, "a", new TallyCommand.Kill(), new Add(2));
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED);
        assertThat(harness.total("a")).isEqualTo(2);
    }

    @Test
    void whatKillsEveryActorAsWellIsGivenUpAndTheEntityGoesOn() {
        harness.aggregate.kills.set(3);
        harness.submit(1, "a", new TallyCommand.Kill());
        LaneReply reply = harness.replies.receiveMessage();
        assertThat(reply.outcomes()[0].rejection().code()).isEqualTo(Reason.LANE_FAILED.name());

        harness.submit(2, "a", new Add(5));
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        assertThat(harness.total("a")).isEqualTo(5);
    }

    @Test
    void aThrowInApplyStopsTheLaneWhichRecoversTheSameState() {
        harness.submit(1, "a", new Add(1));
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        harness.submit(2, "a", new Add(3), new TallyCommand.Poison());
        assertThat(harness.verdicts()).as("nothing is known of it").containsOnly(Verdict.UNKNOWN).hasSize(2);
        harness.statuses.expectMessageClass(LaneStatus.BackingOff.class);
        harness.awaitServing();
        assertThat(harness.total("a")).isEqualTo(1);
    }

    @Test
    void nobodyWaitsForALargeEntity() {
        harness.submit(1, "large", new Add(TallyAggregate.LARGE));
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        harness.aggregate.close();
        harness.submit(2, "large", new Add(1));
        await().until(() -> harness.aggregate.folding.get() == 1);
        assertThat(harness.total("large")).as("the lane answers while it decides").isEqualTo(TallyAggregate.LARGE);

        harness.aggregate.open();
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
    }

    @Test
    void nothingIsAnsweredBeforeItsBlockIsDurable() {
        harness.journal.hold();
        harness.submit(1, "a", new Add(1));
        await().until(() -> harness.journal.held() == 1);
        harness.expectSilence();
        assertThat(harness.state().stateOf("a")).as("reads see what is durable").isNull();

        harness.journal.release();
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
    }

    @Test
    void whatArrivesWhileABlockIsWrittenIsDecidedAsOneBatchWhenTheNextIsSealed() {
        harness.with(LaneSettingsChange.actorFrom(harness.settings, 1_000));
        harness.restart();
        harness.submit(1, harness.subBatch("a", new Add(1)), harness.subBatch("b", new Add(1)));
        harness.verdicts();
        harness.journal.hold();
        harness.submit(2, "a", new Add(1));
        await().until(() -> harness.journal.held() == 1);
        int before = harness.aggregate.batches.get();
        for (int i = 0; i < 100; i++) {
            harness.submit(3 + i, i % 2 == 0 ? "a" : "b", new Add(1));
        }
        assertThat(harness.total("a")).as("the lane has taken all of it in").isEqualTo(1);
        assertThat(harness.aggregate.batches.get()).isEqualTo(before);

        harness.journal.release();
        for (int i = 0; i < 101; i++) {
            assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        }
        assertThat(harness.aggregate.batches.get()).isEqualTo(before + 2);
        assertThat(harness.total("a")).isEqualTo(52);
        assertThat(harness.total("b")).isEqualTo(51);
    }

    @Test
    void whatGrowsLargeWhileItWaitsGoesToItsActorAtOnce() {
        harness.submit(1, "a", new Add(1));
        harness.verdicts();
        harness.journal.hold();
        harness.submit(2, "b", new Add(1));
        await().until(() -> harness.journal.held() == 1);
        int before = harness.aggregate.batches.get();
        for (int i = 0; i < ACTOR_FROM - 1; i++) {
            harness.submit(3, "a", new Add(1));
        }
        assertThat(harness.total("a")).as("the lane has taken all of it in").isEqualTo(1);
        assertThat(harness.aggregate.batches.get()).isEqualTo(before);
        harness.submit(4, "a", new Add(1));
        await().until(() -> harness.aggregate.batches.get() == before + 1);

        harness.journal.release();
        for (int i = 0; i < ACTOR_FROM + 1; i++) {
            assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        }
        assertThat(harness.total("a")).isEqualTo(1 + ACTOR_FROM);
    }

    @Test
    void noMoreIsDecidedThanABlockHolds() {
        harness.with(LaneSettingsChange.blocks(LaneSettingsChange.actorFrom(harness.settings, 1_000), 1_000, 1_000));
        harness.restart();
        harness.journal.hold();
        harness.submit(1, "first", new Add(1));
        await().until(() -> harness.journal.held() == 1);
        int before = harness.aggregate.batches.get();
        for (int i = 0; i < 200; i++) {
            harness.submit(2, "e" + i, new TallyCommand.Note("n".repeat(100) + i));
        }
        harness.state();
        harness.journal.releaseOne();
        await().until(() -> harness.journal.held() == 1);
        assertThat(harness.aggregate.batches.get() - before).as("of 200 batches").isBetween(5, 10);
        harness.journal.release();
        assertThat(harness.replies.receiveSeveralMessages(201)).hasSize(201);
        assertThat(harness.journal.log(LaneHarness.LANE)).allMatch(block -> block.bytes().length < 2_000);
        assertThat(harness.fromZero()).isEqualTo(harness.state());
    }

    @Test
    void whatWaitsForABlockIsDecidedUnderTheControlsOfThatMoment() {
        harness.journal.hold();
        harness.submit(1, "first", new Add(1));
        await().until(() -> harness.journal.held() == 1);
        harness.submit(2, "late", new Add(1));
        harness.state();
        harness.halt();
        harness.journal.release();
        assertThat(harness.verdicts()).as("sealed before the halt").containsExactly(Verdict.ACCEPTED);
        assertThat(harness.verdicts()).as("not decided before the halt").containsExactly(Verdict.REFUSED);
        assertThat(harness.total("late")).isZero();
    }
}
