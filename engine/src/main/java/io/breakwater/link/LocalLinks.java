package io.breakwater.link;

import io.breakwater.link.LinkStatus.Direction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The ends of links that are on this node. */
public final class LocalLinks implements LinkBoard {
    private final Map<Place, Supplier<LinkStatus>> ends = new ConcurrentHashMap<>();

    private record Place(String peer, Direction direction) {}

    void put(String peer, Direction direction, Supplier<LinkStatus> status) {
        ends.put(new Place(peer, direction), status);
    }

    /** Nothing where another has taken its place. */
    void remove(String peer, Direction direction, Supplier<LinkStatus> status) {
        ends.remove(new Place(peer, direction), status);
    }

    @Override
    public List<LinkStatus> links() {
        return ends.values().stream().map(Supplier::get).toList();
    }
}
