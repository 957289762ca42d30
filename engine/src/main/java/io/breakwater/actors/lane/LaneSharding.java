package io.breakwater.actors.lane;

import io.breakwater.actors.support.Lasting;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Spreads the lanes of a kind over the cluster: one shard a lane, on one node at a time. They are not started by their
 * first message but kept awake, so that a lane that moved or failed has read its log before it is asked. Sharding
 * decides only where a lane runs; that no two write to one log is the log's own matter.
 */
public final class LaneSharding {
    /** A lane whose node is gone starts when it is asked next; it is asked this at the latest. */
    private static final Duration WAKING = Duration.ofMillis(300);

    private LaneSharding() {}

    /**
     * Starts this node's part in the lanes of a kind.
     *
     * @param setups makes the setup of a lane that is to run on this node
     * @return the way to all of them, wherever they run
     */
    public static <S, C, E> LaneRouter<S, C> start(
            ActorSystem<?> system, String kind, int count, Function<LaneId, LaneSetup<S, C, E>> setups) {
        EntityTypeKey<LaneCommand<S, C>> key = key(kind);
        ClusterSharding sharding = ClusterSharding.get(system);
        List<LaneId> lanes = IntStream.range(0, count).mapToObj(number -> new LaneId(kind, number, count)).toList();
        sharding.init(Entity.of(key, context -> Lane.of(setups.apply(named(lanes, context.getEntityId()))))
                .withMessageExtractor(new LaneExtractor<>())
                .withStopMessage(new LaneCommand.Leave<>())
                .withSettings(ClusterShardingSettings.create(system).withNoPassivationStrategy()));
        LaneRouter<S, C> router =
                new LaneRouter<>(lanes.stream().map(lane -> sharding.entityRefFor(key, lane.name())).toList());
        Lasting.start(system, waker(router, system), "waker-" + kind);
        return router;
    }

    /** Names the lanes of a kind to sharding. */
    @SuppressWarnings("unchecked")
    public static <S, C> EntityTypeKey<LaneCommand<S, C>> key(String kind) {
        return EntityTypeKey.create((Class<LaneCommand<S, C>>) (Class<?>) LaneCommand.class, kind);
    }

    private static LaneId named(List<LaneId> lanes, String name) {
        return lanes.stream().filter(lane -> lane.name().equals(name)).findFirst().orElseThrow();
    }

    /**
     * Wakes nobody while the node is not a member, or stops, which it begins as one: what waits to be sent then would
     * hold up its stop, and where all nodes stop together no lane has a home that it could be sent to.
     */
    private static <S, C> Behavior<LaneCommand.Wake<S, C>> waker(LaneRouter<S, C> lanes, ActorSystem<?> system) {
        Cluster cluster = Cluster.get(system);
        CoordinatedShutdown stop = CoordinatedShutdown.get(system);
        return Behaviors.withTimers(timers -> {
            LaneCommand.Wake<S, C> wake = new LaneCommand.Wake<>();
            timers.startTimerAtFixedRate(wake, Duration.ZERO, WAKING);
            return Behaviors.receiveMessage(tick -> {
                boolean mayWake = cluster.selfMember().status() == MemberStatus.up()
                        && stop.getShutdownReason().isEmpty();
                for (int lane = 0; mayWake && lane < lanes.lanes(); lane++) {
                    lanes.tell(lane, wake);
                }
                return Behaviors.same();
            });
        });
    }

    /** A lane's name is its entity and its shard. */
    private static final class LaneExtractor<M> extends ShardingMessageExtractor<ShardingEnvelope<M>, M> {

        @Override
        public String entityId(ShardingEnvelope<M> envelope) {
            return envelope.entityId();
        }

        @Override
        public String shardId(String lane) {
            return lane;
        }

        @Override
        public M unwrapMessage(ShardingEnvelope<M> envelope) {
            return envelope.message();
        }
    }
}
