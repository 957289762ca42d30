package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Approval;
import io.breakwater.domain.ApprovedLifts;
import io.breakwater.domain.Lift;
import io.breakwater.domain.Measure;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds a counterparty back over time: breaches, restrictions, allowances, rates, and the memory of requests. */
class StandingTest {

    @Test
    void aMarkThatMovesOpensABreachAndItsReturnClosesIt() {
        Desk desk = Desk.poor();
        Story story = new Story(desk);
        story.given("deposit 100 USD; position +10 perp @ 100");
        assertThat(desk.decide(new CounterpartyFact.Remarked(), desk.nextId()))
                .as("at the bound nothing opens").isInstanceOf(Decision.Answered.class);
        story.given("mark perp 99");
        var opened = (CounterpartyEvent.BreachOpened) desk.event(new CounterpartyFact.Remarked());
        assertThat(opened).extracting(CounterpartyEvent.BreachOpened::measure, CounterpartyEvent.BreachOpened::cap,
                CounterpartyEvent.BreachOpened::used).containsExactly(Measure.INITIAL_MARGIN, 90 * Desk.USD, 99 * Desk.USD);
        assertThat(story.when("buy 1 perp @ 99")).startsWith("REDUCING");
        assertThat(story.when("sell 10 perp @ 99 as s")).isEqualTo("accepted");
        assertThat(desk.decide(new CounterpartyFact.Remarked(), desk.nextId()))
                .as("it opens once").isInstanceOf(Decision.Answered.class);
        story.given("cancel s; mark perp 100");
        assertThat(desk.event(new CounterpartyFact.Remarked())).isInstanceOf(CounterpartyEvent.BreachClosed.class);
        assertThat(desk.state().standing()).isEqualTo(Standing.GOOD);
    }

    @Test
    void aLossPastItsCapOpensABreach() {
        Desk desk = Desk.open();
        Story story = new Story(desk);
        story.given("limit LOSS 50; position +10 perp @ 100; mark perp 95");
        assertThat(desk.decide(new CounterpartyFact.Remarked(), desk.nextId())).isInstanceOf(Decision.Answered.class);
        story.given("mark perp 94");
        var opened = (CounterpartyEvent.BreachOpened) desk.event(new CounterpartyFact.Remarked());
        assertThat(opened.measure()).isEqualTo(Measure.LOSS);
        assertThat(opened.used()).isEqualTo(60 * Desk.USD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            warning GROSS_NOTIONAL 500        | 5 | 500 USD in all
            warning GROSS_NOTIONAL 500 on main | 5 | of the account alone
            warning DELTA BTC 500             | 5 | of an underlying
            warning DELTA 500                 | 5 | of any underlying
            warning NET_POSITION perp 5       | 5 | of an instrument
            warning GROSS_POSITION 5          | 5 | of any instrument
            warning CONCENTRATION 500 on main | 5 | of any instrument in the account
            warning INITIAL_MARGIN 50         | 5 | a tenth of it
            """)
    void aCapThatOnlyWarnsOpensAndClosesAndHoldsNothingBack(String warning, int most, String what) {
        Desk desk = Desk.open();
        Story story = new Story(desk);
        story.given(warning + "; position +" + most + " perp @ 100");
        assertThat(desk.decide(new CounterpartyFact.Remarked(), desk.nextId()))
                .as("at the cap nothing opens: %s", what).isInstanceOf(Decision.Answered.class);
        assertThat(story.when("buy 1 perp @ 100")).isEqualTo("accepted");
        var opened = (CounterpartyEvent.WarningOpened) desk.event(new CounterpartyFact.Remarked());
        assertThat(opened.warning().used()).as(what).isGreaterThan(opened.warning().cap());
        assertThat(desk.decide(new CounterpartyFact.Remarked(), desk.nextId()))
                .as("it opens once").isInstanceOf(Decision.Answered.class);
        assertThat(desk.state().standing().stateAt(desk.now())).isEqualTo(TradingState.ACTIVE);
        assertThat(story.when("buy 1 perp @ 100")).isEqualTo("accepted");
        story.given("cancel all");
        assertThat(desk.event(new CounterpartyFact.Remarked())).isInstanceOf(CounterpartyEvent.WarningClosed.class);
        assertThat(desk.state().standing()).isEqualTo(Standing.GOOD);
    }

    @Test
    void aWarningThatHasBecomeACapIsOpenNoMore() {
        Desk desk = Desk.open();
        new Story(desk).given("warning WORKING_ORDERS 1; buy 1 perp @ 99; buy 1 perp @ 98");
        assertThat(desk.event(new CounterpartyFact.Remarked())).isInstanceOf(CounterpartyEvent.WarningOpened.class);
        desk.limit("", Measure.WORKING_ORDERS, "", 5);
        assertThat(desk.event(new CounterpartyFact.Remarked())).isInstanceOf(CounterpartyEvent.WarningClosed.class);
        assertThat(desk.state().standing()).isEqualTo(Standing.GOOD);
    }

    @Test
    void whatCannotBeValuedOpensAndClosesNothing() {
        Desk desk = Desk.open();
        new Story(desk).given("position +10 perp @ 100; mark perp unknown");
        assertThat(desk.decide(new CounterpartyFact.Remarked(), desk.nextId())).isInstanceOf(Decision.Answered.class);
    }

    @Test
    void whatAnotherHasLiftedBeforeItWasHeardOfIsNotPlaced() {
        Desk desk = Desk.open();
        Restriction placed = new Restriction(7, TradingState.HALTED, "ops", "", Long.MAX_VALUE);
        var lifted = new CounterpartyFact.LiftedElsewhere(ApprovedLifts.lift(7));
        assertThat(desk.event(lifted)).isInstanceOf(CounterpartyEvent.LiftedByPeer.class);
        assertThat(desk.decide(lifted, desk.nextId())).as("told twice").isInstanceOf(Decision.Answered.class);
        assertThat(desk.event(new CounterpartyFact.RestrictedElsewhere(placed)))
                .isInstanceOf(CounterpartyEvent.RestrictedByPeer.class);
        assertThat(desk.state().standing()).isEqualTo(Standing.GOOD);
    }

    @Test
    void whatSharesAPlaceIsLiftedInEachDataCenter() {
        var lift = new CounterpartyRequest.LiftRestriction(ApprovedLifts.lift(Standing.ENGINE));
        assertThat(CounterpartyEvent.forPeers(new CounterpartyEvent.RestrictionLifted(lift))).isNull();
    }

    private static Desk halted() {
        Desk desk = Desk.open();
        desk.accepted(new Story(desk).command("restrict HALTED"));
        desk.market.policy(ApprovedLifts::asking);
        return desk;
    }

    static Stream<Arguments> lifts() {
        Desk desk = halted();
        return ApprovedLifts.cases(
                "counterparties/acme", desk.state().standing().restrictions().valueAt(0), desk.now());
    }

    /** What is taken is told to others with its approvals, and they keep them. */
    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("lifts")
    void liftsWithApprovals(String what, Lift lift, String refused) {
        Desk desk = halted();
        CounterpartyEvent event = desk.event(new CounterpartyRequest.LiftRestriction(lift));
        if (refused.isEmpty()) {
            assertThat(CounterpartyEvent.forPeers(event)).isEqualTo(new CounterpartyFact.LiftedElsewhere(lift));
            assertThat(desk.state().standing()).as(what).isEqualTo(Standing.GOOD);
        } else {
            assertThat(((CounterpartyEvent.RequestRefused) event).rejection().code()).as(what).isEqualTo(refused);
        }
    }

    /** Who traded unseen is let go by what was approved of all of them at once. */
    @Test
    void theUnseenAreApprovedOfTogether() {
        Desk desk = halted();
        desk.tell(CounterpartyFact.tradedUnseen(2, "ams"));
        long unseen = Standing.unseen(2);
        String change = ApprovedLifts.lift(unseen).changeHash(
                "counterparties", desk.state().standing().restrictions().get(unseen));
        desk.accepted(new CounterpartyRequest.LiftRestriction(ApprovedLifts.lift(unseen,
                new Approval("ada", desk.now(), change), new Approval("bob", desk.now(), change))));
        assertThat(desk.state().standing().knows(unseen)).isFalse();
    }

    @Test
    void theStrictestRestrictionHoldsAndEachIsLiftedByItsOwnId() {
        Desk desk = Desk.open();
        Story story = new Story(desk);
        long reducing = desk.accepted(story.command("restrict REDUCING")).reference();
        long halted = desk.accepted(story.command("restrict HALTED")).reference();
        assertThat(story.when("buy 1 perp @ 100")).isEqualTo("HALTED");
        story.given("lift " + halted);
        assertThat(story.when("buy 1 perp @ 100")).startsWith("REDUCING");
        story.given("lift " + reducing);
        assertThat(story.when("buy 1 perp @ 100")).isEqualTo("accepted");
        assertThat(desk.state().standing().stateAt(desk.now())).isEqualTo(TradingState.ACTIVE);
    }

    private static Allowance allowance(Desk desk) {
        return desk.state().allowances().get(Allowance.key("firms/f", Measure.GROSS_NOTIONAL));
    }

    @Test
    void grantsOnlyGrowWhateverOrderTheyComeIn() {
        Desk desk = Desk.open();
        desk.allowance("firms/f", Measure.GROSS_NOTIONAL, 800, 0);
        desk.allowance("firms/f", Measure.GROSS_NOTIONAL, 1_000, 0);
        assertThat(desk.tell(new CounterpartyFact.AllowanceChanged(
                new Grant("firms/f", Measure.GROSS_NOTIONAL, 900, 0))).verdict())
                .isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(allowance(desk).granted()).isEqualTo(1_000);
    }

    @Test
    void aFillReturnsNothingOfWhatItUses() {
        Desk desk = Desk.open();
        Story story = new Story(desk);
        story.given("allowance firms/f GROSS_NOTIONAL 1000; buy 8 perp @ 100 as b");
        desk.allowance("firms/f", Measure.GROSS_NOTIONAL, 1_000 * Desk.USD, 1_000 * Desk.USD);
        story.given("fill b buy 5 perp @ 100; quote inverse 0@0 0@0; amend b to 8 @ 100; fill b buy 3 perp @ 100");
        assertThat(desk.state().used().grossNotionalUsdMicros()).isEqualTo(800 * Desk.USD);
        assertThat(allowance(desk).capNow()).as("what is used is still its own").isEqualTo(800 * Desk.USD);
    }

    @Test
    void whatIsRecalledIsReturnedAsSoonAsItIsFree() {
        Desk desk = Desk.open();
        Story story = new Story(desk);
        story.given("allowance firms/f GROSS_NOTIONAL 1000; buy 8 perp @ 100 as b");
        desk.allowance("firms/f", Measure.GROSS_NOTIONAL, 1_000 * Desk.USD, 600 * Desk.USD);
        assertThat(allowance(desk).returned()).as("what is not used, at once").isEqualTo(200 * Desk.USD);
        assertThat(story.when("buy 1 perp @ 100")).isEqualTo("ALLOWANCE limit 800 current 800 requested 900 USD");
        story.given("amend b to 5 @ 100");
        assertThat(allowance(desk).returned()).isEqualTo(500 * Desk.USD);
        story.given("cancel b");
        assertThat(allowance(desk).returned()).as("no more than was asked for").isEqualTo(600 * Desk.USD);
        assertThat(story.when("buy 4 perp @ 100")).isEqualTo("accepted");
        assertThat(story.when("buy 1 perp @ 100")).isEqualTo("ALLOWANCE limit 400 current 400 requested 500 USD");
    }

    @Test
    void needAndRefusalsRaiseTheDemandAndNothingLowersIt() {
        Desk desk = Desk.open();
        Story story = new Story(desk);
        story.given("allowance firms/f GROSS_NOTIONAL 1000");
        assertThat(allowance(desk).wants()).isFalse();
        story.given("buy 8 perp @ 100 as b");
        assertThat(allowance(desk).demanded()).as("twice what is used").isEqualTo(1_600 * Desk.USD);
        story.when("buy 9 perp @ 100");
        long demanded = allowance(desk).demanded();
        assertThat(demanded).as("and what was missing").isEqualTo(2_500 * Desk.USD);
        story.given("cancel b");
        assertThat(allowance(desk).demanded()).isEqualTo(demanded);
        assertThat(allowance(desk).wants()).isTrue();
    }

    @Test
    void pastItsRateACallerIsAnsweredWithoutAnEvent() {
        Desk desk = Desk.open();
        new Story(desk).given("limit SUBMIT_RATE 1; buy 1 perp @ 100");
        Decision<CounterpartyEvent> decision = desk.decide(desk.buy("b", 1, "perp", 100), desk.nextId());
        assertThat(decision).isInstanceOf(Decision.Answered.class);
        assertThat(desk.event(new CounterpartyFact.Throttled(desk.now() / 1_000_000, 1, 0)))
                .as("a summary is kept").isInstanceOf(CounterpartyEvent.RequestsThrottled.class);
    }

    @Test
    void oneIdHasOneOutcomeAlsoAfterARestart() {
        Desk desk = Desk.open();
        RequestId accepted = desk.nextId();
        RequestId refused = desk.nextId();
        Outcome first = desk.tell(desk.buy("b1", 1, "perp", 100), accepted);
        Outcome second = desk.tell(desk.buy("b2", 1, "nothing", 100), refused);
        desk.restart();
        Counterparty before = desk.state();
        assertThat(desk.tell(desk.buy("b1", 1, "perp", 100), accepted)).isEqualTo(first);
        assertThat(desk.tell(desk.buy("b2", 1, "nothing", 100), refused)).isEqualTo(second);
        assertThat(desk.tell(desk.buy("b3", 1, "perp", 100), accepted).rejection().code())
                .isEqualTo("REQUEST_ID_REUSED");
        assertThat(desk.state()).as("nothing was recorded").isSameAs(before);
    }

    @Test
    void whatNamedNothingThatWasListedHasItsOutcomeWhateverIsListedSince() {
        Desk desk = Desk.open();
        RequestId id = desk.nextId();
        CounterpartyRequest unlisted =
                new CounterpartyRequest.Unresolved(CounterpartyRejection.Code.UNKNOWN_INSTRUMENT, "instruments/later");
        Outcome refused = desk.tell(unlisted, id);
        desk.restart();
        Counterparty before = desk.state();
        assertThat(desk.tell(unlisted, id)).isEqualTo(refused);
        assertThat(desk.tell(desk.buy("b1", 1, "perp", 100), id)).as("the same words, now that it is listed")
                .isEqualTo(refused);
        assertThat(desk.state()).as("nothing was recorded").isSameAs(before);
    }

    @Test
    void anItemWhoseOutcomeIsNoLongerKeptIsUnknownAndNotDecidedAgain() {
        Desk desk = Desk.open();
        RequestId first = desk.nextId();
        desk.tell(new CounterpartyRequest.Cancel("none"), first);
        for (int i = 1; i <= 2 * RequestWindow.GENERATION; i++) {
            desk.passes(1_000);
            desk.tell(new CounterpartyRequest.Cancel("none"));
        }
        assertThat(desk.tell(new CounterpartyRequest.Cancel("none"), first).verdict())
                .isEqualTo(Outcome.Verdict.UNKNOWN);
        assertThat(desk.tell(desk.fill("main", "", Side.BUY, 1, "perp", 100), first).verdict())
                .as("a fact goes to a person").isEqualTo(Outcome.Verdict.SUSPENSE);
    }

    @Test
    void whatWasDecidedIsExplainedRuleByRule() {
        Desk desk = Desk.open();
        new Story(desk).given("limit NET_POSITION perp 10");
        var trail = new CounterpartyAggregate().explain(desk.valued(), desk.buy("b", 11, "perp", 100), desk.nextId(),
                desk.context());
        RuleVerdict last = trail.getLast();
        assertThat(last.rule()).isEqualTo("NET_POSITION");
        assertThat(last.passed()).isFalse();
        assertThat(last.requested()).isEqualTo(11);
        assertThat(trail.subList(0, trail.size() - 1)).allMatch(RuleVerdict::passed);
        assertThat(trail.stream().map(RuleVerdict::rule).distinct().toList()).as("every rule up to it, in order")
                .containsExactly("PERMISSION", "POSITION_SIDE", "TRADING_STATE", "TERMS", "INPUTS", "DUPLICATE", "SELF_TRADE",
                        "MESSAGE_RATE", "ORDER_SIZE", "ORDER_NOTIONAL", "COLLAR", "WORKING_ORDERS", "REDUCE_CAPACITY",
                        "GROSS_POSITION", "NET_POSITION");
    }

    @Test
    void anExplanationTellsFiguresOfWhatPassedExemptionsAndWarnings() {
        Desk desk = Desk.open();
        new Story(desk).given("position +5 perp @ 100; limit GROSS_POSITION 5; warning ORDER_SIZE perp 4");
        var trail = new CounterpartyAggregate().explain(desk.valued(), desk.sell("s", 5, "perp", 100), desk.nextId(),
                desk.context());
        assertThat(lines(trail, "COLLAR")).containsExactly("PASSED cap 95 used 100 requested 100 TICKS");
        assertThat(lines(trail, "INPUTS")).containsExactly("PASSED cap 60000000 used 0 requested 0 MICROS");
        assertThat(lines(trail, "GROSS_POSITION")).contains("EXEMPT cap 5 used 5 requested 10 LOTS");
        assertThat(lines(trail, "ORDER_SIZE")).first().isEqualTo("WARNED cap 4 used 0 requested 5 LOTS");
        assertThat(trail).as("it is accepted").allMatch(RuleVerdict::passed);
        assertThat(trail.getLast().rule()).isEqualTo("ALLOWANCE");
    }

    private static List<String> lines(List<RuleVerdict> trail, String rule) {
        return trail.stream().filter(line -> line.rule().equals(rule)).map(line -> line.result() + " cap " + line.cap()
                + " used " + line.used() + " requested " + line.requested() + " " + line.unit()).toList();
    }
}
