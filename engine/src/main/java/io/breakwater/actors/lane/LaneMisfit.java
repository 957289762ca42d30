package io.breakwater.actors.lane;

/**
 * A log holds an entity that another lane would serve: the environment was made with another number of lanes. Going on
 * would let two lanes decide for one entity.
 */
public final class LaneMisfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String REMEDY =
            "Set the number of lanes back to what it was when the environment was made; it cannot be changed.";

    private final String place;

    LaneMisfit(LaneId lane, String entity) {
        super(lane.name() + " of " + lane.count() + " holds " + entity + ", which is not its own. " + REMEDY);
        this.place = lane.name() + ", " + entity;
    }

    public String place() {
        return place;
    }

    public String remedy() {
        return REMEDY;
    }
}
