package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.v1.BlockPosition;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.ItemOutcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionsTest {
    private final Positions positions = new Positions();

    @Test
    void countsWhatStandsBehindTheLastCopiedBlockOfItsLog() {
        positions.add(DecideResponse.newBuilder()
                .addOutcomes(at("counterparty-00", 7))
                .addOutcomes(at("counterparty-00", 8))
                .addOutcomes(at("counterparty-00", 8))
                .addOutcomes(at("counterparty-01", 3))
                .addOutcomes(ItemOutcome.getDefaultInstance())
                .build());
        assertThat(behind(Map.of("counterparty-00", 7L, "counterparty-01", 3L))).isEqualTo(2);
        assertThat(behind(Map.of("counterparty-00", 8L, "counterparty-01", 3L))).isZero();
        assertThat(behind(Map.of("counterparty-00", 8L))).as("nothing of a log was copied").isEqualTo(1);
        assertThat(behind(Map.of())).isEqualTo(4);
    }

    @Test
    void nothingMissingIsNoTimeAgo() {
        positions.add(DecideResponse.newBuilder().addOutcomes(at("counterparty-00", 7)).build());
        long later = System.nanoTime() + 5_000_000_000L;
        assertThat(positions.behind(Map.of("counterparty-00", 7L), later)).isEqualTo(new Positions.Tail(0, 0));
        assertThat(positions.behind(Map.of(), later).millis()).isBetween(5_000L, 65_000L);
    }

    private long behind(Map<String, Long> copied) {
        return positions.behind(copied, System.nanoTime()).items();
    }

    private static ItemOutcome.Builder at(String log, long number) {
        return ItemOutcome.newBuilder().setPosition(BlockPosition.newBuilder().setLog(log).setNumber(number));
    }
}
