package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.actors.lane.LaneRejection.Reason;
import io.breakwater.actors.lane.TallyCommand.Add;
import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.log.BeyondRetry;
import io.breakwater.log.BlockReader;
import io.breakwater.log.LaneState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a lane comes up again: from its log, with a higher term, or not at all. */
class LaneRecoveryTest {
    private final LaneHarness harness = new LaneHarness();

    @AfterEach
    void stop() {
        harness.close();
    }

    private void addOneByOne(int times) {
        for (int i = 0; i < times; i++) {
            harness.submit(i, "e" + i % 7, new Add(i));
            assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        }
    }

    @Test
    void everyStartRaisesTheTermWithABlockOfItsOwnBeforeItServes() {
        assertThat(harness.start()).isEqualTo(new LaneStatus.Serving(LaneHarness.LANE, 1, 1));
        addOneByOne(1);
        assertThat(harness.restart()).isEqualTo(new LaneStatus.Serving(LaneHarness.LANE, 2, 3));
        assertThat(harness.restart()).isEqualTo(new LaneStatus.Serving(LaneHarness.LANE, 3, 4));
        byte[] last = harness.journal.log(LaneHarness.LANE).getLast().bytes();
        assertThat(BlockReader.open(last).header().term()).isEqualTo(3);
        assertThat(BlockReader.open(last).header().events()).isZero();
    }

    @Test
    void aThrowInApplyStopsTheLaneWhichRecoversTheSameState() {
        harness.start();
        addOneByOne(5);
        LaneState<Tally> before = harness.state();
        harness.submit(9, harness.subBatch("e1", new Add(3), new TallyCommand.Poison()));

        assertThat(harness.verdicts()).as("nothing is known of it").containsOnly(Verdict.UNKNOWN).hasSize(2);
        assertThat(harness.statuses.expectMessageClass(LaneStatus.BackingOff.class).cause())
                .hasRootCauseMessage("as it was told");
        assertThat(harness.awaitServing().term()).isEqualTo(2);
        assertThat(harness.state().entities()).isEqualTo(before.entities());
        addOneByOne(1);
    }

    /** Each start writes a block: what ends a lane whenever it serves must not fill the journal. */
    @Test
    void aLaneThatDoesNotServeForLongIsStartedLaterEachTime() {
        harness.start();
        assertThat(List.of(poisoned(), poisoned(), poisoned(), poisoned())).containsExactly(10L, 20L, 40L, 50L);
        harness.micros.addAndGet(60_000);
        assertThat(poisoned()).as("it has served for longer than it waits at most").isEqualTo(10);
    }

    /** How long it then waits, in milliseconds; it serves again. */
    private long poisoned() {
        harness.submit(1, "e1", new TallyCommand.Poison());
        assertThat(harness.verdicts()).containsExactly(Verdict.UNKNOWN);
        long waits = harness.statuses.expectMessageClass(LaneStatus.BackingOff.class).delayMillis();
        harness.awaitServing();
        return waits;
    }

    @Test
    void aFailedWriteStopsTheLaneAndNothingOfItWasAcknowledged() {
        harness.start();
        addOneByOne(3);
        harness.journal.failNext();
        harness.submit(1, "e1", new Add(100));

        assertThat(harness.verdicts()).containsExactly(Verdict.UNKNOWN);
        harness.statuses.expectMessageClass(LaneStatus.BackingOff.class);
        harness.awaitServing();
        assertThat(harness.total("e1")).isEqualTo(1);
        assertThat(harness.fromZero()).isEqualTo(harness.state());
    }

    @Test
    void aLaneWhoseNextBlockExistsIsFencedAndReadsTheLogAnew() {
        harness.start();
        addOneByOne(3);
        LaneState<Tally> before = harness.state();
        var other = harness.fold.writer();
        other.begin(0);
        harness.journal.append(LaneHarness.LANE, new BlockBytes(other.seal(before.number() + 1, before.term() + 1,
                before.digest(), io.breakwater.kernel.Table.empty()).bytes()));
        harness.submit(1, "e1", new Add(100));

        assertThat(harness.verdicts()).containsExactly(Verdict.UNKNOWN);
        harness.statuses.expectMessageClass(LaneStatus.BackingOff.class);
        assertThat(harness.awaitServing().term()).as("above the other's").isEqualTo(before.term() + 2);
        assertThat(harness.total("e1")).isEqualTo(1);
    }

    @Test
    void whatWaitsWhileTheLogIsReadIsServedAndWhatComesWhileItIsDownIsTurnedAway() {
        harness.journal.hold();
        harness.spawn();
        harness.submit(1, "a", new Add(1));
        harness.expectSilence();
        harness.journal.release();
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
    }

    @Test
    void whatALaneBooksItselfComesBeforeWhatWaitedForIt() {
        List<TallyCommand> booked = new ArrayList<>();
        harness.duties.add(new LaneDuty<>() {
            @Override
            public List<Own<TallyCommand>> due(LaneState<Tally> state, long nowMicros) {
                return List.of(new Own<>("a", new Add(100)));
            }

            @Override
            public boolean committed(Change<Tally, TallyEvent> change) {
                for (int i = 0; i < change.size(); i++) {
                    booked.add(((TallyEvent.Added) change.event(i)).command());
                }
                return true;
            }
        });
        harness.journal.hold();
        harness.with(harness.settings.ticking(Duration.ofHours(1))).spawn();
        harness.submit(1, "a", new Add(1));
        harness.journal.release();
        assertThat(harness.verdicts()).containsExactly(Verdict.ACCEPTED);
        assertThat(booked).containsExactly(new Add(100), new Add(1));
    }

    @Test
    void aSnapshotAndTheTailGiveWhatTheWholeLogGives() {
        harness.with(LaneSettingsChange.blocks(harness.settings, 100_000, 7)).start();
        addOneByOne(30);
        LaneState<Tally> before = harness.state();
        assertThat(MemorySnapshots.store(harness.store)).containsKey(LaneHarness.LANE);
        assertThat(MemorySnapshots.store(harness.store).get(LaneHarness.LANE).metadata().sequenceNr()).isEqualTo(28);

        harness.restart();
        assertThat(harness.state().entities()).isEqualTo(before.entities());
        assertThat(harness.state()).isEqualTo(harness.fromZero());
        assertThat(harness.fold.stateHash(harness.state())).isEqualTo(harness.fold.stateHash(harness.fromZero()));

        MemorySnapshots.store(harness.store).clear();
        harness.restart();
        assertThat(harness.fold.stateHash(harness.state())).isEqualTo(harness.fold.stateHash(before));
    }

    @Test
    void aChangedBlockIsRefusedWithItsPlaceAndTheRemedy() {
        harness.start();
        addOneByOne(5);
        byte[] damaged = harness.journal.log(LaneHarness.LANE).get(2).bytes().clone();
        damaged[damaged.length - 1] ^= 1;
        harness.journal.replace(LaneHarness.LANE, 2, damaged);
        kitStopsAndStarts();

        LaneStatus.Refused refused = harness.statuses.expectMessageClass(LaneStatus.Refused.class);
        assertThat(refused.place()).containsAnyOf("block 3", "block 4").contains("tally-00");
        assertThat(refused.remedy()).contains("breakwater restore");
        assertThat(harness.journal.log(LaneHarness.LANE)).as("nothing is appended to it").hasSize(6);
        harness.submit(1, "a", new Add(1));
        assertThat(harness.replies.receiveMessage().outcomes()[0].rejection().code())
                .isEqualTo(Reason.LANE_UNAVAILABLE.name());
    }

    @Test
    void aBlockOfAnotherPlaceInTheLogIsRefused() {
        harness.start();
        addOneByOne(5);
        harness.journal.replace(LaneHarness.LANE, 2, harness.journal.log(LaneHarness.LANE).get(3).bytes());
        kitStopsAndStarts();
        assertThat(harness.statuses.expectMessageClass(LaneStatus.Refused.class).place())
                .contains("block 3 (WRONG_NUMBER)");
    }

    @Test
    void anEditedSnapshotIsRefused() {
        harness.with(LaneSettingsChange.blocks(harness.settings, 100_000, 3)).start();
        addOneByOne(5);
        SnapshotBytes kept = (SnapshotBytes) MemorySnapshots.store(harness.store).get(LaneHarness.LANE).snapshot();
        kept.bytes()[kept.bytes().length / 2] ^= 1;
        kitStopsAndStarts();
        assertThat(harness.statuses.expectMessageClass(LaneStatus.Refused.class).place()).contains("UNDECODABLE");
    }

    /** A journal that cannot read a row back says so itself; trying again would not mend it. */
    @Test
    void whatTheJournalCannotReadBackIsRefusedOnceAndNotTriedAgain() {
        harness.start();
        addOneByOne(2);
        harness.journal.breakReadings(new Unreadable());
        kitStopsAndStarts();
        assertThat(harness.statuses.expectMessageClass(LaneStatus.Refused.class))
                .isEqualTo(new LaneStatus.Refused(LaneHarness.LANE, "row 2", "restore it"));
        harness.submit(1, "a", new Add(1));
        assertThat(harness.replies.receiveMessage().outcomes()[0].rejection().code())
                .isEqualTo(Reason.LANE_UNAVAILABLE.name());
        harness.statuses.expectNoMessage();
    }

    private static final class Unreadable extends RuntimeException implements BeyondRetry {
        private static final long serialVersionUID = 1L;

        @Override
        public String location() {
            return "row 2";
        }

        @Override
        public String remedy() {
            return "restore it";
        }
    }

    @Test
    void anotherNumberOfLanesIsRefused() {
        harness.start();
        addOneByOne(7);
        harness.id = new LaneId("tally", 0, 16);
        kitStopsAndStarts();
        LaneStatus.Refused refused = harness.statuses.expectMessageClass(LaneStatus.Refused.class);
        assertThat(refused.place()).startsWith("tally-00, e");
        assertThat(refused.remedy()).contains("number of lanes");
    }

    private void kitStopsAndStarts() {
        harness.stop();
        harness.spawn();
        harness.statuses.expectMessageClass(LaneStatus.Recovering.class);
    }

    @Test
    void decisionTimesNeverGoBackNotEvenOverARestart() {
        harness.micros.set(50_000_000);
        harness.start();
        addOneByOne(1);
        long newest = harness.state().lastDecidedMicros();
        harness.micros.set(10);
        addOneByOne(1);
        harness.restart();
        addOneByOne(1);
        // A tick may have read the clock before it was put back.
        assertThat(harness.state().lastDecidedMicros()).isGreaterThanOrEqualTo(newest);
        await().until(() -> harness.fromZero().equals(harness.state()));
    }
}
