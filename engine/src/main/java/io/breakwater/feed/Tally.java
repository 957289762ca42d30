package io.breakwater.feed;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts what a feed let through and what it did not, by kind. Written by the feed, read by anybody. */
public final class Tally {
    private static final Fault[] FAULTS = Fault.values();

    private final AtomicLongArray counts = new AtomicLongArray(FAULTS.length + 1);

    void passed() {
        counts.incrementAndGet(FAULTS.length);
    }

    public void add(Fault fault) {
        counts.incrementAndGet(fault.ordinal());
    }

    public long of(Fault fault) {
        return counts.get(fault.ordinal());
    }

    /** Observations that were let through. */
    public long good() {
        return counts.get(FAULTS.length);
    }

    /** Observations and messages that were not. */
    public long bad() {
        return byFault().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Only what has occurred. */
    public Map<Fault, Long> byFault() {
        Map<Fault, Long> found = new EnumMap<>(Fault.class);
        for (Fault fault : FAULTS) {
            if (of(fault) > 0) {
                found.put(fault, of(fault));
            }
        }
        return found;
    }
}
