package io.breakwater.app;

import io.breakwater.actors.board.PublishedView;
import io.breakwater.actors.lane.LaneSharding;
import io.breakwater.gateway.admin.ClusterView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.ShardRegion.ClusterShardingStats;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingQuery;
import org.apache.pekko.cluster.sharding.typed.GetClusterShardingStats;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * The cluster as this node sees it.
 *
 * @param kinds of lanes
 */
record Members(ActorSystem<?> system, PublishedView view, List<String> kinds) implements ClusterView {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public List<Member> members() {
        Cluster cluster = Cluster.get(system);
        Set<org.apache.pekko.cluster.Member> silent = cluster.state().getUnreachable();
        List<Member> members = new ArrayList<>();
        cluster.state().getMembers().forEach(member -> members.add(new Member(
                named(member.address()), member.status().toString(), !silent.contains(member),
                member.equals(cluster.selfMember()))));
        return members;
    }

    private static String named(Address address) {
        return address.getHost().orElse("?") + ":" + address.getPort().orElse(0);
    }

    @Override
    public CompletionStage<Map<String, String>> owners() {
        List<CompletableFuture<ClusterShardingStats>> asked =
                kinds.stream().map(kind -> stats(kind).toCompletableFuture()).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).handle((_, _) -> {
            Map<String, String> owners = new HashMap<>();
            asked.stream().filter(stats -> !stats.isCompletedExceptionally())
                    .forEach(stats -> stats.resultNow().getRegions().forEach((node, region) ->
                            region.getStats().keySet().forEach(lane -> owners.put(lane, named(own(node))))));
            return owners;
        });
    }

    /** A node leaves out its own address. */
    private Address own(Address node) {
        return node.hasLocalScope() ? Cluster.get(system).selfMember().address() : node;
    }

    private CompletionStage<ClusterShardingStats> stats(String kind) {
        ActorRef<ClusterShardingQuery> state = ClusterSharding.get(system).shardState();
        return AskPattern.<ClusterShardingQuery, ClusterShardingStats>ask(state,
                replyTo -> new GetClusterShardingStats(LaneSharding.key(kind), PATIENCE, replyTo),
                PATIENCE.multipliedBy(2), system.scheduler());
    }

    @Override
    public boolean isViewCurrent() {
        return view.isCurrent();
    }

    @Override
    public long viewBlock() {
        return view.current().id().sequence();
    }
}
