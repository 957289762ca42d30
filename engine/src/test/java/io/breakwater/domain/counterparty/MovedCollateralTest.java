package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.ApprovedLifts;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.counterparty.BalanceKey.Bucket;
import io.breakwater.domain.counterparty.CounterpartyFact.CollateralSent;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.counterparty.CounterpartyRequest.MoveCollateral;
import io.breakwater.domain.counterparty.CounterpartyRequest.Withdraw;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collateral that moves between data centers: it is in one of them or on its way, and never in two. */
class MovedCollateralTest {
    private static final int HOME = 1;
    private static final int AWAY = 2;

    private static MoveCollateral move(long minor, int to) {
        return new MoveCollateral("main", "USD", 6, minor, to, "m");
    }

    /** Moves it, and what the other data centers read of that. */
    private static CollateralSent moved(Desk desk, long minor, int to) {
        return (CollateralSent) CounterpartyEvent.forPeers(desk.event(move(minor, to)));
    }

    private static MovedCollateral only(Desk desk) {
        assertThat(MovedCollateral.in(desk.state().money().ledger())).hasSize(1);
        return MovedCollateral.in(desk.state().money().ledger()).iterator().next();
    }

    private static long flows(Desk desk) {
        return desk.state().money().netFlowsUsdMicros(desk.market.view());
    }

    @Test
    void whatIsMovedIsHereNoMoreAndThereOnceAndIsNeitherLossNorProfit() {
        Desk home = Desk.poorIn(HOME);
        Desk away = Desk.poorIn(AWAY);
        home.deposit("main", "USD", 1_000);
        CollateralSent first = moved(home, 300, AWAY);
        CollateralSent second = moved(home, 200, AWAY);
        assertThat(home.balance("main", "USD")).isEqualTo(500);
        assertThat(flows(home)).isEqualTo(500);
        away.accepted(second);
        assertThat(away.balance("main", "USD")).as("the later total says all").isEqualTo(500);
        assertThat(flows(away)).isEqualTo(500);
        for (CollateralSent again : List.of(first, second)) {
            assertThat(away.tell(again).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        }
        home.accepted(moved(away, 120, HOME));
        assertThat(home.balance("main", "USD")).isEqualTo(620);
        assertThat(only(home)).isEqualTo(new MovedCollateral(AWAY, "main", "USD", 6, 500, 120));
        assertThat(only(home).outstandingMinor()).isEqualTo(380);
        assertThat(only(away).outstandingMinor()).isEqualTo(-380);
    }

    @Test
    void itCoversMarginWhereItIsAndNowhereElse() {
        Desk home = Desk.poorIn(HOME);
        Desk away = Desk.poorIn(AWAY);
        home.deposit("main", "USD", 1_000 * Desk.USD);
        assertThat(away.refused(away.buy("b1", 10, "perp", 100)).reason()).isEqualTo(Code.MARGIN);
        CollateralSent sent = moved(home, 1_000 * Desk.USD, AWAY);
        assertThat(home.refused(home.buy("b1", 10, "perp", 100)).reason()).isEqualTo(Code.MARGIN);
        away.accepted(sent);
        away.accepted(away.buy("b2", 10, "perp", 100));
        assertThat(away.refused(move(1_000 * Desk.USD, HOME)).reason()).as("it is needed").isEqualTo(Code.MARGIN);
    }

    @Test
    void itIsWithdrawnAtHomeAlone() {
        Desk away = Desk.poorIn(AWAY);
        away.deposit("main", "USD", 1_000);
        assertThat(away.refused(new Withdraw("main", "USD", 6, 1, "w")).reason()).isEqualTo(Code.NOT_AT_HOME);
        Desk home = Desk.poorIn(HOME);
        home.accepted(moved(away, 1_000, HOME));
        home.accepted(new Withdraw("main", "USD", 6, 1_000, "w"));
    }

    @Test
    void awayFromHomeItOnlyGoesHome() {
        Desk away = Desk.poorIn(AWAY);
        away.deposit("main", "USD", 1_000);
        assertThat(away.refused(move(1, 3)).reason()).isEqualTo(Code.NOT_AT_HOME);
        assertThat(away.refused(move(1, AWAY)).reason()).isEqualTo(Code.NOT_AT_HOME);
        away.accepted(move(1, HOME));
    }

    /** As after a restore, or behind a fence, until somebody has compared it. */
    @Test
    void itComesBackFromADataCenterInDoubtOnceThatIsReconciled() {
        Desk away = Desk.poorIn(AWAY);
        away.deposit("main", "USD", 1_000);
        away.market.control("everything", TradingState.REDUCING);
        assertThat(away.refused(move(1, HOME)).reason()).isEqualTo(Code.REDUCING);
        away.market.control("everything", TradingState.ACTIVE);
        away.accepted(CounterpartyFact.tradedUnseen(HOME, "fra"));
        assertThat(away.refused(move(1, HOME)).reason()).isEqualTo(Code.REDUCING);
        away.accepted(new CounterpartyRequest.LiftRestriction(ApprovedLifts.lift(Standing.unseen(HOME))));
        away.accepted(move(1, HOME));
    }

    @Test
    void whatComesForAnotherIsNotBookedAndWhatFindsNoAccountComesWithTheNextTotal() {
        Desk home = Desk.poorIn(HOME);
        home.deposit("main", "USD", 1_000);
        CollateralSent early = moved(home, 300, AWAY);
        assertThat(Desk.poorIn(3).tell(early).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        Desk nobody = Desk.unknownIn(AWAY);
        assertThat(nobody.tell(early).verdict()).isEqualTo(Outcome.Verdict.SUSPENSE);
        assertThat(nobody.state().money().suspended()).isEqualTo(1);
        nobody.accepted(new CounterpartyRequest.Onboard("Acme", "", HOME,
                List.of(Desk.account("main", "self", Permissions.ALL)), List.of()));
        nobody.accepted(moved(home, 1, AWAY));
        assertThat(nobody.balance("main", "USD")).isEqualTo(301);
    }

    @Test
    void anotherScaleOrATotalThatDoesNotFitWaitsForAPerson() {
        Desk away = Desk.poorIn(AWAY);
        away.deposit("main", "USD", 1_000);
        for (CollateralSent odd : List.of(new CollateralSent(HOME, AWAY, "main", "USD", 2, 5),
                new CollateralSent(HOME, AWAY, "main", "USD", 6, Long.MAX_VALUE))) {
            assertThat(away.tell(odd).verdict()).isEqualTo(Outcome.Verdict.SUSPENSE);
        }
        assertThat(away.balance("main", "USD")).isEqualTo(1_000);
    }

    /** Three data centers, the same counterparty, and words between them that are lost, doubled and out of order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noOrderOfWordsAndRestartsMakesMoneyOrLosesAny(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Desk> desks = List.of(Desk.poorIn(1), Desk.poorIn(2), Desk.poorIn(3));
        List<CollateralSent> said = new ArrayList<>();
        long deposited = 0;
        for (int step = 0; step < 3_000; step++) {
            Desk desk = desks.get(random.nextInt(desks.size()));
            switch (random.nextInt(8)) {
                case 0 -> {
                    long minor = random.nextLong(1, 1_000 * Desk.USD);
                    desk.deposit("main", "USD", minor);
                    deposited += minor;
                }
                case 1 -> desk.tell(new Withdraw("main", "USD", 6, random.nextLong(1, 500 * Desk.USD), "w"));
                case 2 -> desk.tell(desk.order("main", "o" + step, Side.values()[random.nextInt(2)],
                        1 + random.nextInt(9), "perp", 100));
                case 3 -> desk.restart();
                case 4, 5 -> said.addAll(told(desk, move(random.nextLong(1, 500 * Desk.USD),
                        1 + random.nextInt(desks.size()))));
                default -> {
                    if (!said.isEmpty()) {
                        desk.tell(said.get(random.nextInt(said.size())));
                    }
                }
            }
            assertConserved(desks, deposited, "seed %d, step %d".formatted(seed, step));
        }
        desks.forEach(desk -> said.forEach(desk::tell));
        assertThat(desks.stream().mapToLong(MovedCollateralTest::outstanding).sum()).as("nothing is under way")
                .isZero();
        assertConserved(desks, deposited, "at the end");
        assertThat(said).as("it was worth something").hasSizeGreaterThan(100);
    }

    private static List<CollateralSent> told(Desk desk, MoveCollateral move) {
        Decision<CounterpartyEvent> decision = desk.decide(move, desk.nextId());
        if (decision instanceof Decision.Taken<CounterpartyEvent>(CounterpartyEvent.CollateralMoved event)) {
            assertThat(Ledger.isBalanced(event.entries())).isTrue();
            desk.apply(event, desk.nextId());
            return List.of((CollateralSent) CounterpartyEvent.forPeers(event));
        }
        return List.of();
    }

    private static long outstanding(Desk desk) {
        return MovedCollateral.in(desk.state().money().ledger()).stream()
                .mapToLong(MovedCollateral::outstandingMinor).sum();
    }

    /** What was deposited is in a data center, on its way out, or under way between two. */
    private static void assertConserved(List<Desk> desks, long deposited, String when) {
        long here = 0;
        long underWay = 0;
        for (Desk desk : desks) {
            long free = desk.balance("main", "USD");
            long out = desk.state().money().ledger().balance(new BalanceKey("main", "USD", "self", Bucket.PENDING_OUT));
            assertThat(free).as(when).isNotNegative();
            assertThat(CounterpartyPropertiesTest.imbalances(desk.state().money().ledger())).as(when).isEmpty();
            here += free + out;
            underWay += outstanding(desk);
        }
        assertThat(underWay).as(when).isNotNegative();
        assertThat(here + underWay).as(when).isEqualTo(deposited);
    }
}
