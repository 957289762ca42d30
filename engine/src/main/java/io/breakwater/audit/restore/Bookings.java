package io.breakwater.audit.restore;

import io.breakwater.kernel.Origin;
import io.breakwater.log.LaneState;
import java.util.List;
import java.util.Set;

/** What a restore books in logs behind the terms that it raises, before any lane runs on them. */
interface Bookings {

    /**
     * A fact to be booked; where it is known already, nothing is.
     *
     * @param what the entity is told, for people
     */
    record Fact(String entity, Object command, String what) {}

    /** Whether the state of a log has to be known to say what. */
    boolean concerns(String log);

    /** Logs that are begun where nobody had any of them. */
    Set<String> begun();

    /** @param state that the log comes to @param origin of ids that are made in it */
    List<Fact> of(String log, LaneState<?> state, Origin origin);
}
