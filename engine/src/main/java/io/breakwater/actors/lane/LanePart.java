package io.breakwater.actors.lane;

import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.log.Entity;
import io.breakwater.log.LaneState;

/**
 * What of a lane's state is asked for. Across nodes only that travels; where it stands is told with every part.
 *
 * @param entity name of the one that is asked for; empty for none or all
 */
public record LanePart(Extent extent, String entity) {

    /** How much. */
    public enum Extent {
        /** Number, term and digest alone. */
        HEAD,
        ENTITY,
        EVERYTHING
    }

    public static LanePart head() {
        return new LanePart(Extent.HEAD, "");
    }

    public static LanePart of(String entity) {
        return new LanePart(Extent.ENTITY, entity);
    }

    public static LanePart everything() {
        return new LanePart(Extent.EVERYTHING, "");
    }

    /** The state with nothing but this part of its entities. */
    <S> LaneState<S> of(LaneState<S> state) {
        return switch (extent) {
            case EVERYTHING -> state;
            case HEAD -> with(state, LongMap.empty());
            case ENTITY -> with(state, only(state.entities().get(Hash64.of(entity))));
        };
    }

    private <S> LongMap<Entity<S>> only(Entity<S> found) {
        return found == null ? LongMap.empty() : LongMap.<Entity<S>>empty().put(Hash64.of(found.name()), found);
    }

    private static <S> LaneState<S> with(LaneState<S> state, LongMap<Entity<S>> entities) {
        return new LaneState<>(state.number(), state.term(), state.digest(), state.lastDecidedMicros(), entities,
                state.peers());
    }
}
