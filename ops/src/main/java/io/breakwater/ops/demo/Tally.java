package io.breakwater.ops.demo;

import com.google.protobuf.ByteString;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.Receipt;
import io.breakwater.v1.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what the node answered and keeps a receipt of every acknowledgement. Used by one thread. */
final class Tally {
    private final Map<String, Long> refusedByReason = new TreeMap<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private long decisions;
    private long accepted;
    private long refused;

    /** Takes in the answer to one request. */
    void add(DecideResponse answer) {
        byte[] verdicts = new byte[answer.getOutcomesCount()];
        for (int i = 0; i < verdicts.length; i++) {
            verdicts[i] = count(answer.getOutcomes(i));
        }
        receipts.add(Receipt.newBuilder()
                .setRequestId(answer.getRequestId())
                .setVerdicts(ByteString.copyFrom(verdicts))
                .build());
    }

    /** Counts one outcome; returns its verdict for the receipt, 0 where nothing durable was acknowledged. */
    private byte count(ItemOutcome outcome) {
        decisions++;
        return switch (outcome.getVerdict()) {
            case VERDICT_ACCEPTED -> {
                accepted++;
                yield Verdict.VERDICT_ACCEPTED_VALUE;
            }
            case VERDICT_REFUSED -> {
                refusedByReason.merge(outcome.getRefusal().getCode(), 1L, Long::sum);
                boolean isRecorded = outcome.getDecidedAtMicros() != 0 || outcome.getReplayed();
                refused += isRecorded ? 1 : 0;
                yield isRecorded ? (byte) Verdict.VERDICT_REFUSED_VALUE : 0;
            }
            default -> {
                refusedByReason.merge(outcome.getVerdict().name().substring("VERDICT_".length()), 1L, Long::sum);
                yield 0;
            }
        };
    }

    long decisions() {
        return decisions;
    }

    long accepted() {
        return accepted;
    }

    long refused() {
        return refused;
    }

    /** Durable outcomes that the node has told. */
    long acknowledged() {
        return accepted + refused;
    }

    Map<String, Long> refusedByReason() {
        return refusedByReason;
    }

    List<Receipt> receipts() {
        return receipts;
    }

    /** "COLLAR 123, MARGIN 45": the most frequent reasons first. */
    String reasons() {
        return refusedByReason.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(5)
                .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
