package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyFact.OrderStatus;
import io.breakwater.domain.counterparty.CounterpartyRequest.GroupKind;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.risk.Greek;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * I-04 without a cap: of what was decided no fill, no cancel and nothing that a venue says of it raises any figure that
 * is counted, whatever the market does meanwhile. So whatever cap it was decided under holds on, and no order of events
 * goes past it.
 */
class FillsRaiseNothingTest {

    private static final int STEPS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void norDoCancelsAndReports(long seed) {
        Desk desk = Desk.open();
        RandomFlow flow = new RandomFlow(seed, desk);
        int fills = 0;
        for (int step = 0; step < STEPS; step++) {
            flow.market();
            CounterpartyCommand command = ReserveTimeLimitsTest.honest(flow);
            if (command != null) {
                Map<String, Long> before = figures(desk);
                boolean taken = ReserveTimeLimitsTest.taken(desk, command) != null;
                fills += taken && command instanceof CounterpartyFact.Fill ? 1 : 0;
                if (follows(command)) {
                    noneIsMore(desk, before, "seed " + seed + ", step " + step + ", " + command);
                }
            }
        }
        assertThat(fills).as("the flow is worth something").isGreaterThan(100);
    }

    private static boolean follows(CounterpartyCommand command) {
        return command instanceof CounterpartyFact || command instanceof CounterpartyRequest.Cancel
                || command instanceof CounterpartyRequest.MassCancel;
    }

    /** Whatever a cap looks at, and both ends of what is signed. */
    private static Map<String, Long> figures(Desk desk) {
        Map<String, Long> figures = new TreeMap<>();
        Used used = desk.state().used();
        figures.put("gross notional", used.grossNotionalUsdMicros());
        figures.put("premium", used.premiumUsdMicros());
        figures.put("working orders", used.workingOrders());
        used.underlyings().forEach((underlying, of) -> {
            for (Greek greek : Greek.values()) {
                figures.put(underlying + " " + greek + " up", of.highest().of(greek));
                figures.put(underlying + " " + greek + " down", -of.lowest().of(greek));
            }
            figures.put(underlying + " short options", of.shortLots());
        });
        desk.state().accounts().forEach((id, account) -> account.holdings().forEach((position, holding) -> {
            String place = id + "/" + desk.market.view().instrument(position).name();
            figures.put(place + " gross", holding.grossLots());
            figures.put(place + " net", holding.worstNetLots());
            figures.put(place + " concentration", holding.concentratedUsdMicros());
        }));
        return figures;
    }

    /** A venue ends the other one of a pair in its own time: until it has, that one fills as well. */
    @ParameterizedTest
    @CsvSource({"BUY, 20", "SELL, 20", "BUY, 7", "SELL, 7", "SELL, 1"})
    void norDoFillsOfBothOfAPairAtAVenue(Side side, long lots) {
        Desk desk = Desk.open();
        CounterpartyRequest.NewOrder one = desk.order("away", "one", Side.BUY, 10, "perp", 100);
        CounterpartyRequest.NewOrder other = desk.order("away", "other", side, lots, "perp", 100);
        desk.accepted(new CounterpartyRequest.OrderGroup(GroupKind.ONE_CANCELS_OTHER, List.of(one, other)));
        Map<String, Long> before = figures(desk);
        desk.accepted(desk.fill("away", "one", Side.BUY, 3, "perp", 100));
        assertThat(desk.working("other")).as("no venue has said that it has ended").isNotNull();
        noneIsMore(desk, before, "pair");
        long left = desk.working("other").leavesLots();
        assertThat(left).isEqualTo(Math.ceilDiv(lots * 7, 10));
        desk.accepted(desk.fill("away", "other", side, left, "perp", 100));
        noneIsMore(desk, before, "pair");
        assertThat(desk.state().orders().isEmpty()).as("both are done").isTrue();
    }

    /** One can still be cancelled, and what the venue says frees what is held of it. */
    @Test
    void countOneOfAPairAtAVenueUntilItHasEnded() {
        Desk desk = Desk.open();
        desk.accepted(new CounterpartyRequest.OrderGroup(GroupKind.ONE_CANCELS_OTHER, List.of(
                desk.order("away", "one", Side.BUY, 10, "perp", 100),
                desk.order("away", "other", Side.BUY, 20, "perp", 100))));
        desk.accepted(desk.fill("away", "one", Side.BUY, 5, "perp", 100));
        assertThat(desk.state().used().grossNotionalUsdMicros()).as("5 and 10").isEqualTo(1_500 * Desk.USD);
        desk.accepted(new CounterpartyRequest.Cancel("other"));
        assertThat(desk.state().used().grossNotionalUsdMicros()).isEqualTo(1_500 * Desk.USD);
        desk.accepted(new CounterpartyFact.OrderStatusReport("other", OrderStatus.CANCELLED, desk.now()));
        assertThat(desk.state().used().grossNotionalUsdMicros()).as("5 and 5").isEqualTo(1_000 * Desk.USD);
        assertThat(new NaiveTwin(desk.state()).differences()).isEmpty();
    }

    private static void noneIsMore(Desk desk, Map<String, Long> before, String place) {
        figures(desk).forEach((figure, after) -> assertThat(after).as("%s: %s", place, figure)
                .isLessThanOrEqualTo(before.getOrDefault(figure, 0L)));
    }

    /** The order is all that is held, and all of it fills at once, in another market. */
    @Test
    void norDoGreeksThatHaveMovedSinceTheOrder() {
        Desk desk = Desk.open();
        desk.accepted(desk.sell("s", 3, "call", 500));
        Used.OfUnderlying ordered = desk.state().used().of("BTC");
        Mark old = desk.market.quoted("call").mark();
        desk.market.mark("call", TestMarket.marked(old, old.ticks(), 95, old.deltaPpm(), desk.now()));
        desk.accepted(desk.fill("main", "s", Side.SELL, 3, "call", 500));
        Used.OfUnderlying filled = desk.state().used().of("BTC");
        assertThat(filled.lowest().gammaUsdMicros()).isNegative().isEqualTo(ordered.lowest().gammaUsdMicros());
        assertThat(filled.lowest().vegaUsdMicros()).isNegative().isEqualTo(ordered.lowest().vegaUsdMicros());
    }

    /** A straddle's delta has turned since it was ordered: it may fill as it was, or as it is to be. */
    @Test
    void countAReplacementWhoseDeltaHasTurnedBothWays() {
        Desk desk = Desk.open();
        desk.limit("", Measure.DELTA, "", 2_000 * Desk.USD);
        turn(desk, 100_000);
        desk.accepted(desk.order("away", "s", Side.BUY, 10, "combo", 9_000));
        long ordered = desk.state().used().of("BTC").highest().deltaUsdMicros();
        assertThat(ordered).isPositive();
        turn(desk, -200_000);
        desk.accepted(new CounterpartyRequest.Amend("s", 9_000, 10));
        assertThat(desk.state().used().of("BTC").highest().deltaUsdMicros()).isEqualTo(ordered);
        assertThat(desk.state().used().of("BTC").lowest().deltaUsdMicros()).isEqualTo(-2 * ordered);
        desk.accepted(desk.fill("away", "s", Side.BUY, 10, "combo", 9_000));
        assertThat(desk.state().used().of("BTC").highest().deltaUsdMicros()).isEqualTo(ordered);
    }

    /** The same of a leg that is of another underlying, whose delta the combination does not have in its own. */
    @Test
    void countAReplacementWhoseLegHasTurnedBothWays() {
        Desk desk = Desk.open();
        desk.limit("", Measure.DELTA, "ETH", 500 * Desk.USD);
        turn(desk, "eth-perp", 100_000);
        desk.accepted(desk.order("away", "s", Side.SELL, 10, "mixed", 7_000));
        long ordered = desk.state().used().of("ETH").highest().deltaUsdMicros();
        assertThat(ordered).as("thirty at ten dollars and a tenth").isEqualTo(30 * Desk.USD);
        turn(desk, "eth-perp", -200_000);
        desk.accepted(new CounterpartyRequest.Amend("s", 7_000, 10));
        assertThat(desk.state().used().of("ETH").highest().deltaUsdMicros()).isEqualTo(ordered);
        assertThat(desk.state().used().of("ETH").lowest().deltaUsdMicros()).isEqualTo(-2 * ordered);
        assertThat(new NaiveTwin(desk.state()).differences()).isEmpty();
        Map<String, Long> before = figures(desk);
        CounterpartyFact.Fill fill = desk.fill("away", "s", Side.SELL, 10, "mixed", 7_000);
        desk.accepted(new CounterpartyFact.LegsFill(fill, List.of(
                new CounterpartyFact.FilledLeg(desk.market.id("perp"), Direction.SELL, 100, 10),
                new CounterpartyFact.FilledLeg(desk.market.id("eth-perp"), Direction.BUY, 10, 30),
                new CounterpartyFact.FilledLeg(desk.market.id("put"), Direction.SELL, 500, 20))));
        assertThat(desk.state().used().of("ETH").highest().deltaUsdMicros()).isEqualTo(ordered);
        assertThat(figures(desk).get("ETH DELTA up")).isLessThanOrEqualTo(before.get("ETH DELTA up"));
        assertThat(desk.state().used().of("ETH").lowest().deltaUsdMicros()).isNotNegative();
    }

    /** Its legs are filled in another market than it was decided in, where their greeks are others. */
    @ParameterizedTest
    @CsvSource({"combo, BUY", "combo, SELL", "mixed, BUY", "mixed, SELL", "reversal, BUY", "reversal, SELL",
            "across, BUY", "across, SELL"})
    void norDoLegsOfACombination(String combo, Side side) {
        Desk desk = Desk.open();
        moves(desk, 130);
        desk.accepted(desk.order("away", "c", side, 7, combo, desk.market.quoted(combo).mark().ticks()));
        Map<String, Long> before = figures(desk);
        moves(desk, 100);
        for (long lots : List.of(4L, 3L)) {
            desk.accepted(legs(desk, "c", side, lots, combo));
            noneIsMore(desk, before, combo);
            before = figures(desk);
        }
        assertThat(desk.state().orders().isEmpty()).isTrue();
        assertThat(new NaiveTwin(desk.state()).differences()).isEmpty();
    }

    /** Percent of the strike at which all underlyings of options are. */
    private static void moves(Desk desk, long percent) {
        for (String option : List.of("call", "put", "eth-call")) {
            Mark old = desk.market.quoted(option).mark();
            long strike = option.equals("eth-call") ? 10 : 100;
            desk.market.mark(option,
                    TestMarket.marked(old, old.ticks(), strike * percent / 100, old.deltaPpm(), desk.now()));
        }
    }

    /** All legs of a fill, each at its mark. */
    private static CounterpartyFact.LegsFill legs(Desk desk, String order, Side side, long lots, String combo) {
        var terms = (Payoff.Combo) desk.market.quoted(combo).terms().payoff();
        List<CounterpartyFact.FilledLeg> legs = terms.legs().stream().map(leg -> new CounterpartyFact.FilledLeg(
                leg.instrument(), Direction.of(leg.ratio() > 0 ? side : side.opposite()),
                desk.market.view().instrument(leg.instrument()).mark().ticks(),
                lots * Math.abs(leg.ratio()))).toList();
        return new CounterpartyFact.LegsFill(desk.fill("away", order, side, lots, combo,
                desk.market.quoted(combo).mark().ticks()), legs);
    }

    /** What is held of a leg was let in at ten dollars a lot, and the order that closes it at eight. */
    @Test
    void norDoesALegOfAnotherUnderlyingThatCloses() {
        Desk desk = Desk.open();
        desk.accepted(desk.fill("away", "", Side.BUY, 30, "eth-perp", 10));
        long held = desk.state().used().of("ETH").highest().deltaUsdMicros();
        assertThat(held).isEqualTo(300 * Desk.USD);
        desk.market.mark("eth-perp", 8, desk.now());
        desk.accepted(desk.order("away", "c", Side.BUY, 10, "mixed", 7_000));
        assertThat(desk.state().used().of("ETH").lowest().deltaUsdMicros()).as("all of it may be closed").isZero();
        Map<String, Long> before = figures(desk);
        desk.accepted(legs(desk, "c", Side.BUY, 10, "mixed"));
        assertThat(desk.holding("away", "eth-perp").position().lots()).isZero();
        noneIsMore(desk, before, "closed");
    }

    private static void turn(Desk desk, int deltaPpm) {
        turn(desk, "combo", deltaPpm);
    }

    private static void turn(Desk desk, String instrument, int deltaPpm) {
        Mark old = desk.market.quoted(instrument).mark();
        desk.market.mark(instrument, TestMarket.marked(old, old.ticks(), old.indexTicks(), deltaPpm, desk.now()));
    }
}
