package io.breakwater.app;

import io.breakwater.actors.lane.Lane;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.actors.lane.LaneSetup;
import io.breakwater.domain.Aggregate;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The lanes of one kind as sharded entities: one an entity id, which is the lane's name and the name of its log. */
final class LaneKind<S, C, E> {
    private final ActorSystem<?> system;
    private final Aggregate<S, C, E> aggregate;
    private final List<LaneId> ids;
    private final List<EntityRef<LaneCommand<S, C>>> refs;
    private volatile LaneParts parts;
    private volatile Supplier<List<LaneDuty<S, C, E>>> duties;

    /** Makes the lanes known to the cluster; none of them runs before {@link #start}. */
    LaneKind(ActorSystem<?> system, Aggregate<S, C, E> aggregate, int lanes) {
        this.system = system;
        this.aggregate = aggregate;
        EntityTypeKey<LaneCommand<S, C>> key = key(aggregate.kind());
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(key, context -> lane(context.getEntityId())));
        this.ids = IntStream.range(0, lanes).mapToObj(lane -> new LaneId(aggregate.kind(), lane, lanes)).toList();
        this.refs = ids.stream().map(id -> sharding.entityRefFor(key, id.name())).toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <S, C> EntityTypeKey<LaneCommand<S, C>> key(String kind) {
        return (EntityTypeKey) EntityTypeKey.create(LaneCommand.class, kind + "-lane");
    }

    LaneRouter<S, C> router() {
        return new LaneRouter<>(refs);
    }

    RouterDoor<S, C> door() {
        return new RouterDoor<>(ids, router(), refs, system);
    }

    /** Starts the lanes. @param made gives the duties, made anew each time a lane starts */
    void start(LaneParts with, Supplier<List<LaneDuty<S, C, E>>> made) {
        parts = with;
        duties = made;
        wake();
    }

    private Behavior<LaneCommand<S, C>> lane(String name) {
        LaneId id = ids.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        LogName log = new LogName(parts.settings().environment(), parts.settings().home().id(), name);
        return Lane.of(new LaneSetup<>(id, aggregate, new LaneFold<>(log, aggregate), parts.settings().lane(),
                parts.views(), parts.clockMicros(), duties, parts.watcher()));
    }

    /** Starts lanes that do not run. */
    void wake() {
        refs.forEach(lane -> lane.tell(new LaneCommand.Wake<>()));
    }
}
