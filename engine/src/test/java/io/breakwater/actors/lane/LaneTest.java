package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.actors.lane.LaneRejection.Reason;
import io.breakwater.actors.lane.TallyCommand.Add;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.log.BlockReader;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a lane does with packs while its log is in order. */
class LaneTest {
    private final LaneHarness harness = new LaneHarness();

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void aPackIsAnsweredOnceWithAnOutcomeForEveryItem() {
        harness.start();
        harness.submit(7, harness.subBatch("a", new Add(1), new Add(2)), harness.subBatch("b", new Add(4)));

        LaneReply reply = harness.replies.receiveMessage();
        assertThat(reply.packId()).isEqualTo(7);
        assertThat(reply.items()).containsExactly(0, 1, 0);
        assertThat(LaneHarness.verdicts(reply)).containsOnly(Verdict.ACCEPTED).hasSize(3);
        assertThat(reply.term()).isEqualTo(1);
        assertThat(reply.block()).isEqualTo(harness.state().number());
        assertThat(harness.total("a")).isEqualTo(3);
        assertThat(harness.total("b")).isEqualTo(4);
        harness.expectSilence();
    }

    @Test
    void nothingIsAnsweredBeforeItsBlockIsDurable() {
        harness.start();
        harness.journal.hold();
        harness.submit(1, "a", new Add(1));
        await().until(() -> harness.journal.held() == 1);
        harness.expectSilence();
        assertThat(harness.state().stateOf("a")).as("reads see what is durable").isNull();

        harness.journal.release();
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        assertThat(harness.total("a")).isEqualTo(1);
    }

    /** One block for the first command of each entity, and one for all that came for them meanwhile. */
    @Test
    void whatArrivesWhileABlockIsWrittenSharesTheNextOne() {
        harness.start();
        harness.journal.hold();
        harness.submit(500, "first", new Add(1));
        await().until(() -> harness.journal.held() == 1);
        int before = harness.journal.log(LaneHarness.LANE).size();
        for (int i = 0; i < 500; i++) {
            harness.submit(i, "e" + i % 50, new Add(1));
        }
        assertThat(harness.state().size()).as("the lane has taken all of it in").isZero();
        await().until(() -> harness.aggregate.gathered.get() == 1 + 50);
        harness.journal.releaseOne();
        await().until(() -> harness.aggregate.gathered.get() == 1 + 50 + 50 && harness.journal.held() == 1);
        harness.journal.release();
        for (int i = 0; i <= 500; i++) {
            assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        }
        assertThat(harness.journal.log(LaneHarness.LANE).size() - before).as("blocks for 501 packs").isEqualTo(3);
        assertThat(harness.state().size()).isEqualTo(51);
    }

    /** Once, however often it is told; what nobody waits for goes with the next block. */
    @Test
    void aPeerThatWaitsForAHeaderGetsABlockWithoutEvents() {
        harness.start();
        long before = harness.state().number();
        harness.lane.tell(new LaneCommand.ReadUpTo<>("ams/tally-00", 3, false));
        assertThat(harness.state().peers().getOrDefault("ams/tally-00", 0L)).isZero();

        harness.lane.tell(new LaneCommand.ReadUpTo<>("ams/tally-00", 5, true));
        await().until(() -> harness.state().number() == before + 1);
        assertThat(harness.state().peers().get("ams/tally-00")).isEqualTo(5);
        harness.lane.tell(new LaneCommand.ReadUpTo<>("ams/tally-00", 5, true));
        harness.submit(1, "a", new Add(1));
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        assertThat(harness.state().number()).isEqualTo(before + 2);
        assertThat(harness.fromZero().digest()).isEqualTo(harness.state().digest());

        harness.restart();
        assertThat(harness.state().peers().get("ams/tally-00")).isEqualTo(5);
        assertThat(harness.total("a")).isEqualTo(1);
    }

    @Test
    void anEntityDecidesOneBatchAtATimeAndWhatArrivesMeanwhileIsTheNext() {
        harness.start();
        harness.aggregate.close();
        for (int i = 0; i < 100; i++) {
            harness.submit(i, "hot", new Add(1));
        }
        await().until(() -> harness.aggregate.folding.get() == 1);
        harness.state();
        harness.aggregate.open();
        for (int i = 0; i < 100; i++) {
            assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        }
        assertThat(harness.aggregate.batches.get()).isEqualTo(2);
        assertThat(harness.aggregate.foldingAtMost.get()).isEqualTo(1);
        assertThat(harness.total("hot")).isEqualTo(100);
    }

    @Test
    void aThrowInDecideFailsThatItemAlone() {
        harness.start();
        harness.submit(1, "a", new Add(1), new TallyCommand.Explode(), new Add(2));

        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED, Verdict.REFUSED, Verdict.ACCEPTED);
        assertThat(harness.total("a")).isEqualTo(3);
        var block = new BlockReader(io.breakwater.log.RecordCodec.of(TallyEvent.class).codec(TallyEvent.class))
                .read(harness.journal.log(LaneHarness.LANE).getLast().bytes());
        assertThat(block.envelopes()).extracting(envelope -> envelope.event().getClass().getSimpleName())
                .containsExactly("Added", "Failed", "Added");
    }

    @Test
    void anEntityActorThatCrashesIsReplacedAtOnce() {
        harness.start();
        harness.aggregate.kills.set(1);
        harness.submit(1, "a", new TallyCommand.Kill(), new Add(2));
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED);
        assertThat(harness.total("a")).isEqualTo(2);
    }

    @Test
    void aBatchThatKillsEveryActorIsGivenUpAndTheEntityGoesOn() {
        harness.start();
        harness.aggregate.kills.set(2);
        harness.submit(1, "a", new TallyCommand.Kill(), new Add(2));
        LaneReply reply = harness.replies.receiveMessage();
        assertThat(reply.isTurnedAway(0) && reply.isTurnedAway(1)).isTrue();
        assertThat(reply.outcomes()[0].rejection().code()).isEqualTo(Reason.LANE_FAILED.name());

        harness.submit(2, "a", new Add(5));
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        assertThat(harness.total("a")).isEqualTo(5);
    }

    @Test
    void atTheBoundOfAQueueThereIsARefusalWithTheNumbers() {
        harness.with(LaneSettingsChange.waiting(harness.settings, 10, 1_000)).start();
        harness.aggregate.close();
        harness.submit(1, "a", new Add(1));
        await().until(() -> harness.aggregate.folding.get() == 1);
        for (int i = 0; i < 10; i++) {
            harness.submit(2, "a", new Add(1));
        }
        harness.submit(3, harness.subBatch("a", new Add(1)), harness.subBatch("b"));

        LaneReply refused = harness.replies.receiveMessage();
        assertThat(refused.packId()).isEqualTo(3);
        LaneRejection rejection = (LaneRejection) refused.outcomes()[0].rejection();
        assertThat(rejection).isEqualTo(
                new LaneRejection(Reason.LANE_OVERLOADED, LaneHarness.LANE, 10, 10, 1, "a"));
        harness.aggregate.open();
        assertThat(harness.replies.receiveSeveralMessages(11)).hasSize(11);
        assertThat(harness.total("a")).isEqualTo(11);
    }

    @Test
    void theLanesOwnBoundHoldsOverAllEntities() {
        harness.with(LaneSettingsChange.waiting(harness.settings, 100, 3)).start();
        harness.submit(1, "a", new Add(1), new Add(1), new Add(1), new Add(1));
        assertThat(harness.replies.receiveMessage().isTurnedAway(0)).isTrue();
        harness.submit(2, "a", new Add(1), new Add(1), new Add(1));
        assertThat(harness.verdicts()).containsOnly(Verdict.ACCEPTED);
    }

    @Test
    void idleActorsAreStoppedAndEntitiesAreBounded() {
        harness.with(LaneSettingsChange.children(harness.settings, 2, 3)).start();
        for (String entity : List.of("a", "b", "c", "a", "b", "c")) {
            harness.submit(1, entity, new Add(1));
            assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        }
        assertThat(harness.total("a")).isEqualTo(2);
        harness.submit(2, "d", new Add(1));
        assertThat(harness.replies.receiveMessage().outcomes()[0].rejection().code())
                .isEqualTo(Reason.LANE_OVERLOADED.name());
    }

    @Test
    void aNameWithTheHashOfAnotherIsTurnedAway() {
        harness.start();
        assertThat(Hash64.of(SameHash.FORGED)).isEqualTo(Hash64.of(SameHash.NAME));
        harness.submit(1, SameHash.NAME, new Add(1));
        harness.verdicts();
        harness.submit(2, SameHash.FORGED, new Add(1));
        assertThat(harness.replies.receiveMessage().outcomes()[0].rejection().code())
                .isEqualTo(Reason.ENTITY_NAME_TAKEN.name());
        assertThat(harness.total(SameHash.NAME)).isEqualTo(1);
    }

    @Test
    void aReplayIsNotAnsweredBeforeTheBlockThatItRestsOn() {
        harness.start();
        harness.journal.hold();
        harness.submit(1, harness.subBatch(99, "a", new Add(1)));
        await().until(() -> harness.journal.held() == 1);
        harness.submit(2, harness.subBatch(99, "a", new Add(1)));
        await().until(() -> harness.aggregate.batches.get() == 2);
        harness.expectSilence();

        harness.journal.release();
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        assertThat(harness.verdicts()).containsExactly(Verdict.DUPLICATE);
        harness.submit(3, harness.subBatch(99, "a", new Add(1)));
        assertThat(harness.verdicts()).as("and at once when it is durable").containsExactly(Verdict.DUPLICATE);
        assertThat(harness.total("a")).isEqualTo(1);
    }

    @Test
    void acceptancesDecidedBeforeAHaltAreWithheldAndDecidedAgain() {
        harness.start();
        harness.haltBetween("first", "late");
        assertThat(harness.verdicts()).as("sealed before the halt").containsExactly(Verdict.ACCEPTED);
        assertThat(harness.verdicts()).as("not sealed before the halt").containsExactly(Verdict.REFUSED);
        assertThat(harness.total("late")).isZero();
        assertThat(harness.fold.stateHash(harness.fromZero())).isEqualTo(harness.fold.stateHash(harness.state()));
    }

    @Test
    void validateOnlyTellsAndRecordsNothing() {
        harness.start();
        long block = harness.state().number();
        SubBatch<TallyCommand> asked = harness.subBatch("a", new Add(1));
        harness.submit(1, new SubBatch<>("a", asked.commands(), asked.ids(), "tester", "", 0, true));
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        assertThat(harness.state().number()).isEqualTo(block);
        assertThat(harness.state().stateOf("a")).isNull();
    }

    @Test
    void aBatchTooLargeForABlockIsSplitAndOnlyWhatFitsNoBlockFails() {
        harness.start();
        TallyCommand large = new TallyCommand.Note("x".repeat(400_000));
        TallyCommand tooLarge = new TallyCommand.Note("x".repeat(2_000_000));
        harness.submit(1, "a", new Add(1), large, new TallyCommand.Note("y".repeat(400_000)), tooLarge,
                new TallyCommand.Note("z".repeat(400_000)), new Add(2));

        LaneReply reply = harness.replies.receiveMessage();
        assertThat(reply.outcomes()[3].rejection().code()).isEqualTo(Reason.LANE_FAILED.name());
        assertThat(LaneHarness.verdicts(reply)).containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.ACCEPTED,
                Verdict.REFUSED, Verdict.ACCEPTED, Verdict.ACCEPTED);
        assertThat(harness.total("a")).isEqualTo(3);
        assertThat(harness.fromZero()).isEqualTo(harness.state());
    }

    @Test
    void blocksAreSealedAtTheirTargetAndTheRestFollows() {
        harness.with(LaneSettingsChange.blocks(harness.settings, 1_000, 1_000)).start();
        harness.journal.hold();
        for (int i = 0; i < 200; i++) {
            harness.submit(i, "e" + i, new TallyCommand.Note("n".repeat(100) + i));
        }
        await().until(() -> harness.aggregate.batches.get() == 200);
        harness.journal.release();
        assertThat(harness.replies.receiveSeveralMessages(200)).hasSize(200);
        assertThat(harness.journal.log(LaneHarness.LANE)).allMatch(block -> block.bytes().length < 2_000);
        assertThat(harness.fromZero()).isEqualTo(harness.state());
    }
}
