package io.breakwater.feed.file;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Where a file's header says that each column is; letters' case does not matter. */
public final class Columns {
    private final Map<String, Integer> places = new HashMap<>();

    public Columns(Row header) {
        for (int i = 0; i < header.size(); i++) {
            places.putIfAbsent(header.text(i).strip().toLowerCase(Locale.ROOT), i);
        }
    }

    public boolean has(String name) {
        return places.containsKey(name);
    }

    /** @throws FeedFault MALFORMED where there is none */
    public int of(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new FeedFault(Fault.MALFORMED, "no column " + name);
        }
        return place;
    }

    /** −1 where there is none. */
    public int orNone(String name) {
        return places.getOrDefault(name, -1);
    }
}
