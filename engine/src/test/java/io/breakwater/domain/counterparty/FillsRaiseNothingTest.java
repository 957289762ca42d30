package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Measure;
import io.breakwater.domain.instrument.Mark;
import org.junit.jupiter.api.Test;

/** I-04 without a cap: of what was decided no fill raises any figure that is counted. */
class FillsRaiseNothingTest {

    /** A straddle's delta has turned since it was ordered: it may fill as it was, or as it is to be. */
    @Test
    void countAReplacementWhoseDeltaHasTurnedBothWays() {
        Desk desk = Desk.open();
        desk.limit("", Measure.DELTA, "", 2_000 * Desk.USD);
        turn(desk, 100_000);
        desk.accepted(desk.order("away", "s", Side.BUY, 10, "combo", 9_000));
        long ordered = desk.state().used().delta("BTC").highestUsdMicros();
        assertThat(ordered).isPositive();
        turn(desk, -200_000);
        desk.accepted(new CounterpartyRequest.Amend("s", 9_000, 10));
        assertThat(desk.state().used().delta("BTC").highestUsdMicros()).isEqualTo(ordered);
        assertThat(desk.state().used().delta("BTC").lowestUsdMicros()).isEqualTo(-2 * ordered);
        desk.accepted(desk.fill("away", "s", Side.BUY, 10, "combo", 9_000));
        assertThat(desk.state().used().delta("BTC").highestUsdMicros()).isEqualTo(ordered);
    }

    private static void turn(Desk desk, int deltaPpm) {
        Mark old = desk.market.quoted("combo").mark();
        desk.market.mark("combo", TestMarket.marked(old, old.ticks(), old.indexTicks(), deltaPpm, desk.now()));
    }
}
