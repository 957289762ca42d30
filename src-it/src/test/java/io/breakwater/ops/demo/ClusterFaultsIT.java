package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.audit.AuditReport;
import io.breakwater.it.KeepsProcessorsBusy;
import io.breakwater.it.NodeJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short set: three engine processes over a Cassandra process, under load all the time, and every kind of fault that
 * ends soon. Nothing that was acknowledged is lost, nothing is decided or booked twice, every log verifies.
 * {@code ./breakwater campaign cluster} is the long set.
 */
@KeepsProcessorsBusy
@Order(1)
class ClusterFaultsIT {
    private static final long SEED = Long.getLong("breakwater.cluster.seed", 20200312);
    /** Of what was decided; the rest is what rules refuse as the market falls, or had no mark while none served. */
    private static final double LEAST_ACCEPTED = 0.5;
    private static final List<ClusterFault> FAULTS = List.of(ClusterFault.KILLED, ClusterFault.FROZEN,
            ClusterFault.CUT_OFF, ClusterFault.ANSWERS_LOST, ClusterFault.CASSANDRA_KILLED,
            ClusterFault.CASSANDRA_FROZEN, ClusterFault.RESTARTED_AT_ONCE, ClusterFault.UPGRADED);

    /** {@code -Dbreakwater.cluster.faults=KILLED,CUT_OFF} for some of them. */
    private static List<ClusterFault> faults() {
        String chosen = System.getProperty("breakwater.cluster.faults", "");
        return chosen.isEmpty() ? FAULTS : Stream.of(chosen.split(",")).map(ClusterFault::valueOf).toList();
    }

    @BeforeAll
    static void prepareTheirJvm() {
        NodeJvm.prepare();
    }

    @Test
    @Timeout(1_200)
    void noFaultLosesOrDoublesWhatWasAcknowledged(@TempDir Path directory) throws Exception {
        try (ClusterTrial trial = ClusterTrial.start(
                directory, SEED, ClusterTrial.Ground.RELAYED, ClusterFaultsIT::say)) {
            say("undisturbed: " + trial.history().await(20).toMillis() + " ms at most");
            Path backup = directory.resolve("backup");
            trial.backUp(1, backup);
            say("backed up: " + trial.history().await(20).toMillis() + " ms at most");
            int node = 0;
            for (ClusterFault fault : faults()) {
                node = (node + 1) % ClusterTrial.NODES;
                long began = System.nanoTime();
                Duration silent = fault.played(trial, node);
                say(fault + " (node-" + (node + 1) + "): " + silent.toMillis() + " ms without service; "
                        + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms in all");
                assertThat(trial.cluster().nodes()).allMatch(each -> each.isAlive());
            }
            ClusterVerdict verdict = trial.judge();
            requireWhole(BackedUp.audited(backup));
            say(verdict.json());
            verdict.evidence().forEach(ClusterFaultsIT::say);
            assertThat(verdict.isSound()).as(verdict.json()).isTrue();
            assertThat(verdict.acceptedShare()).as(verdict.json()).isGreaterThan(LEAST_ACCEPTED);
            if (faults().contains(ClusterFault.UPGRADED)) {
                requireBothForms(EventForms.in(trial.cluster().directory()));
            }
        }
    }

    private static void requireWhole(AuditReport backup) {
        assertThat(backup.isSound()).as("%s", backup.damage()).isTrue();
        assertThat(backup.retaken()).isPositive();
        assertThat(backup.logs()).as("lanes that several nodes ran").hasSizeGreaterThanOrEqualTo(20);
    }

    /** The nodes' releases have read both; this one refuses what it does not know. */
    private static void requireBothForms(EventForms forms) {
        say(forms.toString());
        assertThat(forms.known()).as("blocks in the form that this release knows").isPositive();
        assertThat(forms.refused()).as("blocks in the form of the next release").isPositive();
    }

    private static void say(String line) {
        System.out.println("[cluster] " + line);
    }
}
