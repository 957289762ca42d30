package io.breakwater.domain;

import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Rejection;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Unit;

/**
 * The requests that an entity decided lately and what it answered, so that one id has one outcome (I-05). Two
 * generations of a fixed size: when the younger is full the older is forgotten, but for ids that are ahead of our
 * clock. Were those forgotten, every id up to their time would have to be too old, and a caller whose clock is ahead,
 * or who makes such ids, would keep everybody else from being heard. For entities that are asked seldom; counterparties
 * have a larger window of their own.
 *
 * @param capacity ids in one generation; at least this many of the latest are always known
 * @param current the younger generation, by {@link RequestId#key}
 * @param carried how many of them were taken over from an older one because they were ahead
 * @param previous the older one
 * @param floorMillis ids made at or before it may have been forgotten
 * @param second in which it refused last, epoch seconds
 * @param refusals in that second
 */
public record RecentRequests(
        int capacity,
        LongMap<Told> current,
        int carried,
        LongMap<Told> previous,
        long floorMillis,
        long second,
        int refusals) {

    /** Control requests that are always known. */
    public static final int CONTROLS = 256;
    /** Refusals that are recorded in one second. */
    public static final int REFUSALS_A_SECOND = 16;
    private static final long SECOND_MICROS = 1_000_000;
    private static final long MILLI_MICROS = 1_000;

    /**
     * What was answered.
     *
     * @param body fingerprint of the request
     * @param reference of an acceptance, 0 where it had none
     * @param reason {@link Reason#NONE} when it was accepted
     */
    public record Told(RequestId id, long body, long reference, Reason reason) {

        public boolean isFor(Object request) {
            return body == fingerprint(request);
        }

        public Outcome outcome() {
            return reason.equals(Reason.NONE) ? Outcome.accepted(reference) : Outcome.refused(reason);
        }
    }

    /** A refusal as it was told, whichever aggregate it came from. */
    public record Reason(String code, String scope, long limit, long current, long requested, Unit unit, String subject)
            implements Rejection {

        /** Not a refusal: stands where the outcome was an acceptance. */
        public static final Reason NONE = new Reason("NONE", "", 0, 0, 0, Unit.NONE, "");

        static Reason of(Rejection told) {
            return told == null ? NONE : new Reason(told.code(), told.scope(), told.limit(), told.current(),
                    told.requested(), told.unit(), told.subject());
        }
    }

    /** Knows nothing yet. */
    public static RecentRequests ofCapacity(int capacity) {
        return new RecentRequests(capacity, LongMap.empty(), 0, LongMap.empty(), 0, 0, 0);
    }

    /**
     * A hash of a request's content, which is a record all the way down, the same on every machine. It is stored:
     * renaming a component of a request changes it, and with it what a replayed id is compared to.
     */
    public static long fingerprint(Object request) {
        return Hash64.of(request.toString());
    }

    /** Null when the id is not known. */
    public Told find(RequestId id) {
        Told found = current.get(id.key());
        found = found == null ? previous.get(id.key()) : found;
        return found != null && found.id().equals(id) ? found : null;
    }

    /** True when it may have been decided and forgotten. */
    public boolean isTooOld(RequestId id) {
        return id.timestampMillis() <= floorMillis;
    }

    /** True when so much was refused this second that a further refusal leaves no event (I-10). */
    public boolean hasRefusedEnough(long nowMicros) {
        return refusals >= REFUSALS_A_SECOND && second == nowMicros / SECOND_MICROS;
    }

    /**
     * False when the id is ahead of our clock and as many of those are known as have room: it may be asked again, under
     * the same id, once it is not ahead any more (I-10).
     */
    public boolean hasRoomFor(RequestId id, long nowMicros) {
        long now = nowMicros / MILLI_MICROS;
        return id.timestampMillis() <= now || ahead(current, now) + ahead(previous, now) < capacity;
    }

    private static int ahead(LongMap<Told> of, long nowMillis) {
        int[] ahead = new int[1];
        of.forEach((_, told) -> ahead[0] += told.id().timestampMillis() > nowMillis ? 1 : 0);
        return ahead[0];
    }

    /** The id has this outcome from now on, decided at this time, epoch micros. */
    public RecentRequests with(RequestId id, Object request, Outcome outcome, long atMicros) {
        Told told = new Told(id, fingerprint(request), outcome.reference(), Reason.of(outcome.rejection()));
        boolean full = current.size() - carried >= capacity;
        return (full ? younger(atMicros / MILLI_MICROS) : this).with(told).counting(outcome, atMicros / SECOND_MICROS);
    }

    private RecentRequests with(Told told) {
        return new RecentRequests(capacity, current.put(told.id().key(), told), carried, previous, floorMillis, second,
                refusals);
    }

    private RecentRequests counting(Outcome outcome, long atSecond) {
        return outcome.rejection() == null ? this : new RecentRequests(capacity, current, carried, previous,
                floorMillis, atSecond, atSecond == second ? refusals + 1 : 1);
    }

    /** Forgets the older generation, and begins a younger one with those of it that are ahead. */
    private RecentRequests younger(long nowMillis) {
        LongMap<Told> ahead = LongMap.empty();
        long floor = floorMillis;
        for (long key : previous.sortedKeys()) {
            Told told = previous.get(key);
            long millis = told.id().timestampMillis();
            if (millis > nowMillis && ahead.size() < capacity) {
                ahead = ahead.put(key, told);
            } else {
                floor = Math.max(floor, millis);
            }
        }
        return new RecentRequests(capacity, ahead, ahead.size(), current, floor, second, refusals);
    }
}
