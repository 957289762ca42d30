package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.breakwater.it.KeepsProcessorsBusy;
import io.breakwater.it.Namespaces;
import io.breakwater.it.NodeJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cut that {@link ClusterFaultsIT} does not make: engine processes in network namespaces, under load, and the cable
 * of one is pulled. Skipped, with the reason, where this machine allows no namespaces.
 */
@KeepsProcessorsBusy
@Order(4)
class UnpluggedIT {
    private static final long SEED = Long.getLong("breakwater.cluster.seed", 20200312);
    private static final double LEAST_ACCEPTED = 0.5;
    private static final int UNPLUGGED = 1;

    @BeforeAll
    static void prepareTheirJvm() {
        NodeJvm.prepare();
    }

    private static ClusterTrial started(Path directory) throws IOException, InterruptedException {
        try {
            return ClusterTrial.start(directory, SEED, ClusterTrial.Ground.CABLED, UnpluggedIT::say);
        } catch (Namespaces.Refused refused) {
            return abort("no network namespaces here: " + refused.getMessage());
        }
    }

    @Test
    @Timeout(600)
    void aPulledCableLosesOrDoublesNothingThatWasAcknowledged(@TempDir Path directory) throws Exception {
        try (ClusterTrial trial = started(directory)) {
            say("undisturbed: " + trial.history().await(20).toMillis() + " ms at most");
            long began = System.nanoTime();
            Duration silent = ClusterFault.UNPLUGGED.played(trial, UNPLUGGED);
            say(silent.toMillis() + " ms without service; "
                    + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms in all");
            assertThat(trial.cluster().nodes()).allMatch(each -> each.isAlive());
            ClusterVerdict verdict = trial.judge();
            say(verdict.json());
            verdict.evidence().forEach(UnpluggedIT::say);
            assertThat(verdict.isSound()).as(verdict.json()).isTrue();
            assertThat(verdict.acceptedShare()).as(verdict.json()).isGreaterThan(LEAST_ACCEPTED);
        }
    }

    private static void say(String line) {
        System.out.println("[unplugged] " + line);
    }
}
