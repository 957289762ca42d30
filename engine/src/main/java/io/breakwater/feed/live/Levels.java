package io.breakwater.feed.live;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation.Level;
import java.util.ArrayList;
import java.util.List;

/** Levels of a book as venues write them: {@code [[price, amount, …], …]}. */
public final class Levels {
    private static final int MOST = 20_000;

    private Levels() {}

    public static List<Level> of(Json json) {
        return read(json, false);
    }

    /** With a word before the price: {@code ["new", price, amount]}. */
    public static List<Level> worded(Json json) {
        return read(json, true);
    }

    private static List<Level> read(Json json, boolean isWorded) {
        List<Level> levels = new ArrayList<>();
        if (!json.isArray()) {
            throw new FeedFault(Fault.MALFORMED, "no levels");
        }
        while (json.element()) {
            if (levels.size() == MOST) {
                throw new FeedFault(Fault.OVERSIZED, "more than " + MOST + " levels");
            }
            levels.add(level(json, isWorded));
        }
        return levels;
    }

    private static Level level(Json json, boolean isWorded) {
        if (!json.isArray()) {
            throw new FeedFault(Fault.MALFORMED, "no level");
        }
        if (isWorded) {
            json.element();
        }
        Decimal price = next(json);
        Decimal amount = next(json);
        while (json.element()) {
            json.skip();
        }
        return new Level(price, amount);
    }

    private static Decimal next(Json json) {
        if (!json.element()) {
            throw new FeedFault(Fault.TRUNCATED, "a level with no amount");
        }
        return json.decimal();
    }
}
