package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.TakesLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS between nodes: who has no certificate of the authority is no member, and never serves. */
@TakesLong
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

    /** Each of the files, one at a time, is not what it should be; nobody is connected to in order to find out. */
    @Test
    void filesThatDoNotFitAreNamedWithTheirKey() throws Exception {
        Certificates ours = new Certificates(directory.resolve("ours"));
        Map<String, String> right = ours.node("one");
        Map<String, String> other = ours.node("other");
        Map<String, String> stranger = new Certificates(directory.resolve("others")).node("two");
        Map<String, String> expired = ours.node("old", "-startdate", "-40d");
        Path rubbish = Files.writeString(directory.resolve("rubbish.pem"), "rubbish\n");
        read(right);
        read(other);
        refused(right, Map.of("key", rubbish.toString()), "tls.key", "rubbish.pem", "holds no key");
        refused(right, Map.of("certificate", rubbish.toString()), "tls.certificate", "rubbish.pem", "no certificate");
        refused(right, Map.of("authority", rubbish.toString()), "tls.authority", "rubbish.pem", "no certificate");
        refused(right, Map.of("key", of(other, "key")), "tls.key", of(other, "key"), "is not the key of");
        refused(right, Map.of("authority", of(stranger, "authority")), "tls.certificate", of(right, "certificate"),
                "this authority has signed");
        refused(expired, Map.of(), "tls.certificate", of(expired, "certificate"), "valid now");
        Map<String, String> curve = ours.node("curve", "-keyalg", "EC", "-keysize", "256");
        refused(curve, Map.of(), "tls.certificate", of(curve, "certificate"), "EC", "a key of RSA");
        refused(right, Map.of("key", of(curve, "key")), "tls.key", of(curve, "key"), "holds no key of RSA");
    }

    private static void read(Map<String, String> tls) {
        ClusterSettings.from(new SettingReader(
                Node.config(new Arguments(null, tls, false)), "breakwater.cluster"));
    }

    private static String of(Map<String, String> tls, String file) {
        return tls.get("breakwater.cluster.tls." + file);
    }

    private static void refused(Map<String, String> right, Map<String, String> wrong, String... said) {
        Map<String, String> tls = new HashMap<>(right);
        wrong.forEach((file, path) -> tls.put("breakwater.cluster.tls." + file, path));
        assertThatThrownBy(() -> read(tls)).isInstanceOf(SettingFault.class)
                .satisfies(fault -> assertThat(fault.getMessage()).contains(said));
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
