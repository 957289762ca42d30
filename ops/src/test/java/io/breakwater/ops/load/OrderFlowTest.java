package io.breakwater.ops.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.breakwater.ops.client.RequestIds;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderFlowTest {
    private static final Grid GRID = new Grid("instruments/btc-usd-perp", 5, 1, 1, 0);
    private static final FlowSettings SETTINGS =
            new FlowSettings(GRID, FlowMix.PERPETUALS, 500, 1.4, 50e6, _ -> 1);

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(items(7, 20)).isEqualTo(items(7, 20));
        assertThat(items(7, 20)).isNotEqualTo(items(8, 20));
    }

    @Test
    void keepsTheMix() {
        List<DecisionItem> items = items(3, 100);
        double cancels = items.stream().filter(DecisionItem::hasCancel).count() / (double) items.size();
        assertThat(cancels).isCloseTo(0.45 / 0.98, within(0.02));
    }

    @Test
    void cancelsAndReplacesOnlyWhatTheNodeAccepted() {
        OrderFlow flow = flow(5);
        for (int i = 0; i < 20; i++) {
            Pack pack = flow.next(256);
            assertThat(pack.request().getItemsList()).noneMatch(DecisionItem::hasAmend);
            assertThat(pack.fills().getFactsCount()).isZero();
            flow.follow(pack, answer(pack, Verdict.VERDICT_REFUSED));
        }
        assertThat(flow.workingOrders()).isZero();
    }

    @Test
    void fillsMovePositions() {
        OrderFlow flow = flow(5);
        long filled = 0;
        for (int i = 0; i < 50; i++) {
            Pack pack = flow.next(256);
            filled += pack.fills().getFactsCount();
            flow.follow(pack, answer(pack, Verdict.VERDICT_ACCEPTED));
        }
        assertThat(filled).isPositive();
        assertThat(flow.exposureUsd()).isPositive();
    }

    /** Held is what was acknowledged, from then on until a cancel is sent: never more than works, never before. */
    @Test
    void countsAsHeldWhatTheNodeCertainlyHolds() {
        OrderFlow flow = flow(5);
        Pack first = flow.next(256);
        assertThat(flow.workingOrders()).isPositive();
        assertThat(flow.heldOrders(rank -> true)).as("asked, not told").isZero();
        flow.follow(first, answer(first, Verdict.VERDICT_ACCEPTED));
        long held = flow.heldOrders(rank -> true);
        assertThat(held).isEqualTo(flow.workingOrders());
        assertThat(flow.heldOrders(rank -> rank == 0) + flow.heldOrders(rank -> rank > 0)).isEqualTo(held);
        Pack second = flow.next(256);
        long leaving = second.intents().stream().filter(Intent.Drop.class::isInstance).count();
        assertThat(leaving).isPositive();
        assertThat(flow.heldOrders(rank -> true)).as("cancels are on their way").isLessThanOrEqualTo(held - leaving);
        flow.follow(second, answer(second, Verdict.VERDICT_ACCEPTED));
        assertThat(flow.heldOrders(rank -> true)).isEqualTo(flow.workingOrders());
    }

    private static List<DecisionItem> items(long seed, int packs) {
        OrderFlow flow = flow(seed);
        List<DecisionItem> items = new ArrayList<>();
        for (int i = 0; i < packs; i++) {
            flow.mark(14_706 - i);
            Pack pack = flow.next(256);
            items.addAll(pack.request().getItemsList());
            flow.follow(pack, answer(pack, Verdict.VERDICT_ACCEPTED));
        }
        return items;
    }

    private static OrderFlow flow(long seed) {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
        return new OrderFlow(SETTINGS, new RequestIds(clock, new SplittableRandom(1)), seed, 14_706);
    }

    private static DecideResponse answer(Pack pack, Verdict verdict) {
        DecideResponse.Builder answer = DecideResponse.newBuilder();
        for (int i = 0; i < pack.request().getItemsCount(); i++) {
            answer.addOutcomes(ItemOutcome.newBuilder().setIndex(i).setVerdict(verdict));
        }
        return answer.build();
    }
}
