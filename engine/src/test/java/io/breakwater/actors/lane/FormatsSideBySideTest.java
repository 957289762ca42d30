package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.actors.lane.MutantJournal.Mutant;
import io.breakwater.actors.lane.TallyCommand.Add;
import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.log.Codec;
import io.breakwater.log.CorruptEncoding;
import io.breakwater.log.LaneState;
import io.breakwater.log.RecordCodec;
import org.junit.jupiter.api.Test;

/**
 * A rolling upgrade whose next release writes an event that this one only reads: a lane goes from a node of the one to
 * a node of the other and back, and every node folds the same state from the log.
 */
class FormatsSideBySideTest {
    private static long ids;

    /** As {@link TallyEvent} was before the newer format was thought of. */
    private sealed interface EarlierEvent {

        record Added(TallyCommand command) implements EarlierEvent {}

        record Refused(TallyCommand command) implements EarlierEvent {}

        record Failed(TallyCommand command, String reason) implements EarlierEvent {}
    }

    private static void add(LaneHarness node, long amount) {
        node.submit(1, node.subBatch(++ids, "e", new Add(amount)));
        assertThat(node.verdicts()).containsExactly(Verdict.ACCEPTED);
    }

    private static LaneState<Tally> folded(LaneHarness node, String store) {
        LaneState<Tally> state = node.fold.genesis();
        for (BlockBytes block : MutantJournal.shared(store).log(LaneHarness.LANE)) {
            state = node.fold.folded(state, block.bytes());
        }
        return state;
    }

    @Test
    void aLaneGoesToTheNextReleaseAndBack() {
        String store = "formats-side-by-side";
        try (LaneHarness present = new LaneHarness(store, "present", Mutant.NONE);
                LaneHarness next = new LaneHarness(store, "next", Mutant.NONE)) {
            next.aggregate.writesNewer = true;
            present.start();
            add(present, 1);
            present.stop();
            next.start();
            assertThat(next.total("e")).isEqualTo(1);
            add(next, 10);
            next.stop();
            present.start();
            assertThat(present.total("e")).as("the newer format was read").isEqualTo(11);
            add(present, 100);
            present.stop();
            next.start();
            add(next, 1_000);
            assertThat(next.total("e")).isEqualTo(1_111);
            assertThat(folded(present, store)).isEqualTo(folded(next, store)).isEqualTo(next.state());
            assertThat(next.state().term()).isEqualTo(4);
        }
    }

    @Test
    void aReleaseThatDoesNotKnowAFormatRefusesItAndDoesNotGuess() {
        Codec<TallyEvent> now = RecordCodec.of(TallyEvent.class).codec(TallyEvent.class);
        Codec<EarlierEvent> earlier = RecordCodec.of(EarlierEvent.class).codec(EarlierEvent.class);
        byte[] known = now.encode(new TallyEvent.Added(new Add(1)));
        byte[] unknown = now.encode(new TallyEvent.Counted(new Add(1), 1, "next"));
        assertThat(earlier.decode(known)).isEqualTo(new EarlierEvent.Added(new Add(1)));
        assertThatThrownBy(() -> earlier.decode(unknown)).isInstanceOfSatisfying(CorruptEncoding.class,
                refused -> assertThat(refused.isOfLaterRelease()).isTrue());
    }
}
