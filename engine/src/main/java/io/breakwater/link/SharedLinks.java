package io.breakwater.link;

import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.link.LinkStatus.Carried;
import io.breakwater.link.LinkStatus.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The links of a data center as its nodes have told each other: which node has the end of one may change at any time.
 * What was told too long ago is not believed.
 */
public final class SharedLinks implements LinkBoard {
    private static final int MOST_NODES = 128;
    private static final String NOBODY = "no node here has it now";

    private final LinkSettings settings;
    private final LinkClock clock;
    private final Map<String, Told> nodes = new ConcurrentHashMap<>();

    /** @param nanos when it was told, by this process's clock */
    private record Told(List<LinkStatus> ends, long nanos) {}

    /** @param clock tells also for how long a node has told nothing */
    public SharedLinks(LinkSettings settings, LinkClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A node has told how the ends are that it has. */
    public void told(LinkReport report) {
        if (nodes.size() >= MOST_NODES && !nodes.containsKey(report.node())) {
            nodes.values().removeIf(told -> !isFresh(told));
        }
        nodes.put(report.node(), new Told(report.ends(), clock.nanos().getAsLong()));
    }

    private boolean isFresh(Told told) {
        return clock.nanos().getAsLong() - told.nanos() <= settings.rhythm().cutAfter().toNanos();
    }

    @Override
    public List<LinkStatus> links() {
        List<LinkStatus> links = new ArrayList<>();
        for (Peer peer : settings.peers()) {
            links.add(link(peer.id(), Direction.FROM_PEER));
            if (settings.serves()) {
                links.add(link(peer.id(), Direction.TO_PEER));
            }
        }
        links.sort(Comparator.comparing(LinkStatus::peer).thenComparing(LinkStatus::direction));
        return links;
    }

    private LinkStatus link(String peer, Direction direction) {
        LinkStatus newest = newest(peer, direction, true);
        if (newest != null) {
            return aged(newest);
        }
        LinkStatus last = newest(peer, direction, false);
        return last == null
                ? new LinkStatus(peer, direction, LinkState.CONNECTING, "", NOBODY, 0, 0, List.of(), Carried.NOTHING)
                : cut(last, NOBODY);
    }

    private LinkStatus newest(String peer, Direction direction, boolean fresh) {
        return nodes.values().stream()
                .filter(told -> isFresh(told) || !fresh)
                .flatMap(told -> told.ends().stream())
                .filter(end -> end.peer().equals(peer) && end.direction() == direction)
                .max(Comparator.comparingLong(LinkStatus::heardMicros)).orElse(null);
    }

    /** The peer may have fallen silent since it was told. */
    private LinkStatus aged(LinkStatus end) {
        long silentMicros = clock.micros().getAsLong() - end.heardMicros();
        boolean silent = end.state() == LinkState.CONNECTED
                && silentMicros > 2 * settings.rhythm().cutAfter().toNanos() / 1_000;
        return silent ? cut(end, "silent") : end;
    }

    private static LinkStatus cut(LinkStatus end, String reason) {
        LinkState state = end.state() == LinkState.REFUSED ? LinkState.REFUSED : LinkState.CUT;
        return new LinkStatus(end.peer(), end.direction(), state, end.address(),
                state == LinkState.REFUSED ? end.reason() : reason, end.heardMicros(), end.caughtUpMicros(),
                end.logs(), end.carried());
    }
}
