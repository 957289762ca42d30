package io.breakwater.domain.counterparty;

import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.RequestId;

/**
 * The requests decided lately and their outcomes, so that one id has one outcome (I-05). Two generations of a fixed size:
 * when the younger is full the older is forgotten, and with it every id that is not younger than the youngest forgotten.
 *
 * @param current the younger generation, by {@link RequestId#key}
 * @param previous the older one
 * @param newestMillis the latest time in the ids of {@code current}
 * @param previousNewestMillis the latest time in the ids of {@code previous}
 * @param floorMillis ids made at or before it are too old: they may have been forgotten
 */
public record RequestWindow(
        LongMap<Remembered> current,
        LongMap<Remembered> previous,
        long newestMillis,
        long previousNewestMillis,
        long floorMillis) {

    /** Ids in one generation; at least this many of the latest are always known. */
    public static final int GENERATION = 32_768;

    /**
     * @param body fingerprint of the request
     * @param rejection {@link CounterpartyRejection#NONE} when it was accepted
     */
    public record Remembered(long body, long reference, CounterpartyRejection rejection) {}

    public static final RequestWindow EMPTY = new RequestWindow(LongMap.empty(), LongMap.empty(), 0, 0, 0);

    /** Null when the id is not known. */
    public Remembered find(long key) {
        Remembered found = current.get(key);
        return found != null || previous.isEmpty() ? found : previous.get(key);
    }

    public boolean isTooOld(RequestId id) {
        return id.timestampMillis() <= floorMillis;
    }

    public RequestWindow with(RequestId id, Remembered outcome) {
        long millis = id.timestampMillis();
        if (current.size() < GENERATION) {
            long newest = Math.max(newestMillis, millis);
            return new RequestWindow(current.put(id.key(), outcome), previous, newest, previousNewestMillis, floorMillis);
        }
        LongMap<Remembered> fresh = LongMap.<Remembered>empty().put(id.key(), outcome);
        return new RequestWindow(fresh, current, millis, newestMillis, Math.max(floorMillis, previousNewestMillis));
    }
}
