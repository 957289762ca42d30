package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node tells Pekko of its cluster. */
class ClusterSettingsTest {

    private static final List<String> SEEDS = List.of("10.0.0.1:7355", "10.0.0.2:7355");

    private static Config pekko(Map<String, Object> cluster) {
        Config above = ConfigFactory.parseMap(cluster, "test").atPath("breakwater.cluster");
        return ClusterSettings.from(new SettingReader(above.withFallback(ConfigFactory.load()).resolve(),
                "breakwater.cluster")).pekko();
    }

    private static Duration patience(Map<String, Object> cluster) {
        return pekko(cluster).getDuration("pekko.cluster.seed-node-timeout");
    }

    /** Started again beside members that are slow to answer, it would found a cluster of its own. */
    @Test
    void theFirstSeedWaitsLongerForTheOthers() {
        Duration others = patience(Map.of("seeds", SEEDS, "bind", "10.0.0.2", "port", 7355));
        Duration first = patience(Map.of("seeds", SEEDS, "bind", "10.0.0.1", "port", 7355));
        Duration known = patience(Map.of("seeds", SEEDS, "bind", "0.0.0.0", "port", 7355,
                "advertised.host", "10.0.0.1", "advertised.port", 7355));
        assertThat(first).isGreaterThan(others.multipliedBy(3)).isEqualTo(known);
    }

    /** In less nobody is known to be silent, and two clusters could both give way. */
    @Test
    void clustersThatBecomeOneHaveTimeToBeKnown() {
        assertThat(pekko(Map.of("unite-after", "0 s")).isEmpty()).isFalse();
        assertThat(pekko(Map.of("unite-after", "1 s")).isEmpty()).isFalse();
        assertThatThrownBy(() -> pekko(Map.of("unite-after", "999 ms"))).isInstanceOf(SettingFault.class)
                .hasMessageContaining("breakwater.cluster.unite-after").hasMessageContaining("or to 0 for never");
    }
}
