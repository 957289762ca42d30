package io.breakwater.app;

import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.lane.LaneSetup;
import io.breakwater.actors.lane.LaneSharding;
import io.breakwater.actors.lane.LaneStatus;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.Aggregate;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What lanes of every kind are made with.
 *
 * @param clockMicros epoch micros
 * @param watcher hears how each lane is
 */
record LaneParts(ActorSystem<?> system, EngineSettings settings, ViewSource views, LongSupplier clockMicros,
        ActorRef<LaneStatus> watcher) {

    /**
     * Starts the lanes of a kind.
     *
     * @param duties made anew each time a lane starts
     */
    <S, C, E> RouterDoor<S, C> start(
            Aggregate<S, C, E> aggregate, int lanes, Supplier<List<LaneDuty<S, C, E>>> duties) {
        String kind = aggregate.kind();
        return new RouterDoor<>(
                kind, LaneSharding.start(system, kind, lanes, id -> setup(id, aggregate, duties)), system);
    }

    private <S, C, E> LaneSetup<S, C, E> setup(
            LaneId id, Aggregate<S, C, E> aggregate, Supplier<List<LaneDuty<S, C, E>>> duties) {
        LogName log = new LogName(settings.environment(), settings.home().id(), id.name());
        return new LaneSetup<>(id, aggregate, new LaneFold<>(log, aggregate), settings.lane(), views, clockMicros,
                duties, watcher);
    }
}
