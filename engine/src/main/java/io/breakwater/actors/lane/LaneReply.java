package io.breakwater.actors.lane;

import io.breakwater.kernel.Outcome;

/**
 * What a lane answers to a pack: everything it was given of it, once, when all of it is settled.
 *
 * @param term of the lane that answers; 0 while it is not serving
 * @param block number of the newest block that any of the outcomes rests on; 0 for none
 * @param items ordinals within the pack, in the order they were submitted
 * @param outcomes one an item; a {@link LaneRejection} in it says that the item was not decided, and UNKNOWN that the
 *     lane failed before it knew
 * @param decidedAtMicros one an item, epoch micros: when it was decided; 0 where this answer recorded nothing
 */
public record LaneReply(
        long packId, String lane, int term, long block, int[] items, Outcome[] outcomes, long[] decidedAtMicros) {

    public boolean isTurnedAway(int index) {
        return outcomes[index].rejection() instanceof LaneRejection;
    }

    /** False when it was turned away or nothing is known of it: then it may be asked again under the same id. */
    public boolean isDecided(int index) {
        return !isTurnedAway(index) && outcomes[index].verdict() != Outcome.Verdict.UNKNOWN;
    }
}
