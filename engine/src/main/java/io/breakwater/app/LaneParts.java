package io.breakwater.app;

import io.breakwater.actors.board.ViewSetup;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.lane.LaneReader;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.actors.lane.LaneSetup;
import io.breakwater.actors.lane.LaneSharding;
import io.breakwater.actors.lane.LaneStatus;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.actors.wire.LaneKinds;
import io.breakwater.domain.Aggregate;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * What lanes of every kind are made with.
 *
 * @param clockMicros epoch micros
 * @param watcher hears how each lane is
 */
record LaneParts(ActorSystem<?> system, EngineSettings settings, ViewSource views, LongSupplier clockMicros,
        ActorRef<LaneStatus> watcher) {
    /** After it a lane that was asked for its state is taken for not serving. */
    private static final Duration READING = Duration.ofSeconds(3);

    /**
     * Starts the lanes of a kind.
     *
     * @param duties made anew each time a lane starts
     */
    <S, C, E> RouterDoor<S, C> start(
            Aggregate<S, C, E> aggregate, int lanes, Supplier<List<LaneDuty<S, C, E>>> duties) {
        String kind = aggregate.kind();
        LaneKinds.get(system).add(aggregate);
        LaneRouter<S, C> router = LaneSharding.start(system, kind, lanes, id -> setup(id, aggregate, duties));
        IntFunction<LaneFold<S, C, E>> folds = lane -> fold(new LaneId(kind, lane, lanes), aggregate);
        return new RouterDoor<>(kind, router,
                system.systemActorOf(LaneReader.of(router, folds, READING), "reader-" + kind, Props.empty()));
    }

    <S, C, E> LaneFold<S, C, E> fold(LaneId id, Aggregate<S, C, E> aggregate) {
        return new LaneFold<>(new LogName(settings.environment(), settings.home().id(), id.name()), aggregate);
    }

    ViewSetup viewSetup() {
        return new ViewSetup(Cluster.get(system).selfMember().address().toString(), settings.cluster().stale(),
                settings.cluster().isShared());
    }

    private <S, C, E> LaneSetup<S, C, E> setup(
            LaneId id, Aggregate<S, C, E> aggregate, Supplier<List<LaneDuty<S, C, E>>> duties) {
        return new LaneSetup<>(id, aggregate, fold(id, aggregate), settings.lane(), views, clockMicros,
                duties, watcher);
    }
}
