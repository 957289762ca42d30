package io.breakwater.feed.run;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import io.breakwater.feed.live.OrderBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the latest of each symbol, and which have changed since somebody looked. Bounded by the gate before it. */
final class Conflation implements Sink {
    /** Of a side; what is not bought within it is not bought. */
    private static final int MOST_LEVELS = 100;

    private final Map<String, Decimal> impacts;
    private final Map<String, Kept> books = new HashMap<>();
    private final Map<String, Latest> latest = new HashMap<>();
    private final Map<String, Told> states = new HashMap<>();
    private final Set<String> restated = new LinkedHashSet<>();
    private final Set<String> changed = new LinkedHashSet<>();

    Conflation() {
        this(Map.of());
    }

    /** @param impacts amounts whose price in the book is wanted, by symbol; books of others are not kept */
    Conflation(Map<String, Decimal> impacts) {
        this.impacts = impacts;
    }

    /** A symbol and what is known of it. @param book null where none is kept */
    record Change(String symbol, Latest latest, ImpactBook book) {}

    /** What a venue said last of a symbol. @param atMicros when, epoch micros by its clock */
    record Told(Observation.State state, long atMicros) {}

    /** A book as the changes that were let through have made it. */
    private static final class Kept {
        private final OrderBook book = new OrderBook();
        private long atMicros;
    }

    @Override
    public synchronized void observed(Observation observation) {
        String symbol = observation.of().symbol();
        if (observation instanceof Observation.Book book && impacts.containsKey(symbol)) {
            keep(symbol, book);
        }
        if (observation instanceof Observation.InstrumentState it) {
            Told before = states.put(symbol, new Told(it.state(), it.at().venueMicros()));
            if (before == null || before.state() != it.state()) {
                restated.add(symbol);
            }
        }
        Latest before = latest.getOrDefault(symbol, Latest.NONE);
        Latest after = before.with(observation);
        if (after != before) {
            latest.put(symbol, after);
            changed.add(symbol);
        }
    }

    /** Changes to a book that is not known yet are nothing. */
    private void keep(String symbol, Observation.Book change) {
        Kept kept = change.isWhole() ? books.computeIfAbsent(symbol, fresh -> new Kept()) : books.get(symbol);
        if (kept != null) {
            kept.book.apply(change);
            kept.atMicros = change.at().venueMicros();
            latest.putIfAbsent(symbol, Latest.NONE);
            changed.add(symbol);
        }
    }

    private Change change(String symbol, Latest known) {
        Kept kept = books.get(symbol);
        return new Change(symbol, known, kept == null ? null : new ImpactBook(impacts.get(symbol),
                kept.book.bids(MOST_LEVELS), kept.book.asks(MOST_LEVELS), kept.atMicros));
    }

    /** Nothing: whoever reads the source has counted it. */
    @Override
    public void faulty(Fault fault, String text) {
        // A fault is no news about any symbol.
    }

    /** What has changed since the last call. */
    synchronized List<Change> changes() {
        List<Change> changes = new ArrayList<>(changed.size());
        changed.forEach(symbol -> changes.add(change(symbol, latest.get(symbol))));
        changed.clear();
        return changes;
    }

    /** What venues said last of how symbols are. */
    synchronized Map<String, Told> states() {
        return Map.copyOf(states);
    }

    /** Those that have changed since the last call. */
    synchronized Map<String, Told> stateChanges() {
        if (restated.isEmpty()) {
            return Map.of();
        }
        Map<String, Told> changes = new LinkedHashMap<>();
        restated.forEach(symbol -> changes.put(symbol, states.get(symbol)));
        restated.clear();
        return changes;
    }

    /** Everything that is known. */
    synchronized List<Change> all() {
        List<Change> all = new ArrayList<>(latest.size());
        latest.forEach((symbol, it) -> all.add(change(symbol, it)));
        return all;
    }
}
