package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.feed.fix.LoopbackBroker;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.Feed;
import io.breakwater.v1.FeedServiceGrpc;
import io.breakwater.v1.ListFeedsRequest;
import io.breakwater.v1.ListPositionsRequest;
import io.breakwater.v1.Position;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed runs on one node of the data center; when that leaves, another goes on where it was. */
@TakesLong
class FeedFailoverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private static List<Feed> feeds(NodesOfOneProcess cluster, int node) {
        return FeedServiceGrpc.newBlockingStub(cluster.channels.get(node)).withDeadlineAfter(20, TimeUnit.SECONDS)
                .listFeeds(ListFeedsRequest.getDefaultInstance()).getFeedsList();
    }

    /** The nodes of these that run it. */
    private static List<Integer> runners(NodesOfOneProcess cluster, List<Integer> nodes) {
        List<Integer> found = new ArrayList<>();
        for (int node : nodes) {
            if (!feeds(cluster, node).isEmpty()) {
                found.add(node);
            }
        }
        return found;
    }

    private static void send(LoopbackBroker broker, int from, int to) {
        for (int i = from; i < to; i++) {
            broker.send(LoopbackBroker.fill("E-" + i, "1", "0.001", "60000"));
        }
    }

    private static void holds(Venue venue, String quantity) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(venue.counterparties().listPositions(
                ListPositionsRequest.newBuilder().setParent("counterparties/alpha").build()).getPositionsList())
                .extracting(Position::getQuantity).containsExactly(quantity));
    }

    @Test
    void aDropCopyGoesOnElsewhereWithItsNumbers() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true);
                NodesOfOneProcess cluster = new NodesOfOneProcess(directory, 1, broker.feed("initiator"))) {
            for (int i = 0; i < 2; i++) {
                cluster.start(Map.of()).ready().toCompletableFuture().get(90, TimeUnit.SECONDS);
            }
            Venue venue = new Venue(cluster.channels.get(0)).opened();
            venue.onboard("alpha");
            await().atMost(PATIENCE).until(() -> broker.session().isLoggedOn());
            send(broker, 0, 50);
            holds(venue, "0.05");
            List<Integer> first = runners(cluster, List.of(0, 1));
            assertThat(first).as("one node runs it").hasSize(1);
            int other = 1 - first.getFirst();
            cluster.nodes.get(first.getFirst()).close();
            send(broker, 50, 100);
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() ->
                    assertThat(runners(cluster, List.of(other))).containsExactly(other));
            holds(new Venue(cluster.channels.get(other)), "0.1");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(feeds(cluster, other).getFirst().getFacts()
                    .getExpected()).isEqualTo(broker.session().getExpectedSenderNum()));
            assertThat(feeds(cluster, other).getFirst().getFacts().getBooked()).as("not from the beginning")
                    .isBetween(50L, 60L);
        }
    }
}
