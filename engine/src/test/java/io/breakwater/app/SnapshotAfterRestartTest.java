package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.gateway.Venue;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lane goes on with after a restart is what its log makes, to the last field: the next snapshot shows it. */
class SnapshotAfterRestartTest {
    private static final Map<String, String> AT_EVERY_BLOCK = Map.of("breakwater.lane.snapshot-every-blocks", "1");

    @TempDir
    Path data;

    @Test
    void isWhatTheLogMakes() throws Exception {
        try (RunningNode node = RunningNode.start(data, AT_EVERY_BLOCK)) {
            Venue venue = new Venue(node).opened();
            venue.onboard("alpha");
            venue.mark("60000");
            venue.decide("alpha", Venue.buy("o-1", "59000", "0.1"));
        }
        try (RunningNode node = RunningNode.start(data, AT_EVERY_BLOCK)) {
            Venue venue = new Venue(node);
            venue.mark("60100");
            venue.decide("alpha", Venue.buy("o-2", "59000", "0.1"));
            assertThat(node.verified().getDamageList()).isEmpty();
        }
    }
}
