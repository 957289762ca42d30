package io.breakwater.feed.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The feeds that run on this node, for whoever wants to see how they are. */
public final class FeedBoard {
    private final Map<String, Supplier<FeedStatus>> feeds = new ConcurrentHashMap<>();

    void put(String name, Supplier<FeedStatus> status) {
        feeds.put(name, status);
    }

    void remove(String name) {
        feeds.remove(name);
    }

    /** By name. */
    public List<FeedStatus> all() {
        return feeds.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(it -> it.getValue().get()).toList();
    }
}
