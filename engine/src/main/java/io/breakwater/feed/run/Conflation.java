package io.breakwater.feed.run;

import io.breakwater.feed.Fault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the latest of each symbol, and which have changed since somebody looked. Bounded by the gate before it. */
final class Conflation implements Sink {
    private final Map<String, Latest> latest = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    /** A symbol and what is known of it. */
    record Change(String symbol, Latest latest) {}

    @Override
    public synchronized void observed(Observation observation) {
        String symbol = observation.of().symbol();
        Latest before = latest.getOrDefault(symbol, Latest.NONE);
        Latest after = before.with(observation);
        if (after != before) {
            latest.put(symbol, after);
            changed.add(symbol);
        }
    }

    /** Nothing: whoever reads the source has counted it. */
    @Override
    public void faulty(Fault fault, String text) {
        // A fault is no news about any symbol.
    }

    /** What has changed since the last call. */
    synchronized List<Change> changes() {
        List<Change> changes = new ArrayList<>(changed.size());
        changed.forEach(symbol -> changes.add(new Change(symbol, latest.get(symbol))));
        changed.clear();
        return changes;
    }

    /** Everything that is known. */
    synchronized List<Change> all() {
        List<Change> all = new ArrayList<>(latest.size());
        latest.forEach((symbol, it) -> all.add(new Change(symbol, it)));
        return all;
    }
}
