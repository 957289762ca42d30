package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.lane.TallyCommand.Add;
import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Envelope;
import io.breakwater.log.RecordCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However work comes, is held up, repeated, too much, or kills who decides it: every item is answered once, and the log
 * has what was decided in the order in which it came.
 */
class LaneFlowTest {
    private static final int ACTOR_FROM = 4;
    private static final int MOST_A_BATCH = 7;
    /** Two of them fit into no block. */
    private static final int LONG = 600_000;
    private static final int PACKS = 600;
    private static final int ENTITIES = 12;
    private static final int CHILDREN = 8;
    private static final int BLOCK_BYTES = 700;

    private final LaneHarness harness = new LaneHarness();
    private final List<List<SubBatch<TallyCommand>>> packs = new ArrayList<>();
    private SplittableRandom random;

    @AfterEach
    void stop() {
        harness.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void allIsAnsweredOnceAndTheLogHasItInItsOrder(long seed) {
        random = new SplittableRandom(seed);
        harness.with(settings()).start();
        for (int i = 0; i < PACKS; i++) {
            packs.add(pack());
            harness.submit(i, packs.getLast());
            disturb();
        }
        harness.journal.release();
        Map<Long, LaneReply> replies = new HashMap<>();
        for (LaneReply reply : harness.replies.receiveSeveralMessages(PACKS)) {
            assertThat(replies.put(reply.packId(), reply)).as("one answer a pack").isNull();
        }
        assertThat(logged()).isEqualTo(expected(replies));
        assertThat(harness.fromZero()).isEqualTo(harness.state());
        harness.expectSilence();
    }

    private LaneSettings settings() {
        LaneSettings settings = LaneSettingsChange.actorFrom(harness.settings, ACTOR_FROM);
        settings = LaneSettingsChange.batches(settings, MOST_A_BATCH);
        settings = LaneSettingsChange.blocks(settings, BLOCK_BYTES, 20);
        return LaneSettingsChange.children(settings, CHILDREN, ENTITIES);
    }

    private void disturb() {
        int dice = random.nextInt(100);
        if (dice < 4) {
            harness.journal.hold();
        } else if (dice < 12) {
            harness.journal.release();
        } else if (dice < 14) {
            harness.aggregate.kills.set(1 + random.nextInt(3));
        } else if (dice < 20) {
            harness.state();
        }
    }

    private List<SubBatch<TallyCommand>> pack() {
        List<SubBatch<TallyCommand>> pack = new ArrayList<>();
        for (int entity = 0; entity < ENTITIES; entity++) {
            if (random.nextInt(4) == 0) {
                pack.add(subBatch("e" + entity));
            }
        }
        if (pack.isEmpty() && !packs.isEmpty()) {
            pack.addAll(packs.get(random.nextInt(packs.size())));
        }
        return pack.isEmpty() ? List.of(subBatch("e0")) : pack;
    }

    private SubBatch<TallyCommand> subBatch(String entity) {
        if (random.nextInt(40) == 0) {
            return harness.subBatch(entity, new Add(1), new TallyCommand.Note("a".repeat(LONG)), new Add(2),
                    new TallyCommand.Note("b".repeat(LONG)), new Add(3));
        }
        TallyCommand[] commands = new TallyCommand[1 + random.nextInt(ACTOR_FROM + 2)];
        for (int i = 0; i < commands.length; i++) {
            commands[i] = command();
        }
        return harness.subBatch(entity, commands);
    }

    private TallyCommand command() {
        return switch (random.nextInt(40)) {
            case 0 -> new TallyCommand.Explode();
            case 1 -> new TallyCommand.Hurry();
            case 2 -> new TallyCommand.Kill();
            case 3 -> new TallyCommand.Note("n".repeat(random.nextInt(BLOCK_BYTES)));
            case 4 -> new Add(TallyAggregate.LARGE / 4);
            default -> new Add(random.nextInt(1_000));
        };
    }

    /** What every entity was told and was not turned away, as far as it is recorded. */
    private Map<String, List<TallyCommand>> expected(Map<Long, LaneReply> replies) {
        Map<String, List<TallyCommand>> expected = new HashMap<>();
        Set<RequestId> known = new HashSet<>();
        for (int i = 0; i < PACKS; i++) {
            LaneReply reply = replies.get((long) i);
            int at = 0;
            for (SubBatch<TallyCommand> subBatch : packs.get(i)) {
                for (int j = 0; j < subBatch.size(); j++, at++) {
                    if (!reply.isTurnedAway(at)) {
                        Verdict verdict = verdict(subBatch, j, known);
                        assertThat(reply.outcomes()[at].verdict()).isEqualTo(verdict);
                        if (verdict == Verdict.ACCEPTED || verdict == Verdict.REFUSED) {
                            expected.computeIfAbsent(subBatch.entity(), _ -> new ArrayList<>())
                                    .add(subBatch.commands().get(j));
                        }
                    }
                }
            }
            assertThat(reply.outcomes()).hasSize(at);
        }
        return expected;
    }

    private static Verdict verdict(SubBatch<TallyCommand> subBatch, int index, Set<RequestId> known) {
        return switch (subBatch.commands().get(index)) {
            case Add _ -> known.add(subBatch.ids().at(index)) ? Verdict.ACCEPTED : Verdict.DUPLICATE;
            case TallyCommand.Hurry() -> Verdict.THROTTLED;
            case TallyCommand.Explode() -> Verdict.REFUSED;
            case TallyCommand.Note _, TallyCommand.Kill _, TallyCommand.Poison _ -> Verdict.ACCEPTED;
        };
    }

    private Map<String, List<TallyCommand>> logged() {
        BlockReader reader = new BlockReader(RecordCodec.of(TallyEvent.class).codec(TallyEvent.class));
        Map<String, List<TallyCommand>> logged = new HashMap<>();
        for (BlockBytes block : harness.journal.log(LaneHarness.LANE)) {
            for (Envelope envelope : reader.read(block.bytes()).envelopes()) {
                logged.computeIfAbsent(envelope.entity(), _ -> new ArrayList<>())
                        .add(((TallyEvent) envelope.event()).command());
            }
        }
        return logged;
    }
}
