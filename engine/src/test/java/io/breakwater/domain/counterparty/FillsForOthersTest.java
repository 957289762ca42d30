package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.counterparty.CounterpartyFact.FillFor;
import io.breakwater.domain.counterparty.CounterpartyFact.Listed;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Outcome.Verdict;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fill of an order of data center 1 that is told at 2, which 1 cannot be asked from; 3 looks on. */
class FillsForOthersTest {
    private static final String ORDER = "b";

    private final LinkedDesks linked = new LinkedDesks(3);
    private final Desk owner = linked.at(1);
    private final Desk teller = linked.at(2);

    @BeforeEach
    void order() {
        accepted(1, owner.buy(ORDER, 5, LinkedDesks.LISTED, 101));
    }

    private void accepted(int number, CounterpartyCommand command) {
        assertThat(linked.tell(number, command).verdict()).as("%s", command).isEqualTo(Verdict.ACCEPTED);
    }

    private FillFor told() {
        return linked.fillFor(1, 2, ORDER, Side.BUY, 2, "t");
    }

    private void assertSettled() {
        assertThat(owner.working(ORDER).leavesLots()).isEqualTo(3);
        assertThat(List.of(linked.lots(1), linked.lots(2), linked.lots(3))).containsExactly(2L, 0L, 0L);
        assertThat(teller.holding("main", LinkedDesks.LISTED).isEmpty()).isTrue();
        assertThat(teller.balance("main", "USD")).isEqualTo(1_000_000 * Desk.USD);
        assertThat(owner.balance("main", "USD")).as("its fee").isEqualTo(1_000_000 * Desk.USD - 3);
        for (int number = 1; number <= 3; number++) {
            assertThat(new NaiveTwin(linked.at(number).state()).differences()).isEmpty();
        }
    }

    @Test
    void countsWhereItWasToldUntilItDoesWhereItsOrderIs() {
        long before = teller.state().used().grossNotionalUsdMicros();
        accepted(2, told());
        assertThat(linked.lots(2)).isEqualTo(2);
        assertThat(teller.state().used().grossNotionalUsdMicros()).isGreaterThan(before);
        assertThat(owner.working(ORDER).leavesLots()).as("not heard of yet").isEqualTo(5);
        linked.read(1, 2, 1);
        assertThat(linked.lots(1)).isEqualTo(2);
        assertThat(linked.lots(2)).as("counts twice rather than not at all").isEqualTo(2);
        linked.readAll();
        assertSettled();
        assertThat(linked.log(3)).as("no news to anybody else").isEmpty();
        assertThat(teller.state().used().grossNotionalUsdMicros()).isEqualTo(before);
    }

    @Test
    void toldAgainAtEitherItIsKnown() {
        accepted(2, told());
        assertThat(linked.tell(2, told()).verdict()).isEqualTo(Verdict.DUPLICATE);
        linked.readAll();
        assertThat(linked.tell(2, told()).verdict()).as("it is where its order is").isEqualTo(Verdict.DUPLICATE);
        assertThat(linked.tell(1, linked.fill(1, ORDER, Side.BUY, 2, "t")).verdict()).isEqualTo(Verdict.DUPLICATE);
        linked.readAll();
        assertSettled();
    }

    @Test
    void toldAtBothItIsBookedOnce() {
        accepted(2, told());
        accepted(1, linked.fill(1, ORDER, Side.BUY, 2, "t"));
        linked.readAll();
        assertThat(linked.log(1)).last().isInstanceOf(CounterpartyEvent.FillClaimed.class);
        assertSettled();
    }

    @Test
    void toldAtTwoOthersItIsBookedOnce() {
        accepted(2, told());
        accepted(3, linked.fillFor(1, 3, ORDER, Side.BUY, 2, "t"));
        linked.readAll();
        assertSettled();
    }

    /** The owner reads on from before it, and so does the teller. */
    @Test
    void readAgainAfterAFailureItIsBookedOnce() {
        accepted(2, told());
        linked.readAll();
        linked.forget(1, 2, 1);
        linked.forget(2, 1, 2);
        linked.readAll();
        assertSettled();
    }

    @Test
    void anOrderOfTheSameNameIsNotTouched() {
        accepted(2, teller.buy(ORDER, 7, LinkedDesks.LISTED, 101));
        accepted(2, told());
        assertThat(teller.working(ORDER).leavesLots()).isEqualTo(7);
        linked.readAll();
        assertThat(teller.working(ORDER).leavesLots()).isEqualTo(7);
        assertThat(linked.lots(2)).isZero();
        assertThat(linked.lots(1)).isEqualTo(2);
    }

    @Test
    void isBustedAndCorrectedWhereItsOrderIs() {
        accepted(2, told());
        ExecutionKey there = told().fill().execution();
        assertThat(linked.tell(2, new CounterpartyFact.Bust(there)).verdict()).isEqualTo(Verdict.SUSPENSE);
        assertThat(linked.tell(2, new CounterpartyFact.Correction(there, 102, 1, 0)).verdict())
                .isEqualTo(Verdict.SUSPENSE);
        assertThat(linked.lots(2)).isEqualTo(2);
        linked.readAll();
        assertThat(linked.tell(2, new CounterpartyFact.Bust(there)).verdict()).as("and not forgotten either")
                .isEqualTo(Verdict.SUSPENSE);
        accepted(1, new CounterpartyFact.Bust(linked.fill(1, ORDER, Side.BUY, 2, "t").execution()));
        linked.readAll();
        assertThat(List.of(linked.lots(1), linked.lots(2))).containsExactly(0L, 0L);
        assertThat(owner.balance("main", "USD")).isEqualTo(1_000_000 * Desk.USD);
    }

    /** It was busted there before anybody there heard that it had been told elsewhere. */
    @Test
    void whatWasBustedWhereItsOrderIsStaysBusted() {
        accepted(1, linked.fill(1, ORDER, Side.BUY, 2, "t"));
        accepted(1, new CounterpartyFact.Bust(linked.fill(1, ORDER, Side.BUY, 2, "t").execution()));
        accepted(2, told());
        linked.readAll();
        assertThat(List.of(linked.lots(1), linked.lots(2))).containsExactly(0L, 0L);
    }

    @Test
    void afterItsOrderHasEndedItIsAFillOutOfNowhere() {
        accepted(1, new CounterpartyRequest.Cancel(ORDER));
        accepted(2, told());
        linked.readAll();
        assertThat(List.of(linked.lots(1), linked.lots(2))).containsExactly(2L, 0L);
        assertThat(owner.working(ORDER)).isNull();
    }

    @Test
    void whatIsDoubtedWhereItIsToldIsBookedWhereItsOrderIs() {
        FillFor strange = told();
        FillFor unknown = new FillFor(new CounterpartyFact.Fill(strange.fill().execution(), "nobody", ORDER,
                strange.fill().kind(), 101, 2, 0, "USD", true, 0, 0), strange.instrument(), 1, 2);
        assertThat(linked.tell(2, unknown).verdict()).isEqualTo(Verdict.SUSPENSE);
        linked.readAll();
        assertThat(linked.log(1)).last().isInstanceOf(CounterpartyEvent.FactSuspended.class);
        FillFor unlisted = new FillFor(linked.fill(2, ORDER, Side.BUY, 2, "u").with(
                strange.fill().execution().in(12_345), ORDER), strange.instrument(), 1, 2);
        assertThat(linked.tell(2, unlisted).verdict()).as("not listed here any more").isEqualTo(Verdict.SUSPENSE);
        linked.readAll();
        assertThat(linked.lots(1)).isEqualTo(2);
        assertThat(linked.lots(2)).isZero();
    }

    /** It goes on counting where it was told, until a person has seen to it. */
    @Test
    void whatCannotBeBookedWhereItsOrderIsStays() {
        for (Listed other : List.of(new Listed("nowhere", 0, 0, 6), new Listed(LinkedDesks.LISTED, 1, 0, 6),
                new Listed(LinkedDesks.LISTED, 0, 1, 6), new Listed(LinkedDesks.LISTED, 0, 0, 8))) {
            FillFor told = new FillFor(linked.fill(2, ORDER, Side.BUY, 1, "t" + other), other, 1, 2);
            accepted(2, told);
            linked.readAll();
            assertThat(linked.log(1)).as("%s", other).last().isInstanceOf(CounterpartyEvent.FactSuspended.class);
        }
        assertThat(linked.lots(2)).isEqualTo(4);
        assertThat(linked.lots(1)).isZero();
    }

    @Test
    void anotherFillUnderItsKeyWaitsForAPerson() {
        accepted(1, linked.fill(1, ORDER, Side.BUY, 1, "t"));
        accepted(2, told());
        linked.readAll();
        assertThat(linked.log(1)).last().isInstanceOf(CounterpartyEvent.FactSuspended.class);
        assertThat(List.of(linked.lots(1), linked.lots(2))).containsExactly(1L, 2L);
        FillFor otherwise = linked.fillFor(1, 2, ORDER, Side.BUY, 3, "t");
        assertThat(linked.tell(2, otherwise).verdict()).isEqualTo(Verdict.SUSPENSE);
    }

    @Test
    void whatIsToldForAnOwnOrderOrIsNotKnownAnyMoreWaitsForAPerson() {
        FillFor own = new FillFor(linked.fill(2, ORDER, Side.BUY, 2, "o"), told().instrument(), 2, 2);
        assertThat(linked.tell(2, own).verdict()).isEqualTo(Verdict.SUSPENSE);
        Outcome forgotten = linked.tell(2, new CounterpartyFact.FillSettled(told().fill().execution(), 2));
        assertThat(forgotten.verdict()).isEqualTo(Verdict.SUSPENSE);
    }

    @Test
    void whoWasNeverOnboardedHasNoNews() {
        Desk unknown = Desk.unknown();
        assertThat(unknown.tell(new CounterpartyFact.FilledElsewhere(told())).verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(unknown.tell(new CounterpartyFact.FillSettled(told().fill().execution(), 1)).verdict())
                .isEqualTo(Verdict.DUPLICATE);
    }
}
