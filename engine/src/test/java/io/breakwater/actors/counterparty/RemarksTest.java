package io.breakwater.actors.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.lane.LaneDuty.Own;
import io.breakwater.bench.BenchMarket;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Table;
import io.breakwater.log.Digest;
import io.breakwater.log.Entity;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RemarksTest {
    private static final long PERIOD = 1_000_000;
    private static final long TICK = PERIOD / 4;
    private static final int ENTITIES = 100;

    private final AtomicReference<MarketView> view = new AtomicReference<>(market(1));
    private final Remarks<Integer> remarks = new Remarks<>(view::get, number -> number % 2 == 0, PERIOD);
    private final LaneState<Integer> state = state();
    private long now = BenchMarket.START_MICROS;

    private static MarketView market(long sequence) {
        return BenchMarket.view(0, sequence, BenchMarket.START_MICROS);
    }

    private static LaneState<Integer> state() {
        LongMap<Entity<Integer>> entities = LongMap.empty();
        for (int i = 0; i < ENTITIES; i++) {
            String name = "c-" + i;
            entities = entities.put(Hash64.of(name), new Entity<>(name, i));
        }
        return new LaneState<>(1, 1, Digest.sha256(new byte[0]), BenchMarket.START_MICROS, entities, Table.empty());
    }

    private List<String> asked() {
        now += TICK;
        return remarks.due(state, now).stream().map(Own<CounterpartyCommand>::entity).toList();
    }

    @Test
    void beforeALaneServesAllWithPositionsLook() {
        assertThat(asked()).hasSize(ENTITIES / 2).doesNotHaveDuplicates();
    }

    @Test
    void laterARoundIsSpreadOverItsPeriod() {
        asked();
        view.set(market(2));
        assertThat(asked()).as("not yet time").isEmpty();
        assertThat(asked()).isEmpty();
        assertThat(asked()).isEmpty();

        List<String> round = new ArrayList<>();
        for (int tick = 0; tick < 4; tick++) {
            List<String> portion = asked();
            assertThat(portion).hasSizeBetween(1, ENTITIES / 2 / 4 + 1);
            round.addAll(portion);
        }
        assertThat(round).hasSize(ENTITIES / 2).doesNotHaveDuplicates();
        assertThat(asked()).as("the market has not moved since").isEmpty();
    }
}
