package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What does not add up in one array, combinations of several underlyings or settlement assets, is margined part by part:
 * never for less than what it becomes once it is filled.
 */
class MixedCombinationsTest {
    private static final long LOTS = 10;

    private final Desk desk = Desk.open(MarginMode.PORTFOLIO, "USD", MarginMode.CROSS, "USD");

    @BeforeEach
    void listOneWhoseOwnSortHasNoLeg() {
        Terms like = desk.market.quoted("mixed").terms();
        Payoff legs = new Payoff.Combo(List.of(new Payoff.Leg(3, 1), new Payoff.Leg(13, -1)));
        desk.market.list(16, "apart", new Terms(like.version(), 0, legs, like.underlying(), like.base(), like.quote(),
                like.settlement(), like.multiplier(), like.multiplierScale(), like.priceScale(), 0, 0,
                like.tickBands(), like.expiresAtMicros(), 0, like.fees(), like.haircutBps()),
                Mark.of(9_000, 100, 0, TestMarket.START));
    }

    private static long initial(Desk desk) {
        return Valuation.of(desk.state(), desk.market.view()).initialUsdMicros(Pool.SHARED, desk.market.view());
    }

    private static MarginBook book(Desk desk) {
        return Valuation.of(desk.state(), desk.market.view()).books().get("main");
    }

    private long withOrder(String combination, Side side, long ticks) {
        Desk working = desk.copy();
        working.accepted(working.order("main", "o", side, LOTS, combination, ticks));
        assertThat(book(working).lines().get(working.market.id(combination))).as("margined by arrays").isNotNull();
        return initial(working);
    }

    /** What the legs need once they are held. */
    private long filled(String combination, Side side) {
        Desk held = desk.copy();
        Payoff.Combo combo = (Payoff.Combo) desk.market.quoted(combination).terms().payoff();
        for (Payoff.Leg leg : combo.legs()) {
            String name = held.market.view().instrument(leg.instrument()).name();
            held.position("main", side.sign() * LOTS * leg.ratio(), name, held.market.quoted(name).mark().ticks());
        }
        return initial(held);
    }

    @Test
    void anOrderIsChargedWhatItBecomes() {
        for (String combination : List.of("mixed", "apart")) {
            long mark = desk.market.quoted(combination).mark().ticks();
            for (Side side : Side.values()) {
                long order = withOrder(combination, side, mark);
                assertThat(order).as("%s %s", side, combination).isPositive()
                        .isGreaterThanOrEqualTo(filled(combination, side));
            }
        }
    }

    /** Of a coin against another: what is bought and what is paid are balances then, each shocked for itself. */
    @ParameterizedTest
    @ValueSource(strings = {"USD", "BTC", "ETH"})
    void spotOfACoinAgainstAnotherIsChargedWhatItBecomes(String base) {
        Desk trading = Desk.open(MarginMode.PORTFOLIO, base, MarginMode.CROSS, "USD");
        Terms usd = trading.market.quoted("eth-usd").terms();
        trading.market.list(17, "eth-btc", new Terms(1, 0, new Payoff.Spot(), "ETH", TestMarket.ETH, TestMarket.BTC,
                TestMarket.BTC, 1, 0, 2, 0, 0, usd.tickBands(), Long.MAX_VALUE, 0, usd.fees(), usd.haircutBps()),
                Mark.of(10, 10, 1_000_000, TestMarket.START));
        long before = initial(trading);
        for (Side side : Side.values()) {
            Desk working = trading.copy();
            working.accepted(working.order("main", "o", side, LOTS, "eth-btc", 10));
            Desk held = trading.copy();
            held.position("main", side.sign() * LOTS, "eth-btc", 10);
            assertThat(initial(working)).as("%s, counted in %s", side, base)
                    .isGreaterThan(base.equals("USD") ? before : before - 1)
                    .isGreaterThanOrEqualTo(initial(held));
        }
    }

    /** Where the worst cell is one in which the part that counts it gains more, it does not matter. */
    @Test
    void aPriceBesideTheMarkCountsOnce() {
        assertThat(dearer("apart")).as("a dollar a lot").isBetween(LOTS * 1_000_000 - 1, LOTS * 1_000_000 + 1);
        assertThat(dearer("mixed")).isBetween(0L, LOTS * 1_000_000 + 1);
    }

    private long dearer(String combination) {
        long mark = desk.market.quoted(combination).mark().ticks();
        return withOrder(combination, Side.BUY, mark + 100) - withOrder(combination, Side.BUY, mark);
    }

    /** Kept up by changes, from a view that it was valued at. */
    @Test
    void whatWasAddedCanBeTakenOutAgain() {
        Desk working = desk.copy();
        working.begin();
        assertThat(working.valued().valuation().isComplete()).isTrue();
        long before = initial(working);
        working.accepted(working.order("main", "o", Side.SELL, LOTS, "mixed", 7_000));
        working.accepted(new CounterpartyRequest.Amend("o", 7_010, LOTS + 5));
        working.accepted(new CounterpartyRequest.Cancel("o"));
        assertThat(working.valued().valuation()).isEqualTo(Valuation.of(working.state(), working.market.view()));
        assertThat(initial(working)).isEqualTo(before);
        assertThat(book(working).groups().size()).isZero();
    }
}
