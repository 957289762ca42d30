package io.breakwater.ops.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.ops.client.Node;
import io.breakwater.v1.ExplainRequest;
import io.breakwater.v1.ListPositionsRequest;
import io.breakwater.v1.Position;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.Verdict;
import io.breakwater.v1.VerifyReport;
import io.grpc.StatusRuntimeException;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a history and the logs say about each other; the component names are the keys of its JSON.
 *
 * @param acknowledged decisions that the client was told
 * @param retaken decisions of the logs that were taken again
 * @param lost acknowledged, and in no log
 * @param different acknowledged otherwise than recorded
 * @param doubled in a log more than once
 * @param mismatches decided otherwise when taken again
 * @param broken places where a log is not what was written
 * @param blocks acknowledged blocks
 * @param misplaced of some decisions, those that are not in the block that the acknowledgement named
 * @param positionsOff counterparties whose position is not what their fills come to
 * @param suspended fills that were put aside
 * @param evidence some of what does not agree, in words
 */
record ClusterVerdict(
        long acknowledged, long accepted, long retaken, long lost, long different, long doubled, long mismatches,
        long broken, long blocks, long misplaced, long positionsOff, long suspended, List<String> evidence) {
    private static final int MOST_EVIDENCE = 10;

    /** Asks the cluster, through one of its nodes, about a history that has stopped. */
    static ClusterVerdict of(Node node, ClusterHistory history) throws InterruptedException {
        VerifyReport verified = Verification.verify(node, progress -> { });
        ReconcileResponse receipts = Verification.reconcile(node, history.tally().receipts());
        long off = history.flow().positions().entrySet().stream()
                .filter(held -> positionOf(node, held.getKey()) != held.getValue()).count();
        return new ClusterVerdict(history.tally().acknowledged(), history.tally().accepted(), verified.getRetaken(),
                receipts.getMissing(), receipts.getDifferent(), receipts.getDoubled(), verified.getMismatches(),
                verified.getDamageCount(), history.blocks().size(), history.blocks().misplaced(node), off,
                history.suspended(), evidence(node, receipts, history.tally()));
    }

    /** What was acknowledged and what the logs say of some decisions that do not agree. */
    private static List<String> evidence(Node node, ReconcileResponse receipts, Tally tally) {
        return receipts.getExamplesList().stream().limit(MOST_EVIDENCE)
                .map(name -> name + " was told " + told(tally, name) + "; logs: " + logged(node, name)).toList();
    }

    private static String told(Tally tally, String name) {
        String[] parts = name.split("/");
        return tally.receipts().stream().filter(receipt -> receipt.getRequestId().equals(parts[1])).findFirst()
                .map(receipt -> Verdict.forNumber(receipt.getVerdicts().byteAt(Integer.parseInt(parts[2]))).name())
                .orElse("nothing");
    }

    private static String logged(Node node, String name) {
        try {
            return node.audit().explain(ExplainRequest.newBuilder().setName(name).build()).toString()
                    .replaceAll("\\s+", " ");
        } catch (StatusRuntimeException unknown) {
            return unknown.getStatus().toString();
        }
    }

    /** In lots of one contract, as the market of the crash has them. */
    private static long positionOf(Node node, String counterparty) {
        return node.counterparties().listPositions(ListPositionsRequest.newBuilder().setParent(counterparty).build())
                .getPositionsList().stream().map(Position::getQuantity).map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add).longValueExact();
    }

    boolean isSound() {
        return lost + different + doubled + mismatches + broken + misplaced + positionsOff + suspended == 0
                && retaken > 0;
    }

    double acceptedShare() {
        return accepted / (double) Math.max(1, acknowledged);
    }

    String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers cannot be written as JSON", e);
        }
    }
}
