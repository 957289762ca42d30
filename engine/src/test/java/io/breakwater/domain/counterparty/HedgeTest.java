package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.counterparty.CounterpartyFact.Fill;
import io.breakwater.domain.counterparty.CounterpartyFact.StatedPosition;
import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.kernel.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to the long and the short position of an account that keeps them apart; what may be asked has its rows. */
class HedgeTest {

    private static final String PERP = "perp";

    private Desk desk;

    @BeforeEach
    void hedged() {
        desk = Desk.open();
        desk.deposit("hedge", "USD", 1_000_000 * Desk.USD);
        desk.position("hedge", PositionSide.LONG, 5, PERP, 100);
        desk.position("hedge", PositionSide.SHORT, -3, PERP, 102);
    }

    private long lots(PositionSide side) {
        return desk.position("hedge", side, PERP).lots();
    }

    private Fill fill(String order, Side side, long lots, long ticks) {
        return desk.fill("hedge", order, side, lots, PERP, ticks);
    }

    @Test
    void neitherSideNetsTheOther() {
        assertThat(lots(PositionSide.LONG)).isEqualTo(5);
        assertThat(lots(PositionSide.SHORT)).isEqualTo(-3);
        assertThat(desk.state().used().grossNotionalUsdMicros()).isEqualTo(806 * Desk.USD);
    }

    @Test
    void aFillThatTellsNoSideIsOfItsOrders() {
        new Story(desk).given("sell 2 perp @ 100 long as close in hedge; buy 1 perp @ 99 short as cover in hedge");
        desk.accepted(fill("close", Side.SELL, 2, 100));
        desk.accepted(fill("cover", Side.BUY, 1, 99));
        assertThat(lots(PositionSide.LONG)).isEqualTo(3);
        assertThat(lots(PositionSide.SHORT)).isEqualTo(-2);
        assertThat(desk.working("close")).isNull();
    }

    @Test
    void aFillThatTellsAnotherSideThanItsOrderIsUnsolicited() {
        new Story(desk).given("sell 2 perp @ 100 long as close in hedge");
        var booked = (CounterpartyEvent.FillBooked) desk.event(fill("close", Side.SELL, 2, 100).of(PositionSide.SHORT));
        assertThat(booked.holdId()).isZero();
        assertThat(lots(PositionSide.SHORT)).isEqualTo(-5);
        assertThat(desk.working("close").leavesLots()).isEqualTo(2);
    }

    @Test
    void aFillOfNoKnownSideWaits() {
        Outcome outcome = desk.tell(fill("", Side.SELL, 2, 100));
        assertThat(outcome.verdict()).isEqualTo(Outcome.Verdict.SUSPENSE);
        assertThat(outcome.rejection().subject()).contains("which side's position");
        assertThat(desk.tell(desk.fill("main", "", Side.SELL, 2, PERP, 100).of(PositionSide.LONG)).verdict())
                .as("of an account that has no sides").isEqualTo(Outcome.Verdict.SUSPENSE);
    }

    @Test
    void itIsTheSameFillWithAndWithoutItsSide() {
        new Story(desk).given("sell 4 perp @ 100 long as close in hedge");
        Fill told = fill("close", Side.SELL, 2, 100);
        desk.accepted(told);
        assertThat(desk.tell(told.of(PositionSide.LONG)).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.tell(told.of(PositionSide.SHORT)).verdict()).isEqualTo(Outcome.Verdict.SUSPENSE);
        assertThat(lots(PositionSide.LONG)).isEqualTo(3);
    }

    @Test
    void aBustAndACorrectionFindThePositionOfTheirFill() {
        new Story(desk).given("sell 4 perp @ 100 long as close in hedge");
        Counterparty before = desk.state();
        Fill told = fill("close", Side.SELL, 4, 100);
        desk.accepted(told);
        desk.accepted(new CounterpartyFact.Correction(told.execution(), 101, 3, 0));
        assertThat(lots(PositionSide.LONG)).isEqualTo(2);
        desk.restart();
        desk.accepted(new CounterpartyFact.Bust(told.execution()));
        assertThat(desk.position("hedge", PositionSide.LONG, PERP))
                .isEqualTo(before.account("hedge").holding(desk.market.id(PERP)).position());
        assertThat(lots(PositionSide.SHORT)).isEqualTo(-3);
    }

    @Test
    void aCorrectionThatNamesTheOtherPositionMovesTheFillThere() {
        Fill opened = fill("", Side.SELL, 4, 100).of(PositionSide.SHORT);
        desk.accepted(opened);
        assertThat(lots(PositionSide.SHORT)).isEqualTo(-7);
        ExecutionKey closing = opened.execution().of(PositionSide.LONG);
        desk.accepted(new CounterpartyFact.Correction(closing, 100, 4, 0));
        assertThat(lots(PositionSide.SHORT)).isEqualTo(-3);
        assertThat(lots(PositionSide.LONG)).isEqualTo(1);
        assertThat(new NaiveTwin(desk.state()).differences()).isEmpty();
        desk.accepted(new CounterpartyFact.Bust(opened.execution()));
        assertThat(lots(PositionSide.LONG)).isEqualTo(5);
        Fill net = desk.fill("main", "", Side.SELL, 2, PERP, 100);
        desk.accepted(net);
        assertThat(desk.tell(new CounterpartyFact.Correction(net.execution().of(PositionSide.LONG), 100, 1, 0))
                .verdict()).as("of an account that has no sides").isEqualTo(Outcome.Verdict.SUSPENSE);
    }

    @Test
    void aFillBeforeTheOneThatOpenedIsBookedAllTheSame() {
        desk.accepted(fill("", Side.SELL, 7, 100).of(PositionSide.LONG));
        assertThat(lots(PositionSide.LONG)).as("a fact is never refused").isEqualTo(-2);
        assertThat(new Story(desk).when("buy 2 perp @ 100 long in hedge reduce-only")).isEqualTo("accepted");
        assertThat(new Story(desk).when("sell 1 perp @ 101 long as more in hedge")).startsWith("REDUCE_CAPACITY limit 0");
    }

    @Test
    void fundingFallsDueOnBoth() {
        FundingRate rate = new FundingRate(desk.now() + 1, 1_000_000, 100);
        var due = new CounterpartyFact.FundingDue("hedge", desk.market.id(PERP), rate);
        var charged = (CounterpartyEvent.SidesFunded) desk.event(due);
        assertThat(charged.longMinor()).as("0.1 % of 500").isEqualTo(-500_000);
        assertThat(charged.shortMinor()).isEqualTo(300_000);
        assertThat(desk.balance("hedge", "USD")).isEqualTo(1_000_000 * Desk.USD - 200_000);
        assertThat(desk.position("hedge", PositionSide.SHORT, PERP).fundingMinor()).isEqualTo(300_000);
        assertThat(desk.tell(due).verdict()).as("once").isEqualTo(Outcome.Verdict.DUPLICATE);
        desk.accepted(new CounterpartyFact.Funding("hedge", desk.market.id(PERP), -7, "told for both"));
        assertThat(desk.position("hedge", PositionSide.LONG, PERP).fundingMinor()).isEqualTo(-500_007);
    }

    @Test
    void aSessionSettlesBoth() {
        var settled = (CounterpartyEvent.SidesSettled) desk.event(
                new CounterpartyFact.Settlement("hedge", desk.market.id(PERP), 110, "s"));
        assertThat(settled.realisedMinor()).as("5 · 10 − 3 · 8").isEqualTo(26 * Desk.USD);
        assertThat(desk.balance("hedge", "USD")).isEqualTo(1_000_026 * Desk.USD);
        assertThat(desk.position("hedge", PositionSide.LONG, PERP).cashFlowMinor()).isEqualTo(-550 * Desk.USD);
        assertThat(desk.position("hedge", PositionSide.SHORT, PERP).cashFlowMinor()).isEqualTo(330 * Desk.USD);
        assertThat(desk.position("hedge", PositionSide.SHORT, PERP).anchorTicks()).isEqualTo(110);
    }

    @Test
    void aDeliveryEndsBothAndTheirOrders() {
        new Story(desk).given("sell 2 perp @ 101 long as close in hedge; buy 1 perp @ 99 short as cover in hedge");
        var delivered = (CounterpartyEvent.Delivered) desk.event(
                new CounterpartyFact.Delivery("hedge", desk.market.id(PERP), 110, "d"));
        assertThat(delivered.realisedMinor()).isEqualTo(26 * Desk.USD);
        assertThat(desk.state().account("hedge").holdings().isEmpty()).isTrue();
        assertThat(desk.state().orders().isEmpty()).isTrue();
        assertThat(desk.state().used().grossNotionalUsdMicros()).isZero();
    }

    @Test
    void lotsMoveBetweenTheSidesThatTheirSignSays() {
        var moved = new CounterpartyFact.PositionTransfer("hedge", "main", desk.market.id(PERP), -2, 100, "t");
        desk.accepted(moved);
        assertThat(lots(PositionSide.SHORT)).isEqualTo(-1);
        assertThat(desk.holding("main", PERP).position().lots()).isEqualTo(-2);
        desk.accepted(new CounterpartyFact.PositionTransfer("main", "hedge", desk.market.id(PERP), 4, 100, "t"));
        assertThat(lots(PositionSide.LONG)).isEqualTo(9);
        assertThat(desk.tell(moved).verdict()).as("more than the short side has").isEqualTo(Outcome.Verdict.SUSPENSE);
    }

    @Test
    void aVenueStatesTheSidesBySign() {
        long perp = desk.market.id(PERP);
        var same = new CounterpartyFact.VenueStatement("hedge",
                List.of(new StatedPosition(perp, 5), new StatedPosition(perp, -3)), List.of(), desk.now());
        assertThat(((CounterpartyEvent.VenueStatementCompared) desk.event(same)).found()).isZero();
        desk.passes(1);
        var netted = new CounterpartyFact.VenueStatement("hedge", List.of(new StatedPosition(perp, 2)), List.of(),
                desk.now());
        assertThat(((CounterpartyEvent.VenueStatementCompared) desk.event(netted)).breaks())
                .extracting(VenueBreak::kind, VenueBreak::venueLots, VenueBreak::ourLots).containsExactly(
                        org.assertj.core.api.Assertions.tuple(VenueBreak.Kind.LONG_POSITION, 2L, 5L),
                        org.assertj.core.api.Assertions.tuple(VenueBreak.Kind.SHORT_POSITION, 0L, -3L));
        var snapshot = new CounterpartyFact.VenueSnapshot("hedge", perp, 2, desk.now());
        assertThat(((CounterpartyEvent.VenueSnapshotCompared) desk.event(snapshot)).ourLots()).isEqualTo(2);
    }

    @Test
    void aCombosLegsSayWhichSidesTheyAreOf() {
        Fill whole = desk.fill("hedge", "", Side.BUY, 1, "combo", 9000);
        var untold = ComboFillsTest.legs(desk, Side.BUY, 1, 100, 500);
        assertThat(desk.tell(new CounterpartyFact.LegsFill(whole, untold)).verdict())
                .isEqualTo(Outcome.Verdict.SUSPENSE);
        var told = untold.stream().map(leg -> new CounterpartyFact.FilledLeg(leg.instrument(),
                Direction.opening(leg.side() == Side.BUY ? PositionSide.LONG : PositionSide.SHORT), leg.priceTicks(),
                leg.lots())).toList();
        desk.accepted(new CounterpartyFact.LegsFill(whole, told));
        assertThat(lots(PositionSide.LONG)).isEqualTo(6);
        assertThat(desk.position("hedge", PositionSide.SHORT, "call").lots()).isEqualTo(-2);
        desk.accepted(new CounterpartyFact.Bust(whole.execution()));
        assertThat(lots(PositionSide.LONG)).isEqualTo(5);
        assertThat(desk.position("hedge", PositionSide.SHORT, "call").lots()).isZero();
    }

    @Test
    void simulatesWhatIsOpened() {
        var before = MarginSimulation.of(desk.state(), "hedge", desk.market.view());
        Counterparty after = MarginSimulation.with(desk.state(), "hedge",
                new MarginSimulation.AddedPosition(desk.market.id(PERP), -5), desk.market.view());
        assertThat(MarginSimulation.of(after, "hedge", desk.market.view()).initialUsdMicros())
                .as("both sides count in full").isEqualTo(before.initialUsdMicros() + 50 * Desk.USD);
    }
}
