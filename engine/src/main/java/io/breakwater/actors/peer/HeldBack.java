package io.breakwater.actors.peer;

import java.util.HashSet;
import java.util.Set;

/**
 * What was read of one copy and is not told to the lane yet: whether more is to be booked for it than its facts is
 * known only later. After a failure it is read again. In two parts, so that reading on does not put off the first.
 */
final class HeldBack {
    /** So many entities wait at most, but for those of the blocks that are read at once; then nothing more is read. */
    private static final int MOST_ENTITIES = 16_384;

    private Part first;
    private Part next;

    /**
     * Blocks up to a number.
     *
     * @param entities that they leave in doubt
     * @param since as {@link PeerFold#known} was when the last of them was read
     * @param awaited whether the peer waits to hear that it was read so far
     */
    record Part(long upTo, Set<String> entities, long since, boolean awaited) {

        private Part and(Part later) {
            Set<String> all = new HashSet<>(entities);
            all.addAll(later.entities);
            return new Part(later.upTo, all, later.entities.isEmpty() ? since : later.since, awaited || later.awaited);
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    boolean isFull() {
        return next != null && next.entities().size() >= MOST_ENTITIES;
    }

    void add(Part part) {
        if (first == null) {
            first = part;
        } else {
            next = next == null ? part : next.and(part);
        }
    }

    /** The one that is to be settled first; null where there is none. */
    Part first() {
        return first;
    }

    void settled() {
        first = next;
        next = null;
    }
}
