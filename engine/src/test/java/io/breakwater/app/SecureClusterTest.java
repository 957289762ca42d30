package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS between nodes: who has no certificate of the authority is no member, and never serves. */
class SecureClusterTest {
    private static final int MOST_SECONDS = 90;
    private static final int STAYS_OUT_SECONDS = 10;

    @TempDir
    Path directory;

    @Test
    void onlyNodesOfTheAuthorityAreLetIn() throws Exception {
        Certificates ours = new Certificates(directory.resolve("ours"));
        Certificates others = new Certificates(directory.resolve("others"));
        try (NodesOfOneProcess cluster = new NodesOfOneProcess(directory, 1, Map.of())) {
            cluster.start(ours.node("one")).ready().toCompletableFuture().get(MOST_SECONDS, TimeUnit.SECONDS);
            cluster.start(ours.node("two")).ready().toCompletableFuture().get(MOST_SECONDS, TimeUnit.SECONDS);

            Node stranger = cluster.start(others.node("three"));
            Node open = cluster.start(Map.of());
            assertThatThrownBy(() -> stranger.ready().toCompletableFuture().get(STAYS_OUT_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThat(open.ready().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void aFileThatIsNotThereIsNamedWithItsKey() throws IOException {
        try (NodesOfOneProcess cluster = new NodesOfOneProcess(directory, 1, Map.of(
                "breakwater.cluster.tls.enabled", "true",
                "breakwater.cluster.tls.key", "/nowhere/key.pem",
                "breakwater.cluster.tls.certificate", "/nowhere/certificate.pem",
                "breakwater.cluster.tls.authority", "/nowhere/ca.pem"))) {
            assertThatThrownBy(() -> cluster.start(Map.of())).isInstanceOf(SettingFault.class)
                    .hasMessageContaining("breakwater.cluster.tls.key").hasMessageContaining("/nowhere/key.pem");
            assertThat(cluster.nodes).isEmpty();
        }
    }
}
