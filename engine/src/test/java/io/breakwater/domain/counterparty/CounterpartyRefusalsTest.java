package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Lift;
import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is refused beside the rules of orders: subject | given | command | answer. With the rules' own rows every code that
 * callers may meet has a row, so that none is without a test.
 */
class CounterpartyRefusalsTest {

    private static final String ROWS = """
            onboarding | | onboard | COUNTERPARTY_EXISTS
            onboarding | | open second | accepted
            onboarding | | open main | ACCOUNT_EXISTS

            limits | | limit ORDER_SIZE 5 on nowhere | UNKNOWN_ACCOUNT
            limits | | limit OPEN_INTEREST_SHARE 5 | UNKNOWN_MEASURE
            limits | | limit PREMIUM_PAID BTC 5 | UNKNOWN_MEASURE
            limits | | limit SUBMIT_RATE 5 on main | UNKNOWN_MEASURE
            limits | | limit LOSS 5 on main | UNKNOWN_MEASURE
            limits | | limit GROSS_NOTIONAL perp 5 | UNKNOWN_MEASURE
            limits | | limit DELTA BTC 5 | accepted
            limits | | limit CONCENTRATION perp 5 on main | accepted

            orders | | unresolved PRECISION perp | PRECISION
            orders | | unresolved UNKNOWN_INSTRUMENT nothing | UNKNOWN_INSTRUMENT
            orders | | cancel b1 | UNKNOWN_ORDER
            orders | | cancel all | accepted
            orders | | amend b1 to 5 @ 100 | UNKNOWN_ORDER
            orders | buy 5 perp @ 100 as b1 in away; cancel b1 | amend b1 to 6 @ 100 | ORDER_DONE
            orders | buy 5 perp @ 100 as b1 in away; amend b1 to 6 @ 100 | amend b1 to 7 @ 100 | ORDER_PENDING
            orders | buy 5 perp @ 100 as b1 in away; amend b1 to 6 @ 100; report b1 REPLACED | amend b1 to 7 @ 100 | accepted
            orders | buy 5 perp @ 100 as b1 in away; amend b1 to 6 @ 100; report b1 REPLACE_REJECTED | amend b1 to 7 @ 100 | accepted
            orders | buy 5 perp @ 100 as b1; fill b1 buy 3 perp @ 100 | amend b1 to 3 @ 100 | BELOW_FILLED limit 3 current 3 requested 3 LOTS
            orders | buy 5 perp @ 100 as b1; fill b1 buy 3 perp @ 100 | amend b1 to 4 @ 100 | accepted
            orders | | buy 1000000000 inverse @ 100 | MARGIN limit 2000000 current 0 requested 1000000000 USD
            orders | | buy 9223372036854775807 perp @ 100 | OVERFLOW
            orders | | buy 1 perp @ 9223372036854775807 | OVERFLOW
            orders | | sell 9223372036854775807 combo @ 9000 | OVERFLOW

            groups | | all-or-none: buy 1 perp @ 100 and buy 1 nothing @ 100 | UNKNOWN_INSTRUMENT
            groups | | all-or-none: buy 1 perp @ 100 in nowhere and buy 1 perp @ 100 | UNKNOWN_ACCOUNT
            groups | | all-or-none: | TOO_MANY limit 256 current 0 requested 0 COUNT
            groups | | one-cancels-other: buy 1 perp @ 100 | TOO_MANY limit 2 current 0 requested 1 COUNT
            groups | | one-cancels-other: buy 1 perp @ 100 and buy 1 inverse @ 100 | GROUP_MEMBER
            groups | | one-cancels-other: buy 1 perp @ 100 as a and buy 1 perp @ 99 as a | GROUP_MEMBER
            groups | one-cancels-other: buy 1 perp @ 100 as a and buy 1 perp @ 99 as b | amend a to 2 @ 100 | GROUP_MEMBER
            groups | limit WORKING_ORDERS 2 | one-cancels-other: buy 1 perp @ 100 and buy 1 perp @ 99 | accepted
            groups | limit WORKING_ORDERS 1 | one-cancels-other: buy 1 perp @ 100 and buy 1 perp @ 99 | WORKING_ORDERS limit 1 current 0 requested 2 COUNT
            groups | limit GROSS_NOTIONAL 1000 | one-cancels-other: buy 10 perp @ 100 and buy 10 perp @ 99 | accepted
            groups | limit GROSS_NOTIONAL 1000 | one-cancels-other: buy 9 perp @ 100 and sell 9 perp @ 101 | GROSS_NOTIONAL limit 1000 current 0 requested 1809 USD

            quotes | | quote perp 5@99 5@101 in nowhere | UNKNOWN_ACCOUNT
            quotes | | quote nothing 5@99 5@101 | UNKNOWN_INSTRUMENT
            quotes | | quote nothing 0@0 0@0 | accepted
            quotes | | quote perp -1@99 5@101 | NOT_POSITIVE limit 0 current 0 requested -1 LOTS
            quotes | quote perp 5@99 5@101 | quote perp 5@99 5@101 in away | DUPLICATE_CLIENT_ORDER_ID
            quotes | buy 5 inverse @ 99 as g/2 | quote perp 5@99 5@101 | DUPLICATE_CLIENT_ORDER_ID
            quotes | quote perp 5@99 5@101 | amend g/2 to 6 @ 99 | GROUP_MEMBER
            quotes | quote perp 5@99 5@101 | cancel g/2 | accepted
            quotes | state perp HALTED | quote perp 5@99 5@101 | HALTED
            quotes | quote perp 5@99 5@101; state perp HALTED | quote perp 0@0 0@0 | accepted

            withdrawals | | withdraw 1000000 USD | accepted
            withdrawals | | withdraw 1000001 USD | INSUFFICIENT_FUNDS limit 1000000 current 1000000 requested 1000001 ASSET_MINOR
            withdrawals | | withdraw 1 USD from nowhere | UNKNOWN_ACCOUNT
            withdrawals | | withdraw 1 USD from bare | NOT_PERMITTED
            withdrawals | | withdraw 0 USD | NOT_POSITIVE
            withdrawals | | withdraw 1 USD scale 2 | ASSET_SCALE
            withdrawals | restrict HALTED | withdraw 1 USD | HALTED
            withdrawals | restrict REDUCING | withdraw 1 USD | accepted
            withdrawals | control firms/f HALTED | withdraw 1 USD | HALTED
            withdrawals | control everything HALTED | withdraw 1 USD | HALTED
            withdrawals | deposit 1 BTC; mark btc-usd unknown | withdraw 1 BTC | NO_ASSET_PRICE
            withdrawals | position +1 perp @ 100; mark perp unknown | withdraw 1 USD | NO_ASSET_PRICE
            withdrawals | position +1 perp @ 100; wait 6 | withdraw 1 USD | STALE_MARK limit 5 current 6 requested 0 s
            withdrawals | withdraw 1000000 USD; position +100000 perp @ 100 | withdraw 1 USD from away | MARGIN limit 1000000 current 1000000 requested 1000001 USD

            moves | | move 1000000 USD | accepted
            moves | | move 1000001 USD | INSUFFICIENT_FUNDS limit 1000000 current 1000000 requested 1000001 ASSET_MINOR
            moves | move 1000000 USD | move 1 USD | INSUFFICIENT_FUNDS limit 0 current 0 requested 1 ASSET_MINOR
            moves | | move 1 USD to 3 | accepted
            moves | | move 1 USD to 1 | NOT_AT_HOME
            moves | | move 1 USD from nowhere | UNKNOWN_ACCOUNT
            moves | | move 0 USD | NOT_POSITIVE
            moves | | move 1 USD scale 2 | ASSET_SCALE
            moves | restrict HALTED | move 1 USD | HALTED
            moves | restrict REDUCING | move 1 USD | REDUCING
            moves | control everything REDUCING | move 1 USD | REDUCING
            moves | deposit 1 BTC; mark btc-usd unknown | move 1 BTC | NO_ASSET_PRICE
            moves | position +1 perp @ 100; wait 6 | move 1 USD | STALE_MARK limit 5 current 6 requested 0 s
            moves | move 1000000 USD; position +100000 perp @ 100 | move 1 USD from away | MARGIN limit 1000000 current 1000000 requested 1000001 USD

            restrictions | | lift 42 | UNKNOWN_RESTRICTION

            identity | buy 1 perp @ 100 as b1 | again: buy 2 perp @ 100 as b1 | REQUEST_ID_REUSED
            """;

    static Stream<List<String>> rows() {
        return CounterpartyRulesTest.parsed(ROWS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void answersWithACode(List<String> row) {
        Story story = new Story(Desk.open());
        story.given(row.get(1));
        if (row.get(2).startsWith("again: ")) {
            story.when("buy 1 perp @ 100 as first");
        }
        assertThat(story.when(row.get(2))).as("%s", row).isEqualTo(row.get(3));
    }

    /** Without the long call, which covers the short put's margin in part, there is less than what is left needs. */
    @Test
    void aReductionThatRaisesPortfolioMarginIsJudgedAsWhatItIs() {
        Desk desk = Desk.open(MarginMode.PORTFOLIO, "USD", MarginMode.CROSS, "USD");
        desk.position("main", 100_000, "perp", 100);
        desk.position("main", -100_000, "future", 100);
        desk.accepted(new CounterpartyRequest.Withdraw("main", "USD", 6, 1_000_000 * Desk.USD, "out"));
        desk.accepted(new CounterpartyRequest.Withdraw("away", "USD", 6, 700_000 * Desk.USD, "out"));
        CounterpartyRejection refused = desk.refused(desk.order("main", "leg", Side.SELL, 100_000, "perp", 100));
        assertThat(refused.reason()).isEqualTo(Code.REDUCTION_RAISES_MARGIN);
        assertThat(refused.limit()).isEqualTo(300_000 * Desk.USD);
        desk.accepted(desk.order("main", "some", Side.SELL, 1_000, "perp", 100));
    }

    @Test
    void nobodyTradesBeforeOnboarding() {
        Desk desk = Desk.unknown();
        assertThat(desk.refused(desk.buy("b1", 1, "perp", 100)).reason()).isEqualTo(Code.UNKNOWN_COUNTERPARTY);
        assertThat(desk.state()).as("nothing is recorded").isSameAs(desk.state());
        assertThat(desk.tell(new CounterpartyFact.Bust(desk.fill("main", "", Side.BUY, 1, "perp", 100).execution())))
                .extracting(Outcome::verdict).isEqualTo(Outcome.Verdict.SUSPENSE);
        assertThat(new CounterpartyAggregate().isAbsent(desk.valued())).as("nothing is kept of it but the log").isTrue();
    }

    /** What was told too early is told again under its id, once there is somebody whose it is. */
    @Test
    void aFactThatCameBeforeTheOnboardingIsBookedAfterIt() {
        Desk desk = Desk.unknown();
        CounterpartyFact deposit = new CounterpartyFact.Deposit("main", "USD", 6, 5, "wire");
        RequestId id = desk.nextId();
        assertThat(desk.tell(deposit, id).verdict()).isEqualTo(Outcome.Verdict.SUSPENSE);
        desk.accepted(new CounterpartyRequest.Onboard("Acme", "firms/f", 1,
                List.of(Desk.account("main", "self", Permissions.ALL)), List.of()));
        assertThat(desk.tell(deposit, id).verdict()).isEqualTo(Outcome.Verdict.ACCEPTED);
        assertThat(desk.tell(deposit, id).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.balance("main", "USD")).isEqualTo(5);
    }

    @Test
    void anIdOlderThanTheMemoryIsRefused() {
        Desk desk = Desk.open();
        RequestId old = desk.nextId();
        for (int i = 0; i <= 3 * RequestWindow.MESSAGES; i++) {
            desk.passes(1_000);
            desk.tell(new CounterpartyRequest.Cancel("none"));
        }
        assertThat(desk.tell(new CounterpartyRequest.Cancel("none"), old).rejection().code())
                .isEqualTo(Code.REQUEST_ID_TOO_OLD.name());
        CounterpartyFact.Fill fill = desk.fill("main", "", Side.BUY, 1, "perp", 100);
        assertThat(desk.tell(fill, old).verdict()).as("a fact is not refused").isEqualTo(Outcome.Verdict.SUSPENSE);
    }

    /** Who makes ids that are ahead ages everybody's; trade can be stopped all the same. */
    @Test
    void tradeIsStoppedHoweverManyIdsAreAhead() {
        Desk desk = Desk.open();
        desk.limit("", Measure.SUBMIT_RATE, "", 1_000_000);
        desk.accepted(desk.order("main", "o", Side.BUY, 1, "perp", 90));
        desk.passes(10_000_000);
        long millis = desk.now() / 1_000;
        for (int i = 0; i <= 2 * RequestWindow.MESSAGES; i++) {
            desk.tell(new CounterpartyRequest.Cancel("none"), desk.idAt(millis + RequestWindow.AHEAD_MILLIS));
        }
        assertThat(desk.refused(desk.order("main", "p", Side.BUY, 1, "perp", 90)).reason())
                .isEqualTo(Code.REQUEST_ID_TOO_OLD);
        RequestId id = desk.nextId();
        Outcome halted = desk.tell(restrict(TradingState.HALTED, desk.now() + 60_000_000), id);
        assertThat(halted.isAccepted()).isTrue();
        assertThat(desk.tell(restrict(TradingState.HALTED, desk.now() + 60_000_000), id))
                .as("one id has one outcome").isEqualTo(halted);
        desk.accepted(new CounterpartyRequest.Cancel("o"));
        desk.accepted(new CounterpartyRequest.MassCancel("main", 0));
        assertThat(desk.state().orders().isEmpty()).isTrue();
        RequestId older = desk.idAt(millis - RequestWindow.AHEAD_MILLIS - 1);
        assertThat(desk.tell(new CounterpartyRequest.Cancel("o"), older).rejection().code())
                .isEqualTo(Code.REQUEST_ID_TOO_OLD.name());
    }

    /** A sender that has gone astray may say it again without end, and it waits for a person once. */
    @Test
    void anotherFactUnderAnIdThatWasUsedIsSuspendedOnce() {
        Desk desk = Desk.open();
        RequestId used = desk.nextId();
        CounterpartyFact.Fill first = desk.fill("main", "", Side.BUY, 1, "perp", 100);
        CounterpartyFact.Fill second = desk.fill("main", "", Side.BUY, 2, "perp", 100);
        CounterpartyFact.Fill third = desk.fill("main", "", Side.BUY, 3, "perp", 100);
        assertThat(desk.tell(first, used).verdict()).isEqualTo(Outcome.Verdict.ACCEPTED);
        assertThat(desk.tell(second, used).verdict()).isEqualTo(Outcome.Verdict.SUSPENSE);
        assertThat(desk.tell(third, used).verdict()).isEqualTo(Outcome.Verdict.SUSPENSE);
        Counterparty before = desk.state();
        assertThat(desk.tell(second, used).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.tell(third, used).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.tell(first, used).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.state()).as("nothing is recorded").isSameAs(before);
    }

    @Test
    void anItemOnWhichTheEngineFailsIsRefusedAloneAndOnlyReductionsPassFromThere() {
        Desk desk = Desk.open();
        desk.position("main", 5, "perp", 100);
        CounterpartyAggregate aggregate = new CounterpartyAggregate();
        CounterpartyEvent failed = aggregate.failed(desk.buy("b1", 1, "perp", 100), "the reason");
        desk.apply(failed, desk.nextId());
        assertThat(aggregate.outcomeOf(failed).rejection().code()).isEqualTo(Code.INTERNAL.name());
        assertThat(desk.refused(desk.buy("b2", 1, "perp", 100)).reason()).isEqualTo(Code.REDUCING);
        desk.accepted(desk.sell("s1", 5, "perp", 100));
    }

    @Test
    void aFactOnWhichTheEngineFailsWaitsInSuspense() {
        Desk desk = Desk.open();
        CounterpartyAggregate aggregate = new CounterpartyAggregate();
        CounterpartyEvent failed = aggregate.failed(desk.fill("main", "", Side.BUY, 1, "perp", 100), "the reason");
        desk.apply(failed, desk.nextId());
        assertThat(aggregate.outcomeOf(failed).verdict()).isEqualTo(Outcome.Verdict.SUSPENSE);
        assertThat(desk.state().money().suspended()).isEqualTo(1);
    }

    @Test
    void anAccountHoldsSoManyInstrumentsAndNoMore() {
        Account account = Desk.open().state().account("main");
        Holding held = Holding.EMPTY.of("BTC").with(Position.FLAT.funded(1));
        for (long i = 0; i < Account.MAX_HOLDINGS - 4; i++) {
            account = account.with(100 + i, held, 0);
        }
        assertThat(account.hasRoomFor(2, 0)).isTrue();
        assertThat(account.hasRoomFor(7, 1)).as("a combo of as many legs as there is room for").isTrue();
        assertThat(account.hasRoomFor(7, 2)).isFalse();
        for (long i = Account.MAX_HOLDINGS - 4; i < Account.MAX_HOLDINGS; i++) {
            account = account.with(100 + i, held, 0);
        }
        assertThat(account.hasRoomFor(2, 0)).isFalse();
        assertThat(account.hasRoomFor(100, 0)).as("what is held already").isTrue();
    }

    @Test
    void listsHaveBoundsAndTighteningAlwaysHasRoom() {
        Desk desk = Desk.open();
        for (int i = 0; i < Limits.MAX_LIMITS; i++) {
            desk.limit("", Measure.ORDER_SIZE, "i" + i, 5);
        }
        Story story = new Story(desk);
        assertThat(story.when("limit ORDER_SIZE one-more 5")).startsWith("TOO_MANY limit 1024");
        assertThat(story.when("limit ORDER_SIZE i7 4")).isEqualTo("accepted");
        for (int i = 0; i < Standing.MAX_RESTRICTIONS; i++) {
            desk.accepted(restrict(TradingState.REDUCING, desk.now() + 1_000_000));
        }
        assertThat(story.when("restrict HALTED")).startsWith("TOO_MANY limit 256");
        desk.passes(1_000_000);
        assertThat(story.when("restrict HALTED")).as("those that have expired make room").isEqualTo("accepted");
        assertThat(story.when("buy 1 perp @ 100")).isEqualTo("HALTED");
    }

    @Test
    void theEnginesOwnRestrictionsNeverGrowPastTheirBound() {
        Desk desk = Desk.open();
        CounterpartyAggregate aggregate = new CounterpartyAggregate();
        for (int i = 0; i < 2 * Standing.MAX_RESTRICTIONS; i++) {
            desk.apply(aggregate.failed(new CounterpartyRequest.Cancel("c"), "reason " + i), desk.nextId());
        }
        assertThat(desk.state().standing().restrictions().size()).isEqualTo(Standing.MAX_RESTRICTIONS + 1);
        assertThat(new Story(desk).when("buy 1 perp @ 100")).startsWith("REDUCING");
    }

    /** Whoever sets the same again and again, or to and fro, writes no event each time; what tightens has no rate. */
    @Test
    void limitsThatTightenNothingHaveARate() {
        Desk desk = Desk.open();
        desk.limit("", Measure.MODIFY_RATE, "", 2);
        for (long cap = 30; cap > 0; cap--) {
            desk.limit("", Measure.ORDER_SIZE, "", cap);
        }
        desk.limit("", Measure.ORDER_SIZE, "", 1);
        desk.limit("main", Measure.ORDER_SIZE, "perp", Long.MAX_VALUE);
        Counterparty before = desk.state();
        for (Limit idle : List.of(new Limit(Measure.ORDER_SIZE, "", 1, true),
                new Limit(Measure.ORDER_SIZE, "", 5, true), new Limit(Measure.ORDER_SIZE, "", 0, false))) {
            Outcome outcome = desk.tell(new CounterpartyRequest.SetLimit("", idle));
            assertThat(outcome.verdict()).isEqualTo(Outcome.Verdict.THROTTLED);
            assertThat((CounterpartyRejection) outcome.rejection()).extracting(CounterpartyRejection::reason,
                    CounterpartyRejection::limit, CounterpartyRejection::current, CounterpartyRejection::requested)
                    .containsExactly(Code.MODIFY_RATE, 2L, 2L, 3L);
        }
        assertThat(desk.state()).as("nothing is recorded").isSameAs(before);
        desk.limit("", Measure.ORDER_SIZE, "", 0);
        desk.limit("main", Measure.ORDER_SIZE, "perp", 3);
        desk.accepted(restrict(TradingState.HALTED, desk.now() + 1_000_000));
        desk.passes(1_000_000);
        desk.limit("", Measure.ORDER_SIZE, "", 7);
    }

    @Test
    void aRestrictionThatNobodyKnowsIsNamedAsRestrictionsAre() {
        assertThat(Desk.open().refused(new CounterpartyRequest.LiftRestriction(
                new Lift(42, "risk", "simulation", List.of()))).subject()).isEqualTo("000000000000002a");
    }

    /** Whoever asks for it believes that nothing more passes. */
    @Test
    void aRestrictionThatWouldHaveEndedAlreadyIsRefused() {
        Desk desk = Desk.open();
        assertThat(desk.refused(restrict(TradingState.HALTED, desk.now()))).extracting(CounterpartyRejection::reason,
                CounterpartyRejection::limit, CounterpartyRejection::requested)
                .containsExactly(Code.RESTRICTION_EXPIRED, desk.now(), desk.now());
        desk.accepted(restrict(TradingState.HALTED, desk.now() + 1));
    }

    private static CounterpartyRequest restrict(TradingState state, long until) {
        return new CounterpartyRequest.Restrict(state, "risk", "test", until);
    }

    @Test
    void capsAboveThatNothingChecksAreRefusedAtOnboarding() {
        assertThat(Desk.unknown().refused(new CounterpartyRequest.Onboard("Acme", "firms/f", 1, List.of(),
                List.of(new Grant("firms/f", Measure.NET_POSITION, 1, 0)))).reason()).isEqualTo(Code.UNKNOWN_MEASURE);
    }

    /** Told by the tests above, which have no row. */
    private static final Set<Code> IN_WORDS = Set.of(Code.UNKNOWN_COUNTERPARTY, Code.REQUEST_ID_TOO_OLD, Code.INTERNAL, Code.REDUCTION_RAISES_MARGIN,
            Code.CANCEL_RATE, Code.RESTRICTION_EXPIRED);

    @Test
    void noCodeIsWithoutARefusal() {
        Set<String> told = Stream.of(CounterpartyRulesTest.rows(), CounterpartyRulesTest.poor(), rows())
                .flatMap(rows -> rows).map(row -> row.get(3).replace("throttled ", "").split(" ")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        IN_WORDS.forEach(code -> told.add(code.name()));
        StandingTest.lifts().forEach(lift -> told.add((String) lift.get()[2]));
        assertThat(told).containsAll(Arrays.stream(Code.values()).filter(code -> code != Code.NONE)
                .map(Enum::name).toList());
    }
}
