package io.breakwater.actors.lane;

import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.RequestId;

/**
 * The ids of commands that travel together: one UUIDv7 and an ordinal each. No id object is made before a command is
 * decided.
 *
 * @param msb high half of the UUID
 * @param lsb low half of the UUID
 * @param items ordinals within the caller's pack, one a command; not changed after it was handed over
 */
public record RequestIds(long msb, long lsb, int[] items) {

    /** Throws {@link io.breakwater.kernel.MalformedRequestId} unless every one of them is an id. */
    public RequestIds {
        new RequestId(msb, lsb, 0);
        for (int item : items) {
            Invariants.check(item >= 0, "an ordinal is not negative");
        }
    }

    /** The id of one request, as the only one of a sub-batch. */
    public static RequestIds of(RequestId id) {
        return new RequestIds(id.msb(), id.lsb(), new int[] {id.item()});
    }

    public int size() {
        return items.length;
    }

    public RequestId at(int index) {
        return new RequestId(msb, lsb, items[index]);
    }
}
