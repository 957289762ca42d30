package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.lane.MutantJournal.Mutant;
import io.breakwater.actors.lane.TallyCommand.Add;
import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.log.CorruptLog;
import io.breakwater.log.LaneState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What must hold for a lane that two nodes believe to have, over a journal that they share: each promise is checked on
 * nodes as they are, and each mutant shows that a check bites. {@code SafetyTest} does the same to the store below.
 */
class LaneMutantsTest {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int MOST_LOOKS = 400;
    private static int stores;

    private final List<String> wrong = new ArrayList<>();
    private final String store = "mutants-" + ++stores;
    private final MutantJournal.Shared journal = MutantJournal.shared(store);
    private long acknowledged;
    private long asked;

    /** Asks a node to add 1, and answers what it was told; {@code null} where nothing. */
    private Verdict add(LaneHarness node) {
        asked++;
        node.submit(asked, node.subBatch(asked, "e", new Add(1)));
        Verdict told = told(node);
        acknowledged += told == Verdict.ACCEPTED ? 1 : 0;
        return told;
    }

    /** What comes late to an earlier question is passed over. Nothing comes where the journal has lost the block. */
    private Verdict told(LaneHarness node) {
        for (int looks = 0; looks < MOST_LOOKS && !journal.hasLost(); looks++) {
            try {
                LaneReply reply = node.replies.receiveMessage(LOOK);
                if (reply.packId() == asked) {
                    return LaneHarness.verdicts(reply).getFirst();
                }
            } catch (AssertionError silent) {
                continue;
            }
        }
        assertThat(journal.hasLost()).as("nobody is silent who was not cut off").isTrue();
        return null;
    }

    /** The sum that the log comes to; −1 where it is no log. */
    private long stored(LaneHarness node) {
        try {
            LaneState<Tally> state = node.fold.genesis();
            for (BlockBytes block : journal.log(LaneHarness.LANE)) {
                state = node.fold.folded(state, block.bytes());
            }
            return state.stateOf("e") == null ? 0 : state.stateOf("e").total();
        } catch (CorruptLog broken) {
            return -1;
        }
    }

    private void requireStored(LaneHarness node, String when) {
        long stored = stored(node);
        if (stored < acknowledged) {
            wrong.add(when + ": " + acknowledged + " were acknowledged, the log has " + stored);
        }
    }

    /** A second node takes over; the first does not know, and is asked. It does not take over again meanwhile. */
    private void takeOver(LaneHarness former, LaneHarness taker) {
        former.with(LaneSettingsChange.backingOff(former.settings, Duration.ofHours(1))).start();
        add(former);
        taker.start();
        if (add(former) == Verdict.ACCEPTED) {
            wrong.add("the former owner acknowledged after the take-over");
        }
        add(taker);
        requireStored(taker, "after the take-over");
    }

    /** What is asked while nothing arrives, and while answers are lost. */
    private void ambiguity(LaneHarness node) {
        journal.loseAnswers();
        Verdict told = add(node);
        if (told == Verdict.REFUSED) {
            wrong.add("told as refused what the log has");
        }
        journal.cut();
        add(node);
        requireStored(node, "after a cut");
        journal.mend();
    }

    private List<String> violations(Mutant mutant) {
        try (LaneHarness first = new LaneHarness(store, "first", mutant);
                LaneHarness second = new LaneHarness(store, "second", mutant)) {
            takeOver(first, second);
            if (wrong.isEmpty()) {
                ambiguity(second);
            }
            return wrong;
        }
    }

    @Test
    void nodesKeepTheirPromises() {
        assertThat(violations(Mutant.NONE)).isEmpty();
        assertThat(acknowledged).isGreaterThan(1);
    }

    @ParameterizedTest
    @EnumSource(value = Mutant.class, mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "ASSUMES_A_TIMED_OUT_APPEND_FAILED"})
    void everyMutantIsCaught(Mutant mutant) {
        assertThat(violations(mutant)).isNotEmpty();
    }

    /** The store must not assume it ({@code SafetyTest}); where one did, the lane would read the log again. */
    @Test
    void aLaneBelievesTheLogAndNotThatAnAppendHasFailed() {
        assertThat(violations(Mutant.ASSUMES_A_TIMED_OUT_APPEND_FAILED)).isEmpty();
    }
}
