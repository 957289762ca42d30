package io.breakwater.actors.lane;

import io.breakwater.log.BeyondRetry;

/**
 * A log holds an entity that another lane would serve: the environment was made with another number of lanes. Going on
 * would let two lanes decide for one entity.
 */
public final class LaneMisfit extends RuntimeException implements BeyondRetry {
    private static final long serialVersionUID = 1L;
    private static final String REMEDY =
            "Set the number of lanes back to what it was when the environment was made; it cannot be changed.";

    private final String location;

    LaneMisfit(LaneId lane, String entity) {
        super(lane.name() + " of " + lane.count() + " holds " + entity + ", which is not its own. " + REMEDY);
        this.location = lane.name() + ", " + entity;
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public String remedy() {
        return REMEDY;
    }
}
