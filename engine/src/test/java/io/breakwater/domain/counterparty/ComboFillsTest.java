package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyFact.FilledLeg;
import io.breakwater.domain.counterparty.CounterpartyFact.LegsCorrection;
import io.breakwater.domain.counterparty.CounterpartyFact.LegsFill;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fills of combos that are told by their legs. A lot of {@code combo} is a lot of {@code perp} less two calls. */
class ComboFillsTest {

    private static final String COMBO = "combo";
    private static final String PERP = "perp";
    private static final String CALL = "call";

    /** At the marks of a moment: the perpetual at this price, the call at this one. */
    static LegsFill fill(Desk desk, String order, Side side, long lots, long perp, long call) {
        return new LegsFill(desk.fill("main", order, side, lots, COMBO, 90), legs(desk, side, lots, perp, call));
    }

    static List<FilledLeg> legs(Desk desk, Side side, long lots, long perp, long call) {
        return List.of(new FilledLeg(desk.market.id(PERP), Direction.of(side), perp, lots),
                new FilledLeg(desk.market.id(CALL), Direction.of(side.opposite()), call, 2 * lots));
    }

    private static LegsFill charged(LegsFill f, long fee) {
        CounterpartyFact.Fill w = f.whole();
        return new LegsFill(new CounterpartyFact.Fill(w.execution(), w.account(), w.clientOrderId(), w.kind(),
                w.priceTicks(), w.lots(), fee, "USD", w.maker(), w.venueTimeMicros(), w.venueSequence()), f.legs());
    }

    private static Position position(Desk desk, String instrument) {
        return desk.holding("main", instrument).position();
    }

    @Test
    void whatIsHeldAreTheLegs() {
        Desk desk = Desk.open();
        desk.accepted(desk.buy("b", 3, COMBO, 9_000));
        long reserved = desk.state().used().grossNotionalUsdMicros();
        desk.accepted(charged(fill(desk, "b", Side.BUY, 2, 101, 480), 7));
        assertThat(position(desk, PERP).lots()).isEqualTo(2);
        assertThat(position(desk, PERP).cashFlowMinor()).isEqualTo(-202 * Desk.USD);
        assertThat(position(desk, CALL).lots()).isEqualTo(-4);
        assertThat(position(desk, CALL).cashFlowMinor()).as("four calls at 4.80").isEqualTo(19_200_000);
        assertThat(position(desk, COMBO).lots()).isZero();
        assertThat(position(desk, COMBO).fees().get("USD")).isEqualTo(7);
        assertThat(desk.balance("main", "USD")).isEqualTo(1_000_000 * Desk.USD - 7);
        assertThat(desk.working("b").leavesLots()).isEqualTo(1);
        assertThat(desk.state().used().grossNotionalUsdMicros()).as("counts as the hold did")
                .isLessThanOrEqualTo(reserved);
        assertThat(new NaiveTwin(desk.state()).differences()).isEmpty();
    }

    @Test
    void theOrderEndsWhenAllOfItIsFilled() {
        Desk desk = Desk.open();
        desk.accepted(desk.sell("s", 3, COMBO, 9_000));
        var booked = (CounterpartyEvent.LegsBooked) desk.event(fill(desk, "s", Side.SELL, 3, 100, 500));
        assertThat(booked.whole().holdId()).isNotZero();
        assertThat(new CounterpartyAggregate().outcomeOf(booked).reference()).isEqualTo(booked.whole().holdId());
        assertThat(desk.working("s")).isNull();
        assertThat(position(desk, PERP).lots()).isEqualTo(-3);
        assertThat(position(desk, CALL).lots()).isEqualTo(6);
        assertThat(position(desk, CALL).premiumUsdMicros()).as("six calls at 5").isEqualTo(30 * Desk.USD);
    }

    @Test
    void aFillAtPricesThatHaveRunAwayCountsAsItsHoldDid() {
        Desk desk = Desk.open();
        desk.accepted(desk.buy("b", 5, COMBO, 9_000));
        long reserved = desk.state().used().grossNotionalUsdMicros();
        desk.market.mark(PERP, 300, desk.now());
        desk.market.mark(CALL, 20_000, desk.now());
        desk.accepted(fill(desk, "b", Side.BUY, 5, 300, 20_000));
        assertThat(desk.state().used().grossNotionalUsdMicros()).isPositive().isLessThanOrEqualTo(reserved);
        desk.accepted(fill(desk, "", Side.BUY, 5, 300, 20_000));
        assertThat(desk.state().used().grossNotionalUsdMicros()).as("an unsolicited one counts at its prices")
                .isGreaterThan(reserved + 5 * 300 * Desk.USD);
    }

    @Test
    void isKnownAgainAndSoAreItsLegs() {
        Desk desk = Desk.open();
        LegsFill fill = fill(desk, "", Side.BUY, 2, 101, 480);
        CounterpartyFact.Fill perp = ofLeg(fill, 0);
        desk.accepted(perp);
        var booked = (CounterpartyEvent.LegsBooked) desk.event(fill);
        assertThat(booked.legs()).as("only the leg that was not told before").hasSize(1);
        assertThat(position(desk, PERP).lots()).isEqualTo(2);
        assertThat(desk.tell(fill).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.tell(ofLeg(fill, 1)).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.tell(fill.whole()).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        desk.accepted(new CounterpartyFact.Bust(fill.whole().execution()));
        assertThat(desk.holding("main", PERP).isEmpty()).isTrue();
        assertThat(desk.holding("main", CALL).isEmpty()).isTrue();
        assertThat(desk.tell(new CounterpartyFact.Bust(fill.whole().execution())).verdict())
                .isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.tell(fill).verdict()).as("what was busted stays busted").isEqualTo(Outcome.Verdict.DUPLICATE);
    }

    private static CounterpartyFact.Fill ofLeg(LegsFill fill, int i) {
        ExecutionKey key = fill.whole().execution();
        FilledLeg leg = fill.legs().get(i);
        return new CounterpartyFact.Fill(new ExecutionKey(key.venue(), key.venueAccount(), leg.instrument(),
                key.tradeDate(), key.tradeId(), leg.side(), key.orderId()), "main", "",
                CounterpartyFact.FillKind.NEW, leg.priceTicks(), leg.lots(), 0, "USD", true, 0, 0);
    }

    @Test
    void aLegThatWasBustedByItselfIsNotUndoneTwice() {
        Desk desk = Desk.open();
        LegsFill fill = charged(fill(desk, "", Side.BUY, 2, 101, 480), 9);
        desk.accepted(fill);
        desk.accepted(new CounterpartyFact.Bust(ofLeg(fill, 1).execution()));
        assertThat(position(desk, CALL).lots()).isZero();
        assertThat(position(desk, PERP).lots()).isEqualTo(2);
        desk.accepted(new CounterpartyFact.Bust(fill.whole().execution()));
        assertThat(desk.state().used()).isEqualTo(Used.NOTHING);
        assertThat(desk.balance("main", "USD")).isEqualTo(1_000_000 * Desk.USD);
    }

    @Test
    void aCorrectionReplacesLegsAndFee() {
        Desk desk = Desk.open();
        LegsFill fill = charged(fill(desk, "", Side.BUY, 2, 101, 480), 9);
        desk.accepted(fill);
        desk.accepted(new LegsCorrection(fill.whole().execution(), 91, 3, 4, legs(desk, Side.BUY, 3, 102, 470)));
        Desk other = Desk.open();
        other.accepted(charged(fill(other, "", Side.BUY, 3, 102, 470), 4));
        for (String instrument : List.of(COMBO, PERP, CALL)) {
            assertThat(position(desk, instrument)).as(instrument).isEqualTo(position(other, instrument));
        }
        assertThat(desk.balance("main", "USD")).isEqualTo(other.balance("main", "USD"));
        assertThat(CounterpartyPropertiesTest.imbalances(desk.state().money().ledger())).isEmpty();
        desk.accepted(new CounterpartyFact.Bust(fill.whole().execution()));
        assertThat(desk.state().used()).isEqualTo(Used.NOTHING);
    }

    /** One source tells legs and another does not: whichever is first says where the rest goes until it is closed. */
    @Test
    void whatIsHeldOfTheComboItselfIsClosedByFillsThatTellLegs() {
        Desk desk = Desk.open();
        desk.accepted(desk.fill("main", "", Side.BUY, 3, COMBO, 90));
        desk.accepted(desk.sell("s", 3, COMBO, 9_000));
        assertThat(desk.working("s").hold().legs()).as("a reduction holds nothing of its legs").isEmpty();
        LegsFill closing = charged(fill(desk, "s", Side.SELL, 2, 101, 480), 7);
        desk.accepted(closing);
        assertThat(position(desk, COMBO).lots()).isEqualTo(1);
        assertThat(position(desk, COMBO).cashFlowMinor()).isEqualTo(-90 * Desk.USD / 100);
        assertThat(desk.holding("main", PERP).isEmpty()).isTrue();
        assertThat(desk.tell(closing).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        desk.accepted(new LegsCorrection(closing.whole().execution(), 90, 1, 4, legs(desk, Side.SELL, 1, 102, 470)));
        assertThat(position(desk, COMBO).lots()).isEqualTo(2);
        assertThat(desk.balance("main", "USD")).isEqualTo(1_000_000 * Desk.USD - 4);
        desk.accepted(new CounterpartyFact.Bust(closing.whole().execution()));
        assertThat(position(desk, COMBO).lots()).isEqualTo(3);
        assertThat(new NaiveTwin(desk.state()).differences()).isEmpty();
    }

    @Test
    void aReductionOfTheComboHoldsNothingOfItsLegsAndIsFilledOnTheCombo() {
        Desk desk = Desk.open();
        desk.accepted(desk.fill("main", "", Side.BUY, 2, COMBO, 90));
        desk.accepted(desk.sell("s", 2, COMBO, 9_000));
        desk.accepted(desk.fill("main", "", Side.SELL, 2, COMBO, 90));
        assertThat(desk.holding("main", COMBO).position().lots()).isZero();
        desk.accepted(fill(desk, "s", Side.SELL, 2, 101, 480));
        assertThat(position(desk, COMBO).lots()).isEqualTo(-2);
        assertThat(desk.holding("main", CALL).isEmpty()).isTrue();
        desk.accepted(fill(desk, "", Side.BUY, 2, 101, 480));
        desk.accepted(fill(desk, "", Side.BUY, 2, 101, 480));
        assertThat(position(desk, COMBO).lots()).as("closed, and then by legs again").isZero();
        assertThat(position(desk, CALL).lots()).isEqualTo(-4);
    }

    @Test
    void whatDoesNotFitTheTermsWaitsInSuspense() {
        Desk desk = Desk.open();
        CounterpartyFact.Fill whole = desk.fill("main", "", Side.BUY, 2, COMBO, 90);
        List<FilledLeg> right = legs(desk, Side.BUY, 2, 101, 480);
        CounterpartyFact.Fill perp = desk.fill("main", "", Side.BUY, 2, PERP, 100);
        desk.accepted(perp);
        LegsFill booked = fill(desk, "", Side.SELL, 1, 100, 500);
        desk.accepted(booked);
        List<CounterpartyFact> strange = List.of(
                new LegsFill(whole, List.of()),
                new LegsFill(whole, right.reversed()),
                new LegsFill(whole, right.subList(0, 1)),
                new LegsFill(whole, legs(desk, Side.SELL, 2, 101, 480)),
                new LegsFill(whole, legs(desk, Side.BUY, 3, 101, 480)),
                new LegsFill(desk.fill("main", "", Side.BUY, 2, PERP, 90), right),
                new LegsFill(desk.fill("nowhere", "", Side.BUY, 2, COMBO, 90), right),
                new LegsFill(desk.fill("main", "", Side.BUY, 0, COMBO, 90), legs(desk, Side.BUY, 0, 101, 480)),
                new LegsFill(desk.fill("main", "", Side.BUY, Long.MAX_VALUE, COMBO, 90), right),
                new LegsCorrection(whole.execution(), 90, 2, 0, right),
                new LegsCorrection(booked.whole().execution(), 90, 2, 0, right),
                new CounterpartyFact.Correction(booked.whole().execution(), 90, 2, 0));
        Used before = desk.state().used();
        for (CounterpartyFact fact : strange) {
            assertThat(desk.tell(fact).verdict()).as("%s", fact).isEqualTo(Outcome.Verdict.SUSPENSE);
        }
        assertThat(desk.state().money().suspended()).isEqualTo(strange.size());
        assertThat(desk.state().used()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aBustUndoesTheLatestFillExactly(long seed) {
        Desk desk = Desk.open();
        RandomFlow flow = new RandomFlow(seed, desk);
        for (int step = 0; step < 400; step++) {
            flow.market();
            desk.tell(flow.any());
            Side side = Side.values()[flow.below(2)];
            LegsFill fill = charged(fill(desk, "", side, 1 + flow.below(9), 1 + flow.below(200),
                    1 + flow.below(900)), flow.below(50) - 10);
            List<String> before = MoneyTest.restorable(desk.state());
            if (desk.tell(fill).isAccepted()) {
                desk.market.refresh(desk.now());
                desk.begin();
                desk.accepted(new CounterpartyFact.Bust(fill.whole().execution()));
                assertThat(MoneyTest.restorable(desk.state())).as("seed %d, step %d", seed, step).isEqualTo(before);
                assertThat(desk.valued().valuation()).isEqualTo(Valuation.of(desk.state(), desk.market.view()));
            }
        }
    }

    /** I-04: what passed goes on to be within the caps as it fills, at whatever prices its legs have by then. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void fillsOfWhatPassedTakeNoLimitOverItsCap(long seed) {
        Desk desk = Desk.open();
        long cap = 5_000 * Desk.USD;
        desk.limit("", Measure.GROSS_NOTIONAL, "", cap);
        desk.limit("", Measure.SHORT_OPTIONS, "", 60);
        desk.allowance("firms/f", Measure.GROSS_NOTIONAL, cap - 1, 0);
        SplittableRandom random = new SplittableRandom(seed);
        List<String> orders = new ArrayList<>();
        int fills = 0;
        for (int step = 0; step < 1_500; step++) {
            desk.passes(1_000);
            desk.market.mark(PERP, 60 + random.nextInt(90), desk.now());
            desk.market.mark(CALL, 200 + random.nextInt(900), desk.now());
            desk.market.mark(COMBO, 9_000, desk.now());
            Side side = Side.values()[random.nextInt(2)];
            if (random.nextInt(30) == 0) {
                flatten(desk);
            } else if (random.nextInt(2) == 0) {
                orders.add("o" + step);
                tell(desk, desk.order("main", "o" + step, side, 1 + random.nextInt(8), COMBO, 9_000));
            } else if (!orders.isEmpty()) {
                fills += fillOne(desk, orders, random) ? 1 : 0;
            }
            assertThat(desk.state().used().grossNotionalUsdMicros()).as("seed %d, step %d", seed, step)
                    .isLessThan(cap);
            assertThat(desk.state().used().of(Measure.SHORT_OPTIONS, "BTC")).isLessThanOrEqualTo(60);
            assertThat(new NaiveTwin(desk.state()).differences()).isEmpty();
        }
        assertThat(fills).as("the flow is worth something").isGreaterThan(50);
    }

    /** Both legs at once, or the caps would be full for good. */
    private static void flatten(Desk desk) {
        long lots = position(desk, PERP).lots();
        if (lots != 0) {
            desk.accepted(fill(desk, "", lots > 0 ? Side.SELL : Side.BUY, Math.abs(lots), 100, 500));
            assertThat(position(desk, PERP).notionalUsdMicros()).isZero();
            assertThat(position(desk, CALL).notionalUsdMicros()).isZero();
        }
    }

    private static boolean fillOne(Desk desk, List<String> orders, SplittableRandom random) {
        String id = orders.remove(random.nextInt(orders.size()));
        WorkingOrder order = desk.working(id);
        if (order == null) {
            return false;
        }
        long lots = 1 + random.nextLong(order.leavesLots());
        if (lots < order.leavesLots()) {
            orders.add(id);
        }
        desk.accepted(fill(desk, id, order.side(), lots, 60 + random.nextInt(90), 200 + random.nextInt(900)));
        return true;
    }

    private static void tell(Desk desk, CounterpartyRequest request) {
        var id = desk.nextId();
        if (desk.decide(request, id) instanceof Decision.Taken<CounterpartyEvent>(CounterpartyEvent event)) {
            desk.apply(event, id);
        }
    }
}
