package io.breakwater.bench.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.bench.WorkDirectory;
import io.breakwater.bench.decisions.Turn;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.OrderFlow;
import io.breakwater.cassandra.JavaHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** exchange-core itself, in its process. */
class ExchangeCoreSideTest {

    @TempDir
    Path temporary;

    @Test
    void answersEveryCommandAndRefusesHardlyAny() throws Exception {
        try (WorkDirectory directory = WorkDirectory.below(temporary);
                ExchangeCoreSide side = ExchangeCoreSide.open(
                        JavaHome.find().orElseThrow(), directory, flow())) {
            Turn first = side.turn(Duration.ofMillis(50));
            assertThat(first.decisions()).isEqualTo(20_000);
            Turn second = side.turn(Duration.ofMillis(50));
            assertThat(second.decisions()).isPositive();
            assertThat(first.refused() + second.refused())
                    .isLessThan((first.decisions() + second.decisions()) / 50);
        }
    }

    @Test
    void aJavaThatDoesNotRunItEndsTheBenchWithItsReason() throws Exception {
        try (WorkDirectory directory = WorkDirectory.below(temporary)) {
            assertThatThrownBy(() -> ExchangeCoreSide.open(Path.of(System.getProperty("java.home")), directory, flow()))
                    .isInstanceOf(IOException.class).hasMessageContaining("unmap0");
        }
    }

    private static OrderFlow flow() {
        return new OrderFlow(LoadShape.uniform(50), 1);
    }
}
