package io.breakwater.feed.live;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A book as its changes have made it. Levels beyond the bound are forgotten, the worst first. */
public final class OrderBook {
    private static final int MOST_LEVELS = 10_000;

    private final TreeMap<Decimal, Decimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Decimal, Decimal> asks = new TreeMap<>();

    public void apply(Observation.Book book) {
        if (book.isWhole()) {
            bids.clear();
            asks.clear();
        }
        put(bids, book.bids());
        put(asks, book.asks());
    }

    private static void put(TreeMap<Decimal, Decimal> side, List<Level> levels) {
        for (Level level : levels) {
            if (level.amount().signum() == 0) {
                side.remove(level.price());
            } else {
                side.put(level.price(), level.amount());
            }
        }
        while (side.size() > MOST_LEVELS) {
            side.pollLastEntry();
        }
    }

    boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
    }

    /** Best first, at most so many. */
    public List<Level> bids(int most) {
        return top(bids, most);
    }

    /** Best first, at most so many. */
    public List<Level> asks(int most) {
        return top(asks, most);
    }

    private static List<Level> top(TreeMap<Decimal, Decimal> side, int most) {
        List<Level> levels = new ArrayList<>(Math.min(most, side.size()));
        for (Map.Entry<Decimal, Decimal> level : side.entrySet()) {
            if (levels.size() == most) {
                break;
            }
            levels.add(new Level(level.getKey(), level.getValue()));
        }
        return levels;
    }
}
