package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Measure;
import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Outcome.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is owed when instruments end and funding falls due; each fact is told twice, as lanes may. */
class SettlingTest {

    private static final long HOUR = TestMarket.HOUR;

    /** Books all that is owed; every fact doubles. Returns how many were booked. */
    private static int settle(Desk desk) {
        int booked = 0;
        for (CounterpartyFact fact : Settling.due(desk.state(), desk.market.view(), 1_000)) {
            booked += desk.tell(fact).verdict() == Verdict.ACCEPTED ? 1 : 0;
            assertThat(desk.tell(fact).verdict()).isEqualTo(Verdict.DUPLICATE);
        }
        assertThat(Settling.due(desk.state(), desk.market.view(), 1_000)).isEmpty();
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
        assertThat(Settling.due(desk.state(), desk.market.view(), 9)).isEmpty();

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

    @Test
    void whatWasNeverMarkedWaits() {
        Desk desk = Desk.open();
        desk.position("main", 2, "unmarked", 100);
        desk.market.lifeCycle("unmarked", LifeCycle.DELISTED);
        assertThat(Settling.due(desk.state(), desk.market.view(), 9)).isEmpty();
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
}
