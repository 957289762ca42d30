package io.breakwater.actors.lane;

import io.breakwater.kernel.Invariants;
import java.util.List;
import org.apache.pekko.actor.typed.RecipientRef;

/**
 * The lanes of one kind, wherever they run. Safe for many threads; telling never waits and may be lost.
 */
public final class LaneRouter<S, C> {
    private final List<RecipientRef<LaneCommand<S, C>>> lanes;

    /** @param lanes by number, 0, 1, 2… */
    public LaneRouter(List<? extends RecipientRef<LaneCommand<S, C>>> lanes) {
        Invariants.check(!lanes.isEmpty(), "a kind has lanes");
        this.lanes = List.copyOf(lanes);
    }

    public int lanes() {
        return lanes.size();
    }

    public int laneOf(String entity) {
        return LaneId.numberOf(entity, lanes.size());
    }

    /** For whoever asks a lane and awaits its answer. */
    public RecipientRef<LaneCommand<S, C>> lane(int lane) {
        return lanes.get(lane);
    }

    public void tell(int lane, LaneCommand<S, C> command) {
        lanes.get(lane).tell(command);
    }
}
