package io.breakwater.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.feed.live.LoopbackVenue;
import io.breakwater.gateway.Venue;
import io.breakwater.ops.cluster.EngineNode;
import io.breakwater.ops.cluster.LocalCluster;
import io.breakwater.ops.cluster.NodePorts;
import io.breakwater.ops.cluster.NotedCluster;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.Feed;
import io.breakwater.v1.FeedServiceGrpc;
import io.breakwater.v1.FeedState;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.GetNodeStatusResponse;
import io.breakwater.v1.LaneOwner;
import io.breakwater.v1.ListFeedsRequest;
import io.breakwater.v1.Verdict;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The node with the board and with feeds is killed with SIGKILL, as real processes over Cassandra. Its feeds are opened
 * again on the others, each once, another board makes the views, and orders are judged by what the venue says now. Then
 * a node is added, which gets lanes of the others and takes orders too.
 */
@KeepsProcessorsBusy
@Order(3)
class MarketTakeOverIT {
    private static final int NODES = 3;
    private static final int FEEDS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String TAPE = "tape-00";
    private static final int BEFORE = 60_000;
    /** An order at this price is beyond the collar of any view from before the kill. */
    private static final int AFTER = 72_000;

    private final Set<LoopbackVenue.Peer> peers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger price = new AtomicInteger(BEFORE);
    private final AtomicInteger orders = new AtomicInteger();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final List<NodePorts> ports = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    private Path directory;

    @BeforeAll
    static void prepareTheirJvm() {
        NodeJvm.prepare();
    }

    @AfterEach
    void end() {
        clock.shutdownNow();
        channels.forEach(ManagedChannel::shutdownNow);
    }

    @Test
    @Timeout(480)
    void anotherNodeListensAndMakesTheViews() throws Exception {
        try (LoopbackVenue venue = new LoopbackVenue((peer, _) -> peers.add(peer));
                LocalCluster cluster = LocalCluster.start(new LocalCluster.Plan(directory, NODES, 1, (_, places) -> {
                    ports.clear();
                    ports.addAll(places.nodes());
                    return feeds(venue);
                }), line -> System.out.println("[market] " + line))) {
            clock.scheduleWithFixedDelay(this::tick, 0, 200, TimeUnit.MILLISECONDS);
            for (EngineNode node : cluster.nodes()) {
                channels.add(NettyChannelBuilder.forTarget("dns:///" + node.address()).usePlaintext().build());
            }
            List<Integer> all = List.of(0, 1, 2);
            Venue first = new Venue(channels.getFirst()).opened();
            first.onboard("acme");
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> runsOnceOn(all));
            all.forEach(node -> takesOrders(node, BEFORE));

            // Lanes and feeds are spread by and by, each kind by itself.
            int board = await("the board has feeds beside it").atMost(PATIENCE).ignoreExceptions()
                    .until(() -> owner(TAPE, all), node -> !feeds(node).isEmpty());
            peers.clear();
            cluster.nodes().get(board).kill();
            price.set(AFTER);
            long killed = System.nanoTime();
            List<Integer> left = all.stream().filter(node -> node != board).toList();
            left.forEach(node -> takesOrders(node, AFTER));
            System.out.println("[market] orders by new marks " + millisSince(killed) + " ms after the kill");
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> runsOnceOn(left));
            System.out.println("[market] all feeds live " + millisSince(killed) + " ms after the kill");
            assertThat(owner(TAPE, left)).isIn(left);
            addANode(cluster, channels.get(left.getFirst()));
        }
    }

    /** As the runbook says it. */
    private void addANode(LocalCluster cluster, ManagedChannel witness) throws IOException {
        NotedCluster noted = NotedCluster.of(cluster);
        try {
            long begun = System.nanoTime();
            assertThat(noted.say("add")).contains("added. Lanes move to it by themselves");
            channels.add(NettyChannelBuilder.forTarget("dns:///" + noted.lastNode()).usePlaintext().build());
            await().atMost(PATIENCE).ignoreExceptions()
                    .untilAsserted(() -> assertThat(owners(witness)).as("who runs lanes").hasSize(NODES));
            System.out.println("[market] a node that was added runs lanes after " + millisSince(begun) + " ms");
            takesOrders(NODES, AFTER);
            assertThat(noted.say("status")).contains("LAG BLOCKS", "HEALTHY");
        } finally {
            assertThat(noted.say("down")).contains(NODES + " node(s) ended", "1 node(s) of Cassandra ended");
        }
    }

    private static Set<String> owners(ManagedChannel channel) {
        return status(channel).getLaneOwnersList().stream().map(LaneOwner::getOwner).filter(owner -> !owner.isEmpty())
                .collect(Collectors.toSet());
    }

    private static GetNodeStatusResponse status(ManagedChannel channel) {
        return AdminServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS)
                .getNodeStatus(GetNodeStatusRequest.getDefaultInstance());
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    /** The first names the symbol that is traded; the others are there to run somewhere. */
    private static String feeds(LoopbackVenue venue) {
        StringBuilder sources = new StringBuilder("breakwater.feeds.sources = [\n");
        for (int i = 0; i < FEEDS; i++) {
            sources.append("{ name = feed-").append(i).append(", venue = ").append(i == 0 ? "main" : "other-" + i)
                    .append(", dialect = deribit, url = \"").append(venue.url()).append("\", symbols = [BTC-PERP] }\n");
        }
        return sources.append("]\n").toString();
    }

    private void tick() {
        long now = System.currentTimeMillis();
        int at = price.get();
        String ticker = ("{'jsonrpc':'2.0','method':'subscription','params':{'channel':'ticker.BTC-PERP.100ms','data':{"
                + "'timestamp':" + now + ",'mark_price':" + at + ",'index_price':" + at + ",'best_bid_price':"
                + (at - 1) + ",'best_bid_amount':1,'best_ask_price':" + (at + 1)
                + ",'best_ask_amount':1,'instrument_name':'BTC-PERP'}}}").replace('\'', '"');
        peers.forEach(peer -> peer.send(ticker));
    }

    private List<Feed> feeds(int node) {
        return FeedServiceGrpc.newBlockingStub(channels.get(node)).withDeadlineAfter(10, TimeUnit.SECONDS)
                .listFeeds(ListFeedsRequest.getDefaultInstance()).getFeedsList();
    }

    private void runsOnceOn(List<Integer> nodes) {
        List<Feed> all = nodes.stream().flatMap(node -> feeds(node).stream()).toList();
        assertThat(all).extracting(Feed::getName).hasSize(FEEDS).doesNotHaveDuplicates();
        assertThat(all).allMatch(feed -> feed.getState() == FeedState.FEED_STATE_LIVE);
    }

    /** Any node, asked for a counterparty wherever that is, judges by a view with this price. */
    private void takesOrders(int node, int at) {
        Venue venue = new Venue(channels.get(node));
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(venue.decide("acme",
                Venue.buy("o-" + orders.incrementAndGet(), at + ".0", "0.001")).getOutcomes(0).getVerdict())
                .isEqualTo(Verdict.VERDICT_ACCEPTED));
    }

    /** Where a lane runs, by what any node that answers says. */
    private int owner(String lane, List<Integer> nodes) {
        List<Integer> found = new ArrayList<>();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            nodes.forEach(node -> found.addAll(owner(lane, channels.get(node))));
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    private List<Integer> owner(String lane, ManagedChannel channel) {
        return status(channel).getLaneOwnersList().stream()
                .filter(each -> each.getLog().equals(lane))
                .map(LaneOwner::getOwner)
                .flatMap(owner -> IntStream.range(0, ports.size())
                        .filter(i -> owner.endsWith(":" + ports.get(i).cluster())).boxed())
                .toList();
    }
}
