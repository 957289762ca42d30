package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.cassandra.FreePorts;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.ClusterMember;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.Receipt;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.Verdict;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two clusters of one data center over the same logs, under load, become one: the larger goes on, the other ends and
 * comes back as a member. Nothing that either has acknowledged is lost, nothing is decided twice.
 */
@TakesLong
class SecondClusterTest {
    private static final int ACCOUNTS = 4;
    private static final int MOST_SECONDS = 90;
    private static final int DECISION_SECONDS = 2;

    private final List<Receipt> receipts = new ArrayList<>();
    private int orders;

    @TempDir
    Path directory;

    private static void ready(Node node) throws Exception {
        node.ready().toCompletableFuture().get(MOST_SECONDS, TimeUnit.SECONDS);
    }

    private static List<String> members(ManagedChannel channel) {
        return AdminServiceGrpc.newBlockingStub(channel).withDeadlineAfter(MOST_SECONDS, TimeUnit.SECONDS)
                .getNodeStatus(GetNodeStatusRequest.getDefaultInstance()).getMembersList().stream()
                .map(ClusterMember::getAddress).toList();
    }

    /** Keeps what was answered; who gets none knows nothing, and asks nobody again. */
    private void order(ManagedChannel channel) {
        int number = orders++;
        DecideRequest request =
                Venue.request("acme-" + number % ACCOUNTS, Venue.buy("o-" + number, "60000", "0.001")).build();
        try {
            DecideResponse answer = DecisionServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(DECISION_SECONDS, TimeUnit.SECONDS).decide(request);
            Verdict verdict = answer.getOutcomes(0).getVerdict();
            if (verdict == Verdict.VERDICT_ACCEPTED) {
                receipts.add(Venue.receipt(request.getRequestId(), verdict));
            }
        } catch (StatusRuntimeException unanswered) {
            assertThat(unanswered.getStatus().isOk()).isFalse();
        }
    }

    /** Each time by a fresh mark. */
    private void accepted(Venue marking, ManagedChannel channel) {
        int before = receipts.size();
        await().atMost(MOST_SECONDS, TimeUnit.SECONDS).ignoreExceptions().until(() -> {
            marking.mark("60000");
            order(channel);
            return receipts.size() > before;
        });
    }

    private static boolean hasEnded(int port) throws Exception {
        return Knock.byTcp().isRefused(new Address("pekko", "breakwater", "127.0.0.1", port))
                .toCompletableFuture().get(MOST_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void theSmallerGivesWay() throws Exception {
        List<Integer> ports = FreePorts.several(2);
        String known = "127.0.0.1:" + ports.get(0);
        String alone = "127.0.0.1:" + ports.get(1);
        Map<String, String> both =
                Map.of("breakwater.cluster.seeds.0", known, "breakwater.cluster.seeds.1", alone);
        try (NodesOfOneProcess cluster = new NodesOfOneProcess(directory, 1, Map.of(
                "breakwater.cluster.unite-after", "3s",
                "pekko.cluster.seed-node-timeout", "500ms"))) {
            ready(cluster.start(with(both, ports.get(0))));
            ready(cluster.start(both));
            Venue venue = new Venue(cluster.channels.getFirst()).opened("acme-0", "acme-1", "acme-2", "acme-3");
            accepted(venue, cluster.channels.getFirst());

            // It knows nobody but itself, and nobody but the others knows of it. Where it is slow it has ended by now.
            cluster.start(with(Map.of("breakwater.cluster.seeds.0", alone), ports.get(1)));
            await().atMost(MOST_SECONDS, TimeUnit.SECONDS).ignoreExceptions().until(() -> hasEnded(ports.get(1))
                    || members(cluster.channels.getLast()).equals(List.of(alone)));
            assertThat(members(cluster.channels.getFirst())).hasSize(2).doesNotContain(alone);
            await().atMost(MOST_SECONDS, TimeUnit.SECONDS).until(() -> {
                cluster.channels.forEach(this::order);
                return hasEnded(ports.get(1));
            });

            ready(cluster.start(with(both, ports.get(1))));
            for (int node : new int[] {0, 1, 3}) {
                assertThat(members(cluster.channels.get(node))).hasSize(3).contains(known, alone);
            }
            for (int node : new int[] {0, 1, 3}) {
                accepted(venue, cluster.channels.get(node));
            }
            ReconcileResponse found = venue.reconcile(MOST_SECONDS, receipts.toArray(Receipt[]::new));
            assertThat(found.getAgreed()).as("%s", found).isEqualTo(receipts.size());
            assertThat(found.getDoubled()).as("%s", found).isZero();
        }
    }

    private static Map<String, String> with(Map<String, String> seeds, int port) {
        Map<String, String> own = new HashMap<>(seeds);
        own.put("breakwater.cluster.port", String.valueOf(port));
        return own;
    }
}
