package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node that leaves may wait for, against what the others take to give up one that is lost. */
class RollingTimersTest {
    private final Config node = Node.config(new Arguments(null, Map.of(
            "breakwater.cluster.seeds.0", "127.0.0.1:7401", "breakwater.cluster.port", "7401"), false));

    @Test
    void linksThatDoNotCloseKeepANodeForNoLongerThanItsLossWould() {
        Duration closing = time("pekko.coordinated-shutdown.phases.actor-system-terminate.timeout");
        Duration lost = time("pekko.cluster.failure-detector.acceptable-heartbeat-pause")
                .plus(time("pekko.cluster.split-brain-resolver.stable-after"));
        assertThat(closing).isLessThan(lost);
    }

    @Test
    void itHandsItsLanesOverBefore() {
        assertThat(node.getStringList("pekko.coordinated-shutdown.phases.actor-system-terminate.depends-on"))
                .containsExactly("before-actor-system-terminate");
        assertThat(node.getBoolean("pekko.coordinated-shutdown.phases.cluster-sharding-shutdown-region.enabled"))
                .isTrue();
    }

    private Duration time(String key) {
        return node.getDuration(key);
    }
}
