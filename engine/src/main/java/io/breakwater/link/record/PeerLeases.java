package io.breakwater.link.record;

import java.util.HashMap;
import java.util.Map;

/** The leases of other data centers, and for how long nobody has renewed them. Used by one thread. */
public final class PeerLeases {

    private final LeaseRule rule;
    private final Map<Integer, Seen> seen = new HashMap<>();

    /** @param sinceNanos when it had been read for the first time */
    private record Seen(SiteEntry entry, long sinceNanos) {}

    public PeerLeases(LeaseRule rule) {
        this.rule = rule;
    }

    /** @param nanos when the reading had ended */
    public void read(SiteEntry entry, long nanos) {
        Seen before = seen.get(entry.center());
        if (before == null || !before.entry().equals(entry)) {
            seen.put(entry.center(), new Seen(entry, nanos));
        }
    }

    /**
     * The entry of a data center whose lease has certainly ended by its own clock, to be fenced if it still stands so;
     * null where that is not known.
     */
    public SiteEntry ended(int center, long nanos) {
        Seen last = seen.get(center);
        boolean over = last != null && last.entry().isKnown() && !last.entry().isFenced()
                && nanos - last.sinceNanos() >= rule.endsNanos();
        return over ? last.entry() : null;
    }
}
