package io.breakwater.projections;

import io.breakwater.kernel.Bounds;
import io.breakwater.log.Entity;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * The entities of all lanes of one kind by name, page by page. A page looks at every entity once and keeps no more of
 * them than it shows, so that a list of 100,000 costs a page of memory.
 */
public final class NamedEntities {
    /** Entities a page may have. */
    public static final int MAX_PAGE = 1_000;

    private NamedEntities() {}

    /** @param isLast false: there are more behind the last one */
    public record Page<S>(List<Entity<S>> entities, boolean isLast) {}

    /**
     * The first {@code size} entities behind a name, by name.
     *
     * @param after not included; empty: from the first
     * @param size at most {@link #MAX_PAGE}
     * @param shown of which entities
     */
    public static <S> Page<S> page(Collection<LaneState<S>> lanes, String after, int size, Predicate<S> shown) {
        int kept = Bounds.atMost("page", size, MAX_PAGE) + 1;
        PriorityQueue<Entity<S>> first = new PriorityQueue<>(kept + 1, NamedEntities::descending);
        for (LaneState<S> lane : lanes) {
            lane.entities().forEach((_, entity) -> {
                if (entity.name().compareTo(after) > 0 && shown.test(entity.state())) {
                    first.add(entity);
                    if (first.size() > kept) {
                        first.poll();
                    }
                }
            });
        }
        boolean isLast = first.size() < kept;
        if (!isLast) {
            first.poll();
        }
        return new Page<>(ascending(first), isLast);
    }

    private static int descending(Entity<?> one, Entity<?> other) {
        return other.name().compareTo(one.name());
    }

    private static <S> List<Entity<S>> ascending(PriorityQueue<Entity<S>> descending) {
        List<Entity<S>> ascending = new ArrayList<>(descending);
        ascending.sort((one, other) -> one.name().compareTo(other.name()));
        return ascending;
    }
}
