package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.Test;

/** Who is fenced is looked up for as long as the node runs. */
class FencedPeersTest {

    @Test
    void aLookThatThrowsIsNotTheLast() {
        ActorTestKit kit = ActorTestKit.create();
        FencedPeers peers = new FencedPeers();
        peers.keep(kit.system(), () -> {
            if (peers.begun() == 1) {
                throw new IllegalStateException("nobody can be asked now");
            }
            return CompletableFuture.completedStage(Set.of(2));
        });
        await().atMost(30, TimeUnit.SECONDS).until(() -> peers.known().isPresent());
        assertThat(peers.known()).contains(Set.of(2));
        kit.shutdownTestKit();
    }
}
