package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Context;
import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyFact.OrderStatus;
import io.breakwater.domain.counterparty.WorkingOrder.State;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An order from its decision to its end: given | what happens | the order afterwards, as state, leaves at price, and what
 * the counterparty then has reserved. {@code away} is at a venue that acknowledges; in {@code main} we are the venue.
 */
class OrderLifeTest {

    @Test
    void withdrawingWhatIsNotQuotedHasARate() {
        Desk desk = Desk.open();
        desk.limit("", Measure.MODIFY_RATE, "", 2);
        CounterpartyRequest withdrawn = quote(desk, 0);
        desk.accepted(withdrawn);
        desk.accepted(withdrawn);
        Counterparty before = desk.state();
        assertThat(desk.refused(withdrawn).reason()).isEqualTo(CounterpartyRejection.Code.CANCEL_RATE);
        assertThat(desk.state()).as("nothing is recorded").isSameAs(before);
        desk.accepted(quote(desk, 3));
        desk.accepted(withdrawn);
        assertThat(desk.state().orders().isEmpty()).as("what is quoted can be withdrawn at any rate").isTrue();
    }

    private static CounterpartyRequest quote(Desk desk, long lots) {
        return new CounterpartyRequest.MassQuote("main", "g",
                List.of(new CounterpartyRequest.Quote(desk.market.id("perp"), 99, lots, 101, lots)), "", "");
    }

    /** Whoever asks again and again writes no event each time; what changes something has no rate. */
    @Test
    void cancelsThatChangeNothingHaveARate() {
        Desk desk = Desk.open();
        desk.limit("", Measure.MODIFY_RATE, "", 3);
        for (int i = 0; i < 10; i++) {
            desk.accepted(desk.order("away", "o" + i, Side.BUY, 1, "perp", 90 + i));
        }
        for (int i = 0; i < 10; i++) {
            desk.accepted(new CounterpartyRequest.Cancel("o" + i));
        }
        for (int i = 0; i < 3; i++) {
            desk.accepted(i == 1 ? new CounterpartyRequest.MassCancel("away", 0) : new CounterpartyRequest.Cancel("o7"));
        }
        Counterparty before = desk.state();
        for (CounterpartyRequest idle : List.of(new CounterpartyRequest.Cancel("o1"),
                new CounterpartyRequest.MassCancel("away", 0), new CounterpartyRequest.MassCancel("main", 0))) {
            Outcome outcome = desk.tell(idle);
            assertThat(outcome.verdict()).isEqualTo(Outcome.Verdict.THROTTLED);
            assertThat((CounterpartyRejection) outcome.rejection()).extracting(CounterpartyRejection::reason,
                    CounterpartyRejection::limit, CounterpartyRejection::current, CounterpartyRejection::requested)
                    .containsExactly(CounterpartyRejection.Code.CANCEL_RATE, 3L, 3L, 4L);
        }
        assertThat(desk.state()).as("nothing is recorded").isSameAs(before);
        desk.accepted(desk.order("away", "last", Side.BUY, 1, "perp", 100));
        desk.accepted(new CounterpartyFact.OrderStatusReport("o3", OrderStatus.CANCEL_REJECTED, desk.now()));
        desk.accepted(new CounterpartyRequest.MassCancel("away", 0));
        assertThat(desk.working("last").state()).isEqualTo(WorkingOrder.State.PENDING_CANCEL);
        assertThat(desk.working("o3").state()).isEqualTo(WorkingOrder.State.PENDING_CANCEL);
        desk.passes(1_000_000);
        desk.accepted(new CounterpartyRequest.Cancel("o1"));
    }


    private static final String ROWS = """
            buy 5 perp @ 100 as b | | DECIDED 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away | report b SENT | SENT 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; report b SENT | report b WORKING | WORKING 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; report b WORKING | report b SENT | WORKING 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; report b WORKING | report b UNKNOWN | UNKNOWN 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; report b UNKNOWN | report b WORKING | WORKING 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; report b UNKNOWN | report b SENT | UNKNOWN 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; report b WORKING | report b EXPIRED | gone, 0 USD
            buy 5 perp @ 100 as b in away | report b REJECTED | gone, 0 USD
            buy 5 perp @ 100 as b in away; report b UNKNOWN | report b CANCELLED | gone, 0 USD

            buy 5 perp @ 100 as b | cancel b | gone, 0 USD
            buy 5 perp @ 100 as b in away; report b WORKING | cancel b | PENDING_CANCEL 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; cancel b | report b CANCELLED | gone, 0 USD
            buy 5 perp @ 100 as b in away; cancel b | report b CANCEL_REJECTED | WORKING 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; cancel b | report b WORKING | PENDING_CANCEL 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; cancel b | cancel b | PENDING_CANCEL 5 @ 100, 500 USD
            buy 5 perp @ 100 as b; buy 3 inverse @ 100 as c in away | cancel all | gone, 30 USD

            buy 5 perp @ 100 as b | amend b to 8 @ 90 | WORKING 8 @ 90, 720 USD
            buy 5 perp @ 100 as b; fill b buy 2 perp @ 100 | amend b to 8 @ 90 | WORKING 6 @ 90, 740 USD
            buy 5 perp @ 100 as b in away | amend b to 8 @ 90 | PENDING_REPLACE 5 @ 100, 770 USD
            buy 5 perp @ 100 as b in away | amend b to 2 @ 100 | PENDING_REPLACE 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; amend b to 8 @ 90 | report b REPLACED | WORKING 8 @ 90, 720 USD
            buy 5 perp @ 100 as b in away; amend b to 8 @ 90 | report b REPLACE_REJECTED | WORKING 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; amend b to 8 @ 90 | report b WORKING | PENDING_REPLACE 5 @ 100, 770 USD
            buy 5 perp @ 100 as b in away; amend b to 8 @ 90; report b UNKNOWN | report b WORKING | PENDING_REPLACE 5 @ 100, 770 USD
            buy 5 perp @ 100 as b in away; amend b to 8 @ 90; report b UNKNOWN | report b REPLACED | WORKING 8 @ 90, 720 USD
            buy 5 perp @ 100 as b in away; amend b to 8 @ 90; cancel b | report b REPLACED | PENDING_CANCEL 8 @ 90, 720 USD
            buy 5 perp @ 100 as b in away; amend b to 8 @ 90; cancel b | report b CANCEL_REJECTED | PENDING_REPLACE 5 @ 100, 770 USD
            buy 5 perp @ 100 as b in away; amend b to 8 @ 90 | fill b buy 5 perp @ 100 | PENDING_REPLACE 0 @ 100, 770 USD
            buy 5 perp @ 100 as b in away; amend b to 8 @ 90; fill b buy 5 perp @ 100 | report b REPLACED | WORKING 3 @ 90, 770 USD
            buy 5 perp @ 100 as b in away; amend b to 8 @ 90; fill b buy 5 perp @ 100 | report b REPLACE_REJECTED | gone, 500 USD
            buy 5 perp @ 100 as b in away; amend b to 2 @ 100; fill b buy 2 perp @ 100 | report b REPLACED | gone, 200 USD
            buy 5 perp @ 100 as b in away; report b WORKING | report b REPLACED | WORKING 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; report b WORKING | report b REPLACE_REJECTED | WORKING 5 @ 100, 500 USD

            buy 5 perp @ 100 as b | replace b price 90 | WORKING 5 @ 90, 450 USD
            buy 5 perp @ 100 as b | replace b quantity 8 | WORKING 8 @ 100, 800 USD
            sell 5 perp @ 100 as b; fill b sell 2 perp @ 100 | replace b price 102.0 | WORKING 3 @ 102, 506 USD
            buy 5 perp @ 100 as b | replace b price 90 as c | WORKING 5 @ 90, 450 USD
            buy 5 perp @ 100 as b; replace b as c | cancel b | gone, 0 USD
            buy 5 perp @ 100 as b; replace b as c | cancel c | gone, 0 USD
            buy 5 perp @ 100 as b; replace b as c; replace c quantity 6 as b | | WORKING 6 @ 100, 600 USD
            buy 5 perp @ 100 as a; replace a as b; replace b price 90 as c | | WORKING 5 @ 90, 450 USD
            buy 5 perp @ 100 as b in away | replace b quantity 8 as c | PENDING_REPLACE 5 @ 100, 800 USD
            buy 5 perp @ 100 as b in away; replace b quantity 8 as c | report b REPLACED | WORKING 8 @ 100, 800 USD
            buy 5 perp @ 100 as b in away; replace b quantity 8 as c | report c REPLACED | WORKING 8 @ 100, 800 USD
            buy 5 perp @ 100 as b in away; replace b quantity 8 as c | report c REPLACE_REJECTED | WORKING 5 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; replace b quantity 8 as c | fill c buy 2 perp @ 100 | PENDING_REPLACE 3 @ 100, 800 USD
            buy 5 perp @ 100 as b in away; replace b quantity 8 as c; report c REPLACED | fill b buy 2 perp @ 100 | WORKING 6 @ 100, 800 USD
            buy 5 perp @ 100 as b in away; replace b quantity 8 as c; report c REPLACED | fill c buy 8 perp @ 100 | gone, 800 USD
            buy 5 perp @ 100 as b in away; replace b quantity 8 as c; cancel c | report c REPLACED | PENDING_CANCEL 8 @ 100, 800 USD

            buy 5 perp @ 100 as b | fill b buy 2 perp @ 100 | DECIDED 3 @ 100, 500 USD
            buy 5 perp @ 100 as b | fill b buy 2 perp @ 95 | DECIDED 3 @ 100, 490 USD
            buy 5 perp @ 100 as b | fill b buy 5 perp @ 100 | gone, 500 USD
            buy 5 perp @ 100 as b | fill b buy 7 perp @ 100 | gone, 700 USD
            buy 5 perp @ 100 as b in away; cancel b | fill b buy 2 perp @ 100 | PENDING_CANCEL 3 @ 100, 500 USD
            buy 5 perp @ 100 as b in away; report b UNKNOWN | fill b buy 2 perp @ 100 | UNKNOWN 3 @ 100, 500 USD
            buy 5 perp @ 100 as b | fill b sell 2 perp @ 100 | DECIDED 5 @ 100, 500 USD
            buy 5 perp @ 100 as b | fill b buy 2 inverse @ 100 | DECIDED 5 @ 100, 520 USD

            one-cancels-other: buy 5 perp @ 100 as b and buy 8 perp @ 90 as c | | DECIDED 5 @ 100, 720 USD
            one-cancels-other: buy 8 perp @ 90 as c and buy 5 perp @ 100 as b | | DECIDED 5 @ 100, 720 USD
            one-cancels-other: buy 5 perp @ 100 as b and buy 8 perp @ 90 as c | cancel c | DECIDED 5 @ 100, 500 USD
            one-cancels-other: buy 8 perp @ 90 as c and buy 5 perp @ 100 as b | cancel c | DECIDED 5 @ 100, 500 USD
            one-cancels-other: buy 5 perp @ 100 as b and buy 8 perp @ 90 as c | fill c buy 3 perp @ 90 | gone, 720 USD
            one-cancels-other: buy 8 perp @ 90 as c and buy 5 perp @ 100 as b | fill b buy 2 perp @ 100 | DECIDED 3 @ 100, 500 USD
            one-cancels-other: buy 8 perp @ 90 as c and buy 5 perp @ 100 as b | fill c buy 8 perp @ 90 | gone, 720 USD
            all-or-none: buy 5 perp @ 100 as b and buy 8 perp @ 90 as c | | DECIDED 5 @ 100, 1220 USD
            all-or-none: buy 5 perp @ 100 as b and buy 8 perp @ 90 as c | cancel c | DECIDED 5 @ 100, 500 USD
            """;

    static Stream<List<String>> rows() {
        return CounterpartyRulesTest.parsed(ROWS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void livesAsTold(List<String> row) {
        Story story = new Story(Desk.open());
        story.given(row.get(0));
        story.given(row.get(1));
        assertThat(shown(story.desk())).as("%s", row).isEqualTo(row.get(2));
        assertThat(new NaiveTwin(story.desk().state()).differences()).isEmpty();
    }

    private static String shown(Desk desk) {
        WorkingOrder order = desk.working("b");
        String what = order == null ? "gone"
                : order.state() + " " + order.leavesLots() + " @ " + (order.buyTicks() + order.sellTicks());
        return what + ", " + desk.state().used().grossNotionalUsdMicros() / Desk.USD + " USD";
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void aLateFillIsBookedInEveryState(State state) {
        Desk desk = Desk.open();
        Story story = new Story(desk);
        story.given("buy 5 perp @ 100 as b in away");
        story.given(switch (state) {
            case DECIDED -> "";
            case SENT -> "report b SENT";
            case WORKING -> "report b WORKING";
            case PENDING_REPLACE -> "amend b to 6 @ 100";
            case PENDING_CANCEL -> "cancel b";
            case UNKNOWN -> "report b UNKNOWN";
        });
        assertThat(desk.working("b").state()).isEqualTo(state);
        desk.accepted(desk.fill("away", "b", Side.BUY, 2, "perp", 100));
        assertThat(desk.holding("away", "perp").position().lots()).isEqualTo(2);
        assertThat(desk.working("b").leavesLots()).isEqualTo(3);
        assertThat(desk.working("b").state()).isEqualTo(state);
    }

    @Test
    void anIdIsTakenAsLongAsAnOrderIsKnownByIt() {
        Desk desk = Desk.open();
        Story story = new Story(desk);
        story.given("buy 5 perp @ 100 as b in away; buy 1 perp @ 99 as z in away; replace b quantity 8 as c");
        assertThat(story.when("replace z as c")).isEqualTo("DUPLICATE_CLIENT_ORDER_ID");
        assertThat(story.when("buy 1 perp @ 98 as c")).startsWith("DUPLICATE_CLIENT_ORDER_ID");
        assertThat(story.when("replace c price 90")).as("one replacement at a time").isEqualTo("ORDER_PENDING");
        story.given("report b REPLACE_REJECTED; buy 1 perp @ 98 as c; cancel c; replace b quantity 9 as d");
        story.given("report d REPLACED");
        assertThat(desk.working("b").clientOrderId()).isEqualTo("d");
        assertThat(desk.working("b")).isSameAs(desk.working("d"));
        assertThat(story.when("buy 1 perp @ 97 as b")).startsWith("DUPLICATE_CLIENT_ORDER_ID");
        story.given("report d CANCELLED");
        assertThat(desk.state().otherIds().isEmpty()).isTrue();
        assertThat(story.when("buy 1 perp @ 97 as b")).isEqualTo("accepted");
    }

    @Test
    void aReplacementThatLeavesSomethingOutIsTheSameRequestWhateverHasBecomeOfItsOrder() {
        Desk desk = Desk.open();
        Story story = new Story(desk);
        story.given("buy 5 perp @ 100 as b");
        assertThat(story.when("replace b quantity 8")).isEqualTo("accepted");
        story.desk().accepted(desk.fill("main", "b", Side.BUY, 3, "perp", 100));
        assertThat(story.when("again: replace b quantity 8")).isEqualTo("accepted");
        assertThat(desk.working("b").leavesLots()).as("once").isEqualTo(5);
        desk.accepted(new CounterpartyRequest.Cancel("b"));
        assertThat(story.when("again: replace b quantity 8")).isEqualTo("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replace x price 90 | UNKNOWN_ORDER", "replace b price 90.5 | PRECISION",
        "replace b quantity 0.5 | PRECISION", "replace b quantity 9999999999999999999 | OVERFLOW",
        "replace b quantity 2 | BELOW_FILLED limit 2 current 2 requested 2 LOTS",
        "replace b price 106 | COLLAR limit 105 current 100 requested 106 TICKS"})
    void aReplacementMeetsTheRulesOfAnAmend(String row) {
        Desk desk = Desk.open();
        Story story = new Story(desk);
        story.given("buy 5 perp @ 100 as b; fill b buy 2 perp @ 100");
        assertThat(story.when(row.split("\\|")[0].strip())).isEqualTo(row.split("\\|")[1].strip());
        assertThat(desk.working("b").leavesLots()).isEqualTo(3);
        var elsewhere = new CounterpartyRequest.Replace("b", "", desk.market.id("inverse"), "90", "");
        assertThat(desk.refused(elsewhere).reason()).isEqualTo(CounterpartyRejection.Code.UNKNOWN_ORDER);
    }

    @Test
    void aReplacementOfWhatTheViewDoesNotShowIsRefusedAsAnAmendIs() {
        Desk desk = Desk.open();
        new Story(desk).given("buy 5 perp @ 100 as b");
        Context blind = new Context(MarketView.EMPTY, desk.now(), desk.context().origin());
        for (CounterpartyRequest change : List.of(new CounterpartyRequest.Replace("b", "", 0, "90", ""),
                new CounterpartyRequest.Amend("b", 90, 5))) {
            var decision = new CounterpartyAggregate().decide(desk.valued(), change, desk.nextId(), blind);
            var event = ((Decision.Taken<CounterpartyEvent>) decision).event();
            assertThat(((CounterpartyEvent.RequestRefused) event).rejection().reason())
                    .isEqualTo(CounterpartyRejection.Code.UNKNOWN_INSTRUMENT);
        }
    }

    @Test
    void aFillAfterTheEndIsBookedAsUnsolicited() {
        Desk desk = Desk.open();
        desk.accepted(desk.buy("b", 5, "perp", 100));
        desk.accepted(new CounterpartyRequest.Cancel("b"));
        var late = (CounterpartyEvent.FillBooked) desk.event(desk.fill("main", "b", Side.BUY, 5, "perp", 100));
        assertThat(late.holdId()).isZero();
        assertThat(desk.holding("main", "perp").position().lots()).isEqualTo(5);
    }

    @Test
    void aFillInAnotherAccountDoesNotTouchTheOrder() {
        Desk desk = Desk.open();
        desk.accepted(desk.buy("b", 5, "perp", 100));
        var fill = (CounterpartyEvent.FillBooked) desk.event(desk.fill("away", "b", Side.BUY, 5, "perp", 100));
        assertThat(fill.holdId()).isZero();
        assertThat(desk.working("b").leavesLots()).isEqualTo(5);
        assertThat(desk.holding("away", "perp").position().lots()).isEqualTo(5);
    }

    @Test
    void massCancelNamesAccountAndInstrument() {
        Desk desk = Desk.open();
        new Story(desk).given("buy 1 perp @ 100 as a; buy 1 inverse @ 100 as b; buy 1 perp @ 100 as c in away");
        var byInstrument = new CounterpartyRequest.MassCancel("main", desk.market.id("perp"));
        assertThat(((CounterpartyEvent.MassCancelled) desk.event(byInstrument)).orders()).isEqualTo(1);
        assertThat(desk.working("a")).isNull();
        assertThat(desk.working("b")).isNotNull();
        desk.accepted(new CounterpartyRequest.MassCancel("", 0));
        assertThat(desk.working("b")).isNull();
        assertThat(desk.working("c").state()).as("the venue has to say so").isEqualTo(State.PENDING_CANCEL);
    }

    @Test
    void quotesAreReplacedTogetherOrNotAtAll() {
        Desk desk = Desk.open();
        Story story = new Story(desk);
        desk.limit("", Measure.GROSS_POSITION, "", 12);
        story.given("quote perp 5@99 5@101 inverse 4@98 4@102");
        assertThat(desk.state().used().workingOrders()).as("a two-sided quote is one").isEqualTo(2);
        assertThat(story.when("quote perp 6@98 6@102 inverse 7@98 7@102")).startsWith("GROSS_POSITION limit 12");
        assertThat(desk.holding("main", "perp").buys().lots()).as("all as it was").isEqualTo(5);
        story.given("quote perp 6@98 6@102");
        assertThat(desk.holding("main", "perp").buys().ticks()).containsExactly(98);
        assertThat(desk.holding("main", "inverse").buys().lots()).as("others stay").isEqualTo(4);
        story.given("quote perp 0@0 6@102");
        assertThat(desk.holding("main", "perp").buys()).isEqualTo(WorkingSide.NONE);
        story.given("quote perp 0@0 0@0 inverse 0@0 0@0");
        assertThat(desk.state().orders().size()).isZero();
        assertThat(desk.state().used()).isEqualTo(Used.NOTHING);
    }

    @Test
    void allOrNoneLeavesNothingBehindWhenOneIsRefused() {
        Desk desk = Desk.open();
        Story story = new Story(desk);
        desk.limit("", Measure.NET_POSITION, "perp", 8);
        assertThat(story.when("all-or-none: buy 5 perp @ 100 and buy 4 perp @ 100"))
                .isEqualTo("NET_POSITION limit 8 current 5 requested 9 LOTS");
        assertThat(desk.state().orders().size()).isZero();
        assertThat(story.when("all-or-none: buy 5 perp @ 100 and buy 3 perp @ 100")).isEqualTo("accepted");
        assertThat(desk.state().orders().size()).isEqualTo(2);
    }

    @Test
    void aReportOfAnOrderThatHasEndedChangesNothing() {
        Desk desk = Desk.open();
        assertThat(desk.tell(new CounterpartyFact.OrderStatusReport("b", OrderStatus.CANCELLED, 0)).verdict())
                .isEqualTo(Outcome.Verdict.DUPLICATE);
    }
}
