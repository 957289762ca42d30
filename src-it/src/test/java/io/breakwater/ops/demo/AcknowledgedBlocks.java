package io.breakwater.ops.demo;

import io.breakwater.ops.client.Node;
import io.breakwater.v1.BlockPosition;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.ExplainRequest;
import io.breakwater.v1.ItemOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Blocks whose decisions were acknowledged, and one decision of each acknowledgement. Where two nodes had acknowledged
 * a block of one number in one lane, one of the two decisions would be in no log, or in another block.
 */
final class AcknowledgedBlocks {
    private static final int EXPLAINED = 10;

    private final Set<BlockPosition> blocks = new HashSet<>();
    private final List<Placed> decisions = new ArrayList<>();

    /** A decision and the block that its acknowledgement named. */
    private record Placed(String name, BlockPosition position) {}

    /**
     * An answer names for all its decisions of one lane the newest block that any of them rests on: it is exact for one
     * that is alone in its lane and was decided by this answer.
     */
    void add(DecideResponse answer) {
        Map<String, Long> inLog = answer.getOutcomesList().stream().filter(ItemOutcome::hasPosition)
                .collect(Collectors.groupingBy(outcome -> outcome.getPosition().getLog(), Collectors.counting()));
        for (ItemOutcome outcome : answer.getOutcomesList()) {
            if (outcome.hasPosition() && blocks.add(outcome.getPosition()) && !outcome.getReplayed()
                    && inLog.get(outcome.getPosition().getLog()) == 1) {
                decisions.add(new Placed("decisions/" + answer.getRequestId() + "/" + outcome.getIndex(),
                        outcome.getPosition()));
            }
        }
    }

    int size() {
        return blocks.size();
    }

    /** Asks the logs where some decisions stand, spread over the whole history; counts those that stand elsewhere. */
    long misplaced(Node node) {
        int every = Math.max(1, decisions.size() / EXPLAINED);
        long wrong = 0;
        for (int i = 0; i < decisions.size(); i += every) {
            Placed placed = decisions.get(i);
            BlockPosition found = node.audit()
                    .explain(ExplainRequest.newBuilder().setName(placed.name()).build()).getPosition();
            wrong += found.equals(placed.position()) ? 0 : 1;
        }
        return wrong;
    }
}
