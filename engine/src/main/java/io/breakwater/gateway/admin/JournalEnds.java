package io.breakwater.gateway.admin;

import io.breakwater.gateway.edge.Fields;
import io.breakwater.journal.LogEnd;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.StoreCounters;
import io.breakwater.v1.JournalHealth;
import io.breakwater.v1.JournalState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Asks the journal where logs end, by which it is also known to answer. */
record JournalEnds(LogStore store, LongSupplier clockMicros) {
    private static final int PATIENCE_SECONDS = 2;

    /**
     * What the journal said.
     *
     * @param micros until the last log's end was known
     * @param fault why it did not answer; empty where it did
     */
    record Ends(Map<String, Long> byLog, long micros, String fault) {

        /** Empty where it was not asked for, or not answered. */
        OptionalLong of(String log) {
            Long end = byLog.get(log);
            return end == null ? OptionalLong.empty() : OptionalLong.of(end);
        }

        /** How the journal is, and nothing of its logs. */
        Ends withoutLogs() {
            return new Ends(Map.of(), micros, fault);
        }

        JournalHealth health(StoreCounters counters) {
            JournalHealth.Builder health = JournalHealth.newBuilder()
                    .setBlocksWritten(counters.rows()).setSyncs(counters.syncs());
            return fault.isEmpty()
                    ? health.setState(JournalState.JOURNAL_STATE_HEALTHY).setAnswerTime(Fields.duration(micros)).build()
                    : health.setState(JournalState.JOURNAL_STATE_UNREACHABLE).setDetail(fault).build();
        }
    }

    /** Never fails. @param logs asked for at the same time */
    CompletionStage<Ends> ask(List<String> logs) {
        long begun = clockMicros.getAsLong();
        Map<String, CompletableFuture<Long>> asked = new HashMap<>();
        logs.forEach(log -> asked.put(log, LogEnd.of(store, log).toCompletableFuture().copy()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new)).handle((_, failure) -> {
            Map<String, Long> ends = new HashMap<>();
            asked.forEach((log, end) -> {
                if (!end.isCompletedExceptionally()) {
                    ends.put(log, end.resultNow());
                }
            });
            return new Ends(ends, Math.max(0, clockMicros.getAsLong() - begun), failure == null ? "" : reason(failure));
        });
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? "no answer within " + PATIENCE_SECONDS + " s" : cause.getMessage();
    }
}
