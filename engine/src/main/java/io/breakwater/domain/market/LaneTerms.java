package io.breakwater.domain.market;

import io.breakwater.kernel.Table;

/**
 * The newest term of each lane whose observations the view shows.
 *
 * @param byLane as many as there are lanes of instruments and scopes
 */
public record LaneTerms(Table<String, Integer> byLane) {

    public static final LaneTerms NONE = new LaneTerms(Table.empty());

    /** 0 for a lane that was not heard of. */
    public int of(String lane) {
        Integer term = byLane.get(lane);
        return term == null ? 0 : term;
    }

    /** With what this lane has observed; itself where that is no news. */
    LaneTerms with(LaneTerm heard) {
        return heard.term() == of(heard.lane()) ? this : new LaneTerms(byLane.put(heard.lane(), heard.term()));
    }
}
