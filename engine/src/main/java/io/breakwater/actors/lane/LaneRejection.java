package io.breakwater.actors.lane;

import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Rejection;
import io.breakwater.kernel.Unit;

/**
 * A lane turned a command away without deciding it: nothing is recorded, and the same request id may be tried again.
 *
 * @param scope the lane
 * @param subject the entity
 */
public record LaneRejection(Reason reason, String scope, long limit, long current, long requested, String subject)
        implements Rejection {

    /** Why; the name is the stable code. */
    public enum Reason {
        /** A queue is full (I-10). Try later. */
        LANE_OVERLOADED,
        /** The lane is starting, recovering or stopped. Try later. */
        LANE_UNAVAILABLE,
        /** The node has not heard of the market for too long, and takes no risk on what it knew. Try another. */
        VIEW_NOT_CURRENT,
        /** The engine failed on these commands. Trying again will hardly help. */
        LANE_FAILED,
        /** Another data center has decided this request; only there its outcome is known. */
        DECIDED_ELSEWHERE,
        /** Another entity's name has the same 64-bit hash. This name cannot be used here. */
        ENTITY_NAME_TAKEN
    }

    static LaneRejection overloaded(String lane, String entity, long limit, long current, long requested) {
        return new LaneRejection(Reason.LANE_OVERLOADED, lane, limit, current, requested, entity);
    }

    static LaneRejection of(Reason reason, String lane, String entity) {
        return new LaneRejection(reason, lane, 0, 0, 0, entity);
    }

    @Override
    public String code() {
        return reason.name();
    }

    @Override
    public Unit unit() {
        return reason == Reason.LANE_OVERLOADED ? Unit.COUNT : Unit.NONE;
    }

    Outcome outcome() {
        return Outcome.refused(this);
    }
}
