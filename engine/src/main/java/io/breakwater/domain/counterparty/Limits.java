package io.breakwater.domain.counterparty;

import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Table;

/**
 * The limits set on one scope.
 *
 * @param everyCap by ordinal of the measure: the cap on every dimension; {@link #UNLIMITED} where none is set
 * @param byDimension caps on one dimension, by {@link #key}; they hold beside the general one
 * @param set all that was set, for reading
 */
public record Limits(long[] everyCap, LongMap<Limit> byDimension, Table<String, Limit> set) {

    public static final long UNLIMITED = Long.MAX_VALUE;
    /** Limits that a scope may carry. */
    public static final int MAX_LIMITS = 1_024;
    public static final Limits NONE = new Limits(new long[0], LongMap.empty(), Table.empty());

    public boolean isEmpty() {
        return everyCap.length == 0;
    }

    /** Cap that holds for every dimension; {@link #UNLIMITED} when there is none. */
    public long cap(Measure measure) {
        return everyCap.length == 0 ? UNLIMITED : everyCap[measure.ordinal()];
    }

    /** The stricter of the general cap and the one for this dimension. */
    public long cap(Measure measure, String dimension) {
        long general = cap(measure);
        if (byDimension.isEmpty()) {
            return general;
        }
        Limit own = byDimension.get(key(measure, dimension));
        return own == null ? general : Math.min(general, own.cap());
    }

    /** Warnings are kept for reading but refuse nothing. */
    public Limits with(Limit limit) {
        Table<String, Limit> all = set.put(name(limit), limit);
        long cap = limit.hard() ? limit.cap() : UNLIMITED;
        if (!limit.dimension().isEmpty()) {
            long key = key(limit.measure(), limit.dimension());
            Limit hard = new Limit(limit.measure(), limit.dimension(), cap, true);
            return new Limits(expanded(), byDimension.put(key, hard), all);
        }
        long[] caps = expanded();
        caps[limit.measure().ordinal()] = cap;
        return new Limits(caps, byDimension, all);
    }

    /** Whether less passes with it than did. */
    boolean isTightenedBy(Limit limit) {
        Limit own = byDimension.get(key(limit.measure(), limit.dimension()));
        long before = limit.dimension().isEmpty() ? cap(limit.measure()) : own == null ? UNLIMITED : own.cap();
        return limit.hard() && limit.cap() < before;
    }

    /** True when one more may be set, or it replaces one: a limit can always be tightened. */
    boolean hasRoomFor(Limit limit) {
        return set.size() < MAX_LIMITS || set.containsKey(name(limit));
    }

    private static String name(Limit limit) {
        return name(limit.measure(), limit.dimension());
    }

    /** Key of what was set. */
    static String name(Measure measure, String dimension) {
        return measure + "/" + dimension;
    }

    private long[] expanded() {
        long[] caps = new long[Measure.values().length];
        for (int i = 0; i < caps.length; i++) {
            caps[i] = i < everyCap.length ? everyCap[i] : UNLIMITED;
        }
        return caps;
    }

    private static long key(Measure measure, String dimension) {
        return Hash64.combine(measure.ordinal(), Hash64.of(dimension));
    }
}
