package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Measure;
import io.breakwater.domain.instrument.Funding;
import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Outcome.Verdict;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is owed when instruments end and funding falls due; each fact is told twice, as lanes may. */
class SettlingTest {

    private static final long HOUR = TestMarket.HOUR;

    private static List<CounterpartyFact> due(Desk desk) {
        return Settling.due(desk.state(), desk.market.view(), EarlierFunding.UNKNOWN, 1_000);
    }

    /** Books all that is owed; every fact doubles. Returns how many were booked. */
    private static int settle(Desk desk) {
        int booked = 0;
        for (CounterpartyFact fact : due(desk)) {
            booked += desk.tell(fact).verdict() == Verdict.ACCEPTED ? 1 : 0;
            assertThat(desk.tell(fact).verdict()).isEqualTo(Verdict.DUPLICATE);
        }
        assertThat(due(desk)).isEmpty();
        assertThat(CounterpartyPropertiesTest.imbalances(desk.state().money().ledger())).isEmpty();
        return booked;
    }

    private static void end(Desk desk, String name, LifeCycle end, long ticks) {
        desk.market.mark(name, Mark.of(ticks, ticks, 0, desk.now()));
        desk.market.lifeCycle(name, end);
    }

    @ParameterizedTest
    @CsvSource({"future, DELIVERED, 130, 30000000", "perp, DELISTED, 90, -10000000"})
    void aPositionEndsWithItsInstrumentAndItsOrdersGo(String name, LifeCycle end, long ticks, long gain) {
        Desk desk = Desk.open();
        long before = desk.balance("main", "USD");
        desk.position("main", 1, name, 100);
        desk.accepted(desk.buy("o", 3, name, 100));
        assertThat(due(desk)).isEmpty();

        end(desk, name, end, ticks);
        assertThat(settle(desk)).isEqualTo(1);
        assertThat(desk.holding("main", name).isEmpty()).isTrue();
        assertThat(desk.working("o")).isNull();
        assertThat(desk.balance("main", "USD")).isEqualTo(before + gain);
        assertThat(desk.state().used().of(Measure.GROSS_NOTIONAL, "")).isZero();
    }

    @Test
    void anInverseOptionIsPaidInCoins() {
        Desk desk = Desk.open();
        desk.position("main", -2, "put", 500);
        long before = desk.balance("main", "BTC");
        end(desk, "put", LifeCycle.DELIVERED, 800);
        settle(desk);
        assertThat(desk.balance("main", "BTC") - before).isEqualTo(-2 * (800 - 500) * 10_000L);
    }

    /** What comes after the end ends too. */
    @Test
    void aLateFillIsSettledAsWell() {
        Desk desk = Desk.open();
        end(desk, "future", LifeCycle.DELIVERED, 130);
        assertThat(settle(desk)).isZero();
        desk.position("main", 2, "future", 100);
        long before = desk.balance("main", "USD");
        assertThat(settle(desk)).isEqualTo(1);
        assertThat(desk.balance("main", "USD") - before).isEqualTo(60 * Desk.USD);
    }

    /** An order of a combination works on: of its leg there is nothing to end, not once and not every second. */
    @Test
    void whatAnOrderHoldsOfALegIsNoPosition() {
        Desk desk = Desk.open();
        desk.accepted(desk.buy("c", 2, "combo", 9_000));
        end(desk, "call", LifeCycle.DELIVERED, 800);
        assertThat(settle(desk)).isZero();
        desk.position("main", 1, "call", 500);
        assertThat(settle(desk)).isEqualTo(1);
        assertThat(desk.holding("main", "call").position().isFlat()).isTrue();
        assertThat(desk.working("c")).isNotNull();
    }

    /** Its asset is kept at another scale by now: it waits for a person, and is not told again every second. */
    @Test
    void whatCannotBeBookedWaitsInSuspenseOnce() {
        Desk desk = Desk.open();
        desk.position("main", 2, "exotic", 100);
        desk.position("main", 1, "future", 100);
        desk.accepted(new CounterpartyFact.Deposit("main", "XYZ", 8, 5, "wire"));
        end(desk, "exotic", LifeCycle.DELIVERED, 130);
        end(desk, "future", LifeCycle.DELIVERED, 130);
        fund(desk, "exotic", rate(desk, 1, 1_000_000));
        List<Verdict> told = due(desk).stream().map(fact -> desk.tell(fact).verdict()).toList();
        assertThat(told).containsExactlyInAnyOrder(Verdict.SUSPENSE, Verdict.SUSPENSE, Verdict.ACCEPTED);
        assertThat(due(desk)).as("nothing is to be told again").isEmpty();
        desk.restart();
        assertThat(due(desk)).as("nor after a restart").isEmpty();
        assertThat(desk.state().money().suspended()).isEqualTo(2);
        assertThat(desk.holding("main", "exotic").position().lots()).as("it is there until a person settles it").isEqualTo(2);
    }

    /** One on which deciding itself failed has happened all the same, and waits as well. */
    @Test
    void whatDecidingFailsOnWaitsInSuspenseOnce() {
        Desk desk = Desk.open();
        desk.position("main", 1, "future", 100);
        end(desk, "future", LifeCycle.DELIVERED, 130);
        CounterpartyFact delivery = due(desk).getFirst();
        desk.apply(new CounterpartyAggregate().failed(delivery, "boom"), desk.nextId());
        assertThat(due(desk)).isEmpty();
    }

    @Test
    void whatWasNeverMarkedWaits() {
        Desk desk = Desk.open();
        desk.position("main", 2, "unmarked", 100);
        desk.market.lifeCycle("unmarked", LifeCycle.DELISTED);
        assertThat(due(desk)).isEmpty();
    }

    private static void fund(Desk desk, String name, FundingRate... rates) {
        Quoted q = desk.market.quoted(name);
        desk.market.fund(name, List.of(rates));
        assertThat(desk.market.quoted(name).mark()).isEqualTo(q.mark());
    }

    private static FundingRate rate(Desk desk, long hours, long ppb) {
        return new FundingRate(TestMarket.START + hours * HOUR, ppb, 100);
    }

    /** One tenth of a percent of 300 dollars; inverse: of 30 dollars at 100 dollars a coin. */
    @ParameterizedTest
    @CsvSource({
        "perp, USD, 3, 1000000, -300000", "perp, USD, -3, 1000000, 300000", "perp, USD, 3, -1000000, 300000",
        "inverse, BTC, 3, 1000000, -30000", "inverse, BTC, -3, 1000000, 30000"
    })
    void longsPayShorts(String name, String asset, long lots, long ppb, long received) {
        Desk desk = Desk.open();
        desk.position("main", lots, name, 100);
        long before = desk.balance("main", asset);
        fund(desk, name, rate(desk, 1, ppb));
        assertThat(settle(desk)).isEqualTo(1);
        assertThat(desk.balance("main", asset) - before).isEqualTo(received);
        assertThat(desk.holding("main", name).position().fundingMinor()).isEqualTo(received);
    }

    /** Rounded against each holder: together they never get more than the others pay. */
    @Test
    void whatIsPaidCoversWhatIsReceived() {
        Desk desk = Desk.open();
        desk.position("main", 3, "inverse", 100);
        desk.position("away", -3, "inverse", 100);
        long before = desk.balance("main", "BTC") + desk.balance("away", "BTC");
        fund(desk, "inverse", rate(desk, 1, 333_333_331));
        settle(desk);
        assertThat(desk.balance("main", "BTC") + desk.balance("away", "BTC") - before).isBetween(-2L, 0L);
    }

    @Test
    void onlyPaymentsSinceItWasOpenedCount() {
        Desk desk = Desk.open();
        desk.passes(2 * HOUR);
        desk.position("main", 3, "perp", 100);
        fund(desk, "perp", rate(desk, 1, 1_000_000), rate(desk, 2, 1_000_000));
        assertThat(settle(desk)).isZero();
        fund(desk, "perp", rate(desk, 1, 1_000_000), rate(desk, 2, 1_000_000), rate(desk, 3, 1_000_000),
                rate(desk, 4, 2_000_000));
        long before = desk.balance("main", "USD");
        assertThat(settle(desk)).isEqualTo(2);
        assertThat(desk.balance("main", "USD") - before).isEqualTo(-900_000);

        desk.position("main", -3, "perp", 100);
        desk.passes(3 * HOUR);
        desk.position("main", -1, "perp", 100);
        assertThat(settle(desk)).as("opened anew, after those").isZero();
    }

    /** Payments of an hour each, of which the view shows the latest; what is read of older ones may be cut anywhere. */
    private record Payments(List<FundingRate> all, Random random) {

        static Payments of(Desk desk, int count, Random random) {
            return new Payments(IntStream.rangeClosed(1, count).mapToObj(hour -> new FundingRate(
                    TestMarket.START + hour * HOUR, random.nextLong(1, 5_000_001) * (random.nextBoolean() ? 1 : -1),
                    90 + random.nextInt(20))).toList(), random);
        }

        List<FundingRate> shownAfter(int hours) {
            return all.subList(Math.max(0, hours - Funding.REMEMBERED), hours);
        }

        List<FundingRate> after(long micros, int hours) {
            return all.subList(0, hours).stream().filter(rate -> rate.dueAtMicros() > micros).toList();
        }

        List<FundingRate> read(long micros, int hours) {
            List<FundingRate> after = after(micros, hours);
            return after.subList(0, random.nextInt(after.size() + 1));
        }
    }

    /** Whoever was away for any number of payments has paid and got, to the last unit, what one who was there has. */
    @ParameterizedTest
    @ValueSource(ints = {1, 23, 24, 25, 26, 49, 200})
    void aPaymentIsNeverMissedHoweverLongNobodyLooked(int count) {
        for (String name : List.of("perp", "inverse")) {
            Random random = new Random(count);
            Desk there = Desk.open();
            there.position("main", 7, name, 100);
            there.position("away", -3, name, 100);
            there.position("hedge", PositionSide.LONG, 5, name, 100);
            there.position("hedge", PositionSide.SHORT, -2, name, 100);
            Desk away = there.copy();
            Payments payments = Payments.of(there, count, random);
            for (int hour = 1; hour <= count; hour++) {
                there.market.fund(name, payments.shownAfter(hour));
                there.passes(HOUR);
                settle(there);
            }
            away.market.fund(name, payments.shownAfter(count));
            away.passes(count * HOUR);
            EarlierFunding all = (_, micros) -> payments.after(micros, count);
            while (!Settling.due(away.state(), away.market.view(), all, 1).isEmpty()) {
                Settling.due(away.state(), away.market.view(), (_, micros) -> payments.read(micros, count),
                        1 + random.nextInt(40)).forEach(away::accepted);
            }
            assertThat(away.state().accounts()).isEqualTo(there.state().accounts());
            assertThat(away.state().money().ledger()).isEqualTo(there.state().money().ledger());
        }
    }

    @Test
    void whatIsNotKnownOfEarlierPaymentsHoldsUpLaterOnesAndTheEnd() {
        Desk desk = Desk.open();
        desk.position("main", 3, "perp", 100);
        Payments payments = Payments.of(desk, 30, new Random(3));
        end(desk, "perp", LifeCycle.DELISTED, 90);
        desk.market.fund("perp", payments.shownAfter(30));
        assertThat(due(desk)).isEmpty();
        for (int known = 1; known <= 6; known++) {
            List<FundingRate> first = payments.all().subList(0, known);
            assertThat(Settling.due(desk.state(), desk.market.view(), (_, _) -> first, 1_000)).hasSize(known)
                    .allMatch(fact -> fact instanceof CounterpartyFact.FundingDue);
        }
        List<CounterpartyFact> all = Settling.due(desk.state(), desk.market.view(),
                (_, _) -> payments.all().subList(0, 7), 1_000);
        assertThat(all).as("up to what the view shows first").hasSize(31).last()
                .isInstanceOf(CounterpartyFact.Delivery.class);
    }

    /** The later side must not carry the earlier one over what it has missed. */
    @Test
    void bothSidesWaitWhereOneHasMissedSomething() {
        Desk desk = Desk.open();
        desk.position("hedge", PositionSide.SHORT, -2, "perp", 100);
        desk.passes(20 * HOUR);
        desk.position("hedge", PositionSide.LONG, 2, "perp", 100);
        Payments payments = Payments.of(desk, 30, new Random(3));
        desk.market.fund("perp", payments.shownAfter(30));
        assertThat(due(desk)).isEmpty();
        desk.passes(10 * HOUR);
        for (CounterpartyFact fact : Settling.due(desk.state(), desk.market.view(), (_, _) -> payments.all(), 99)) {
            desk.accepted(fact);
        }
        long shorts = payments.all().stream().mapToLong(rate -> received(-2, rate)).sum();
        long longs = payments.all().subList(20, 30).stream().mapToLong(rate -> received(2, rate)).sum();
        assertThat(desk.position("hedge", PositionSide.SHORT, "perp").fundingMinor()).isEqualTo(shorts);
        assertThat(desk.position("hedge", PositionSide.LONG, "perp").fundingMinor()).isEqualTo(longs);
    }

    private static long received(long lots, FundingRate rate) {
        return Math.floorDiv(-lots * rate.priceTicks() * Desk.USD * rate.ratePpb(), 1_000_000_000L);
    }
}
