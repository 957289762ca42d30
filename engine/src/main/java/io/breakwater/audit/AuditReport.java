package io.breakwater.audit;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What an audit found.
 *
 * @param logs one an own log, by name
 * @param copies one a copy of another data center's log, by name: chains alone, what was decided there is audited there
 * @param damage all of it, by place; at most {@link LogReport#MOST_DETAILS} a log
 * @param unknownLogs logs in the store that belong to no family; they were not read
 */
public record AuditReport(List<LogReport> logs, List<LogReport> copies, List<Damage> damage, List<String> unknownLogs,
        long elapsedMillis) {

    /** What an audit comes to. */
    public enum Verdict {
        /** Nothing is damaged and every decision that was ever taken came out again as it is recorded. */
        SOUND,
        /** Nothing is damaged, but some could not be taken again, or are there no more. */
        NOT_RETAKEABLE,
        /** Something is damaged, or a decision came out otherwise. */
        NOT_SOUND
    }

    public Verdict verdict() {
        if (!damage.isEmpty() || mismatches() > 0) {
            return Verdict.NOT_SOUND;
        }
        boolean all = notRetakeable() == 0 && logs.stream().allMatch(log -> log.begins() == 0);
        return all ? Verdict.SOUND : Verdict.NOT_RETAKEABLE;
    }

    /** Blocks that were read. */
    public long blocks() {
        return sum(log -> log.head().number() - log.begins());
    }

    /** Blocks in copies of others' logs. */
    public long copiedBlocks() {
        return copies.stream().mapToLong(log -> log.head().number()).sum();
    }

    public long events() {
        return sum(LogReport::events);
    }

    public long retaken() {
        return sum(LogReport::retaken);
    }

    public long notRetakeable() {
        return sum(LogReport::notRetakeable);
    }

    /** Of them, those on views that were removed from the tape. */
    public long beforeTape() {
        return sum(LogReport::beforeTape);
    }

    public long mismatches() {
        return sum(LogReport::mismatches);
    }

    public long failures() {
        return sum(LogReport::failures);
    }

    public long checkpoints() {
        return sum(LogReport::checkpoints);
    }

    /** Nothing is damaged and every decision was taken again with the same result. */
    public boolean isSound() {
        return verdict() == Verdict.SOUND;
    }

    private long sum(ToLongFunction<LogReport> figure) {
        return logs.stream().mapToLong(figure).sum();
    }
}
