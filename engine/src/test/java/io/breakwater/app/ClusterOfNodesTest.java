package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.actors.lane.GatedJournal;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.HaltResponse;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes of one cluster: any of them serves any call, and all decide by one market. */
@TakesLong
class ClusterOfNodesTest {
    private static final int ACCOUNTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What actors of one node tell each other by reference. */
    private static final List<String> STAYS_ON_ITS_NODE = List.of(
            "org.apache.pekko.", "io.breakwater.app.", "io.breakwater.gateway.", "io.breakwater.feed.",
            "io.breakwater.link.", "io.breakwater.actors.board.Board", "io.breakwater.actors.board.RollCall",
            "io.breakwater.actors.board.ViewFeed", "io.breakwater.actors.board.ViewReceiver",
            "io.breakwater.actors.lane.Batch", "io.breakwater.actors.lane.Courier",
            "io.breakwater.actors.lane.Entity", "io.breakwater.actors.lane.FrontMessage",
            "io.breakwater.actors.lane.LaneCommand$Leave", "io.breakwater.actors.lane.LaneCommand$ReadState",
            "io.breakwater.actors.lane.LaneCommand$Retry", "io.breakwater.actors.lane.LaneCommand$Serving",
            "io.breakwater.actors.lane.LaneCommand$Stopping",
            "io.breakwater.actors.lane.LaneLog", "io.breakwater.actors.lane.LaneReader",
            "io.breakwater.actors.lane.LaneStatus", "io.breakwater.log.LaneState");

    @TempDir
    Path directory;

    private static void ready(Node node) throws Exception {
        node.ready().toCompletableFuture().get(90, TimeUnit.SECONDS);
    }

    /** What became of a request: a lane may be on its way to another node, and who hears UNKNOWN asks again. */
    private static ItemOutcome settled(Venue asked, DecideRequest request) {
        return await().atMost(PATIENCE).ignoreExceptions().until(
                () -> asked.decisions().decide(request).getOutcomes(0),
                outcome -> outcome.getVerdict() != Verdict.VERDICT_UNKNOWN);
    }

    /** Buys by a fresh mark, once the node whose lane decides has heard of it: until then it takes no risk. */
    private static void order(Venue marking, Venue asked, int account) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            marking.mark("60000");
            return settled(asked,
                    Venue.request("acme-" + account, Venue.buy("o-" + account, "60000", "0.001")).build());
        }, outcome -> outcome.getVerdict() == Verdict.VERDICT_ACCEPTED);
    }

    @Test
    void anyNodeServesAnyCallAndAllDecideByOneMarket() throws Exception {
        try (NodesOfOneProcess cluster = new NodesOfOneProcess(directory, 1, Map.of())) {
            for (int i = 0; i < 3; i++) {
                ready(cluster.start(Map.of()));
            }
            Venue first = new Venue(cluster.channels.get(0)).opened();
            Venue last = new Venue(cluster.channels.get(2));
            for (int i = 0; i < ACCOUNTS; i++) {
                first.onboard("acme-" + i);
            }
            for (int i = 0; i < ACCOUNTS; i++) {
                order(first, last, i);
                assertThat(last.counterparties().getCounterparty(GetCounterpartyRequest.newBuilder()
                        .setName("counterparties/acme-" + i).build()).getCounterparty().getName()).isEqualTo("counterparties/acme-" + i);
            }
            for (Node node : cluster.nodes) {
                await().atMost(30, TimeUnit.SECONDS).untilAsserted(
                        () -> assertThat(answer(node, "/ready").body()).isEqualTo("yes\n"));
            }

            HaltResponse wouldBe = last.halt(true);
            assertThat(wouldBe.getShownByList()).isEmpty();
            assertThat(wouldBe.getNotShownByList()).hasSize(3);

            // Lanes may still be moving: who hears UNKNOWN asks again.
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                HaltResponse halted = last.halt(false);
                assertThat(halted.getShownByList()).hasSize(3);
                assertThat(halted.getNotShownByList()).isEmpty();
            });
            for (int i = 0; i < ACCOUNTS; i++) {
                DecideRequest halted = Venue.request("acme-" + i, Venue.buy("p-" + i, "60000", "0.001")).build();
                assertThat(settled(first, halted).getRefusal().getCode()).isEqualTo("HALTED");
            }

            cluster.nodes.get(1).close();
            for (int i = 0; i < ACCOUNTS; i++) {
                DecideRequest cancel = Venue.request("acme-" + i, Venue.cancel("o-" + i)).build();
                assertThat(settled(last, cancel).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
            }
        }
    }

    /** What nodes tell each other goes through its bytes even where both ends are on one node. */
    @Test
    void whatIsMeantForOtherNodesSurvivesItsBytes() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("pekko.actor.serialize-messages", "on"));
        for (int i = 0; i < STAYS_ON_ITS_NODE.size(); i++) {
            settings.put("pekko.actor.no-serialization-verification-needed-class-prefix." + i,
                    STAYS_ON_ITS_NODE.get(i));
        }
        try (NodesOfOneProcess cluster = new NodesOfOneProcess(directory, 1, settings)) {
            for (int i = 0; i < 2; i++) {
                ready(cluster.start(Map.of()));
            }
            Venue first = new Venue(cluster.channels.get(0)).opened();
            Venue last = new Venue(cluster.channels.get(1));
            for (int i = 0; i < ACCOUNTS; i++) {
                first.onboard("acme-" + i);
                order(first, last, i);
            }
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() ->
                    assertThat(first.halt(false).getShownByList()).hasSize(2));
        }
    }

    private static HttpResponse<String> answer(Node node, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.healthPort() + path))
                    .build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aNodeOfAnotherEnvironmentIsRefusedAndNeverReady() throws Exception {
        try (NodesOfOneProcess cluster = new NodesOfOneProcess(directory, 1, Map.of())) {
            ready(cluster.start(Map.of()));
            assertThatThrownBy(() -> ready(cluster.start(Map.of(
                    "breakwater.environment", "uat",
                    "breakwater.journal.rocksdb.home", directory.resolve("other").toString()))))
                    .hasMessageContaining("stopped before it served");
        }
    }

    /** Where such a lane runs on another node nothing else here says why this one does not get ready. */
    @Test
    void aNodeSaysForWhichLaneItWaits() throws Exception {
        GatedJournal.Store journal = GatedJournal.renewed("one-lane-down");
        journal.hold("counterparty-01");
        try (NodesOfOneProcess cluster = new NodesOfOneProcess(directory, 1, Map.of(
                "pekko.persistence.journal.plugin", "gated",
                "gated.class", GatedJournal.class.getName(),
                "gated.store", "one-lane-down"))) {
            Node waiting = cluster.start(Map.of());
            await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> assertThat(answer(waiting, "/ready").body())
                    .contains("lanes that do not answer, wherever they run: [counterparty-01]"));
            assertThat(waiting.notReady()).contains("has not served yet", "counterparty-01");
            journal.release();
            ready(waiting);
            assertThat(waiting.notReady()).isEmpty();
        }
    }

    @Test
    void anAloneNodeIsAliveBeforeItIsReady() throws Exception {
        try (NodesOfOneProcess cluster = new NodesOfOneProcess(directory, 1, Map.of())) {
            Node waiting = cluster.start(Map.of("breakwater.cluster.seeds.0", "127.0.0.1:1"));
            assertThat(answer(waiting, "/alive").statusCode()).isEqualTo(200);
            assertThat(answer(waiting, "/startup").statusCode()).isEqualTo(503);
            assertThat(answer(waiting, "/ready").body()).contains("has not served yet");
            assertThat(answer(waiting, "/nothing").statusCode()).isEqualTo(404);
        }
    }
}
