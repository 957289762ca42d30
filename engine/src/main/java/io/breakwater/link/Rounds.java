package io.breakwater.link;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose turn it is among a leader's logs. A round goes once through those that may have new blocks: the ones that were
 * rung for, those of which more was there than was read, or all of them. A log that is rung for without end has its
 * turn no more often than the gap allows, one that is quiet at once. Used by one thread.
 */
final class Rounds {
    private final List<String> logs;
    private final long gapNanos;
    private final Set<String> rung = new TreeSet<>();
    private final Set<String> behind = new TreeSet<>();
    private final Map<String, Long> lookedNanos = new HashMap<>();
    private boolean beatDue;
    private boolean answersBeat;
    private List<String> round = List.of();
    private int next;

    /**
     * Rounds, of which the first is due at once.
     *
     * @param logs at least one
     * @param gapNanos between two turns of a log that is rung for
     */
    Rounds(List<String> logs, long gapNanos) {
        this.logs = logs;
        this.gapNanos = gapNanos;
        rung.addAll(logs);
    }

    /** These may have new blocks; names of others are passed over. */
    void rung(Collection<String> names) {
        names.stream().filter(logs::contains).forEach(rung::add);
    }

    /** It is to be told where all logs end: the next round to begin is through all of them. */
    void beat() {
        beatDue = true;
    }

    boolean isBeatDue() {
        return beatDue;
    }

    /** It was told. */
    void told() {
        beatDue = false;
        answersBeat = false;
    }

    /** Whether all that stood in the logs when it was to be told has been read by now. */
    boolean answersBeat() {
        return answersBeat && behind.isEmpty();
    }

    /** Whether any log is to have its turn now. */
    boolean isDue(long nowNanos) {
        return next > 0 || beatDue || !behind.isEmpty() || rung.stream().anyMatch(log -> wait(log, nowNanos) <= 0);
    }

    /** Until a log that was rung for may have its turn; negative where none was. */
    long waitNanos(long nowNanos) {
        return rung.stream().mapToLong(log -> Math.max(0, wait(log, nowNanos))).min().orElse(-1);
    }

    private long wait(String log, long nowNanos) {
        Long looked = lookedNanos.get(log);
        return looked == null ? 0 : looked + gapNanos - nowNanos;
    }

    /** The next logs of this round, {@code most} or fewer, at least one; none where none is due. */
    List<String> next(int most, long nowNanos) {
        if (next == 0) {
            begin(nowNanos);
        }
        int from = next;
        next = Math.min(round.size(), from + Math.max(1, most));
        List<String> turn = round.subList(from, next);
        turn.forEach(log -> lookedNanos.put(log, nowNanos));
        return turn;
    }

    private void begin(long nowNanos) {
        answersBeat = beatDue;
        round = beatDue ? logs : logs.stream().filter(log -> behind.contains(log)
                || rung.contains(log) && wait(log, nowNanos) <= 0).toList();
        behind.clear();
        round.forEach(rung::remove);
    }

    /** This one has more than was read of it. */
    void hasMore(String log) {
        behind.add(log);
    }

    /** Whether all have had their turn; then the next round may begin. */
    boolean ended() {
        boolean ended = next == round.size();
        next = ended ? 0 : next;
        return ended;
    }

    /** Whether a log of this round, or of the one that has just ended, has more than was read of it. */
    boolean isBehind() {
        return !behind.isEmpty();
    }
}
