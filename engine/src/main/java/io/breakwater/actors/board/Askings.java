package io.breakwater.actors.board;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * What members have asked of the tape, and which of that may be answered: whoever asked before a moment at which
 * nobody else had the tape may be told that nothing was newer when it asked. For one thread.
 */
final class Askings {
    /** Members have not asked yet, or nothing is known. */
    static final long NONE = 0;

    /** Beats without an answer, at most: more than a view stays current for. */
    private static final int MOST_LOOKS = 32;

    /** @param asked by node, until this moment */
    private record Look(long atNanos, Map<String, Long> asked) {}

    private final Map<String, Long> asked = new HashMap<>();
    private final ArrayDeque<Look> looks = new ArrayDeque<>();
    private Map<String, Long> answerable = Map.of();

    /** @param asking the node's newest */
    void ask(String node, long asking) {
        asked.put(node, asking);
    }

    /** Remembers what was asked until now. */
    void look(long nowNanos) {
        looks.addLast(new Look(nowNanos, Map.copyOf(asked)));
        if (looks.size() > MOST_LOOKS) {
            looks.removeFirst();
        }
    }

    /**
     * Nobody else had the tape at this moment.
     *
     * @return whether more can be answered now
     */
    boolean hadTape(long atNanos) {
        boolean more = false;
        while (!looks.isEmpty() && looks.peekFirst().atNanos() - atNanos <= 0) {
            answerable = looks.removeFirst().asked();
            more = true;
        }
        return more;
    }

    /** The newest asking of the node that may be answered; {@link #NONE} without one. */
    long answerable(String node) {
        return answerable.getOrDefault(node, NONE);
    }

    /** Forgets everything: the tape was somebody else's. */
    void clear() {
        asked.clear();
        looks.clear();
        answerable = Map.of();
    }
}
