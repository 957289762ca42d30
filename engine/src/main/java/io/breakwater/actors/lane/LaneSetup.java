package io.breakwater.actors.lane;

import io.breakwater.domain.Aggregate;
import io.breakwater.log.LaneFold;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * All that makes one lane the lane it is.
 *
 * @param id its name is its persistence id
 * @param fold how its log is written and read
 * @param views where batches take their market view
 * @param clockMicros epoch micros; may go back, decision times do not
 * @param duties made anew each time the lane starts
 * @param watcher hears how the lane is
 */
public record LaneSetup<S, C, E>(
        LaneId id,
        Aggregate<S, C, E> aggregate,
        LaneFold<S, C, E> fold,
        LaneSettings settings,
        ViewSource views,
        LongSupplier clockMicros,
        Supplier<List<LaneDuty<S, C, E>>> duties,
        ActorRef<LaneStatus> watcher) {

    /** Its name. */
    String lane() {
        return id.name();
    }
}
