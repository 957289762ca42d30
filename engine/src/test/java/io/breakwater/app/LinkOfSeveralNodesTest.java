package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.cassandra.FreePorts;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.Link;
import io.breakwater.v1.LinkDirection;
import io.breakwater.v1.LinkServiceGrpc;
import io.breakwater.v1.LinkState;
import io.breakwater.v1.ListLinksRequest;
import io.grpc.Channel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A data center of two nodes that follows another one: one node has the link, both show it, the other takes it over. */
@TakesLong
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LinkOfSeveralNodesTest {
    @TempDir
    Path directory;

    private static Link from(Channel channel) {
        return LinkServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS)
                .listLinks(ListLinksRequest.getDefaultInstance()).getLinksList().stream()
                .filter(link -> link.getDirection() == LinkDirection.LINK_DIRECTION_FROM_PEER).findFirst()
                .orElse(Link.getDefaultInstance());
    }

    private static void awaitCopied(Channel channel) {
        long now = System.currentTimeMillis();
        await().atMost(60, TimeUnit.SECONDS).ignoreExceptions().until(() -> {
            Link link = from(channel);
            return link.getState() == LinkState.LINK_STATE_CONNECTED && link.getLagBlocks() == 0
                    && link.getCaughtUpTime().getSeconds() * 1_000 > now;
        });
    }

    @Test
    void theLinkMovesWithItsNode() throws Exception {
        int[] ports = {FreePorts.one(), FreePorts.one(), FreePorts.one()};
        Map<String, String> fra = Map.of(
                "breakwater.data-center.id", "fra", "breakwater.data-center.number", "1",
                "breakwater.links.port", String.valueOf(ports[0]),
                "breakwater.links.peers.0.id", "ams", "breakwater.links.peers.0.number", "2",
                "breakwater.links.peers.0.addresses.0", "127.0.0.1:" + ports[1],
                "breakwater.links.peers.0.addresses.1", "127.0.0.1:" + ports[2],
                "pekko.cluster.jmx.multi-mbeans-in-same-jvm", "on");
        Map<String, String> ams = Map.of(
                "breakwater.data-center.id", "ams", "breakwater.data-center.number", "2",
                "breakwater.links.peers.0.id", "fra", "breakwater.links.peers.0.number", "1",
                "breakwater.links.peers.0.addresses.0", "127.0.0.1:" + ports[0]);
        try (RunningNode leader = RunningNode.start(directory.resolve("fra"), fra);
                NodesOfOneProcess nodes = new NodesOfOneProcess(directory.resolve("ams"), 2, ams)) {
            Venue venue = new Venue(leader).opened();
            nodes.start(Map.of("breakwater.links.port", String.valueOf(ports[1])))
                    .ready().toCompletableFuture().get(90, TimeUnit.SECONDS);
            nodes.start(Map.of("breakwater.links.port", String.valueOf(ports[2])))
                    .ready().toCompletableFuture().get(90, TimeUnit.SECONDS);
            awaitCopied(nodes.channels.get(0));
            awaitCopied(nodes.channels.get(1));
            assertThat(from(nodes.channels.get(0)).getConnections()).isEqualTo(1);

            nodes.nodes.getFirst().close();
            venue.mark("60100");
            awaitCopied(nodes.channels.get(1));
            assertThat(from(nodes.channels.get(1)).getBlocks()).isPositive();
        }
    }
}
