package io.breakwater.link;

import io.breakwater.journal.LogStore;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoredRow;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Stores what came over one connection: of each log one message at a time. A journal refuses a number that it holds
 * already, but not one beyond the end of a log, so what was handed over behind an append that is refused, because
 * another follower or an earlier connection had stored it, would leave a hole in the copy. Used by one thread; what
 * waits is bounded by what the connection takes.
 */
final class CopyAppends {
    private final LogStore store;
    private final Map<String, Queue<Waiting>> logs = new HashMap<>();

    /** Of one message. */
    private record Waiting(List<StoredRow> rows, Settlement settlement) {}

    CopyAppends(LogStore store) {
        this.store = store;
    }

    /**
     * Stores rows of a log once those that came before are stored.
     *
     * @throws io.breakwater.journal.JournalException where the journal does not take them
     */
    void append(String log, List<StoredRow> rows, Settlement settlement) {
        Queue<Waiting> waiting = logs.computeIfAbsent(log, any -> new ArrayDeque<>());
        waiting.add(new Waiting(rows, settlement));
        if (waiting.size() == 1) {
            store.append(rows, settlement);
        }
    }

    /** The first one of a log is stored. Throws as {@link #append}. */
    void stored(String log) {
        Queue<Waiting> waiting = logs.get(log);
        waiting.remove();
        if (!waiting.isEmpty()) {
            store.append(waiting.peek().rows(), waiting.peek().settlement());
        }
    }
}
