package io.breakwater.gateway.edge;

import io.breakwater.link.LinkBoard;
import io.breakwater.link.LinkState;
import io.breakwater.link.LinkStatus;
import io.breakwater.v1.DataCenterState;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * What is heard of other data centers.
 *
 * @param clockMicros epoch micros
 */
public record Hearing(LinkBoard links, LongSupplier clockMicros) {
    private static final double MICROS_A_SECOND = 1_000_000;

    /** Of the one with this id; unspecified where no link to it is set or nothing is known of it yet. */
    public DataCenterState state(String id) {
        List<LinkStatus> both = of(id);
        boolean cut = both.stream().anyMatch(link ->
                link.state() == LinkState.CUT || link.state() == LinkState.REFUSED);
        boolean heard = both.stream().anyMatch(link ->
                link.direction() == LinkStatus.Direction.FROM_PEER && link.state() == LinkState.CONNECTED);
        if (cut) {
            return DataCenterState.DATA_CENTER_STATE_CUT;
        }
        return heard ? DataCenterState.DATA_CENTER_STATE_CONNECTED : DataCenterState.DATA_CENTER_STATE_UNSPECIFIED;
    }

    /** Seconds since all that it had stored was durable here; empty where that is not known. */
    public OptionalDouble age(String id) {
        return of(id).stream()
                .filter(link -> link.direction() == LinkStatus.Direction.FROM_PEER && link.caughtUpMicros() > 0)
                .mapToDouble(link -> Math.max(0, clockMicros.getAsLong() - link.caughtUpMicros()) / MICROS_A_SECOND)
                .findFirst();
    }

    private List<LinkStatus> of(String id) {
        return links.links().stream().filter(link -> link.peer().equals(id)).toList();
    }
}
