package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignReportTest {
    private static final ClusterVerdict SOUND = verdict(0);

    private static ClusterVerdict verdict(long lost) {
        return new ClusterVerdict(10, 5, 10, lost, 0, 0, 0, 0, 4, 0, 0, 0, List.of());
    }

    private static Map<ClusterFault, List<Long>> all() {
        Map<ClusterFault, List<Long>> times = new EnumMap<>(ClusterFault.class);
        for (ClusterFault fault : ClusterFault.values()) {
            times.put(fault, List.of(100L, 300L, 200L));
        }
        return times;
    }

    @Test
    void soundIsWhatHadEveryKindAndLostNothing() {
        CampaignReport report = CampaignReport.of(7, all(), List.of(SOUND, SOUND));
        assertThat(report.sound()).isTrue();
        assertThat(report.injected()).containsOnlyKeys(ClusterFault.values()).containsEntry(ClusterFault.KILLED, 3);
        assertThat(report.longestMillis()).containsEntry(ClusterFault.KILLED, 300L);
        assertThat(report.json()).contains("\"sound\":true");
    }

    @Test
    void aKindThatWasNeverInjectedFails() {
        Map<ClusterFault, List<Long>> times = all();
        times.put(ClusterFault.FROZEN, List.of());
        CampaignReport report = CampaignReport.of(7, times, List.of(SOUND));
        assertThat(report.neverInjected()).containsExactly(ClusterFault.FROZEN);
        assertThat(report.sound()).isFalse();
    }

    @Test
    void oneClusterThatLostSomethingFails() {
        assertThat(CampaignReport.of(7, all(), List.of(SOUND, verdict(1))).sound()).isFalse();
    }
}
