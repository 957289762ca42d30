package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.breakwater.TakesLong;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds after every command of long random flows. A failure names the seed and the step; the same seed fails again.
 */
@TakesLong
class CounterpartyPropertiesTest {

    private static final int STEPS = 4_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void holdsUnderAnythingSensible(long seed) {
        Desk desk = Desk.open();
        run(seed, desk, new RandomFlow(seed, desk));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void holdsUnderAbsurdNumbers(long seed) {
        Desk desk = Desk.open();
        run(seed, desk, new RandomFlow(seed, desk).withExtremes());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void holdsInPortfolioMargin(long seed) {
        Desk desk = Desk.open(MarginMode.PORTFOLIO, "USD", MarginMode.PORTFOLIO, "BTC");
        run(seed, desk, new RandomFlow(seed, desk));
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void holdsInPortfolioMarginUnderAbsurdNumbers(long seed) {
        Desk desk = Desk.open(MarginMode.PORTFOLIO, "BTC", MarginMode.ISOLATED, "USD");
        run(seed, desk, new RandomFlow(seed, desk).withExtremes());
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44, 45, 46})
    void holdsWhereLongAndShortAreApart(long seed) {
        Desk desk = Desk.hedged(MarginMode.CROSS, seed % 2 == 0 ? MarginMode.PORTFOLIO : MarginMode.ISOLATED);
        run(seed, desk, new RandomFlow(seed, desk));
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 54, 55})
    void holdsWhereLongAndShortAreApartUnderAbsurdNumbers(long seed) {
        Desk desk = Desk.hedged(MarginMode.PORTFOLIO, MarginMode.CROSS);
        run(seed, desk, new RandomFlow(seed, desk).withExtremes());
    }

    private static void run(long seed, Desk desk, RandomFlow flow) {
        Map<String, Integer> seen = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            flow.market();
            CounterpartyCommand command = flow.below(60) == 0 ? flow.limit() : flow.any();
            try {
                step(desk, flow, command, seen);
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + seed + ", step " + step + ", " + command, broken);
            }
        }
        assertThat(seen.keySet()).as("the flow is worth something").contains("OrderPlaced", "OrderAmended", "OrderReplaced",
                "OrderCancelled", "GroupPlaced", "FillBooked", "FillBusted", "FillCorrected",
                "OrderStatusBooked", "FactSuspended", "RequestRefused", "FilledFor", "FillTakenOver", "FillHandedOver");
        boolean hedged = desk.state().account("main").isHedged();
        assertThat(seen.keySet()).contains(hedged ? new String[] {"LegsBooked", "SidesSettled"}
                : new String[] {"LegsBooked", "QuotesReplaced", "SessionSettled"});
    }

    private static void step(Desk desk, RandomFlow flow, CounterpartyCommand command, Map<String, Integer> seen) {
        if (flow.below(200) == 0) {
            desk.restart();
        }
        if (flow.below(200) == 0) {
            restart(desk.market);
        }
        desk.begin();
        desk.readAhead(command);
        RequestId id = desk.nextId();
        Decision<CounterpartyEvent> decision = desk.decide(command, id);
        assertThat(desk.decide(command, id)).as("deciding again").isEqualTo(decision);
        switch (decision) {
            case Decision.Answered<CounterpartyEvent>(Outcome outcome) -> neverRefused(command, outcome);
            case Decision.Taken<CounterpartyEvent>(CounterpartyEvent event) -> {
                seen.merge(event.getClass().getSimpleName(), 1, Integer::sum);
                neverRefused(command, new CounterpartyAggregate().outcomeOf(event));
                cancelsPass(desk, command, event);
                assertThat(Ledger.isBalanced(entries(event))).as("I-11 %s", event).isTrue();
                desk.apply(event, id);
                flow.happened(event);
                holds(desk);
            }
        }
    }

    /** The view is read again from what is stored of it: the same to the last array, in objects of its own. */
    private static void restart(TestMarket market) {
        MarketView before = market.view();
        market.restart();
        assertThat(market.view()).as("the view as it was stored").isEqualTo(before);
    }

    private static void neverRefused(CounterpartyCommand command, Outcome outcome) {
        if (command instanceof CounterpartyFact && outcome.verdict() == Outcome.Verdict.REFUSED) {
            fail("a fact was refused: " + outcome);
        }
    }

    private static void cancelsPass(Desk desk, CounterpartyCommand command, CounterpartyEvent event) {
        if (command instanceof CounterpartyRequest.Cancel(String order) && desk.working(order) != null) {
            assertThat(event).as("I-03").isInstanceOf(CounterpartyEvent.OrderCancelled.class);
        }
        if (command instanceof CounterpartyRequest.MassCancel) {
            assertThat(event).as("I-03").isInstanceOf(CounterpartyEvent.MassCancelled.class);
        }
    }

    private static void holds(Desk desk) {
        assertThat(new NaiveTwin(desk.state()).differences()).as("sums against the naive twin").isEmpty();
        assertThat(otherIds(desk.state())).as("further ids of orders").isEqualTo(desk.state().otherIds().size());
        assertThat(imbalances(desk.state().money().ledger())).as("I-11 over all balances").isEmpty();
        desk.state().accounts().forEach((_, account) -> account.holdings().forEach((_, holding) -> {
            Position position = holding.position();
            assertThat(position.notionalUsdMicros()).as("notional of a position").isNotNegative();
            assertThat(position.lots() != 0 || position.notionalUsdMicros() == 0 && position.greeks().isNone())
                    .as("nothing counts for no lots").isTrue();
        }));
        Valuation kept = desk.valued().valuation();
        if (kept != Valuation.NONE) {
            assertThat(kept).as("the valuation kept up by changes")
                    .isEqualTo(Valuation.of(desk.state(), desk.market.view()));
        }
    }

    /** How many further ids its orders have, each of which finds its order. */
    private static int otherIds(Counterparty state) {
        Set<String> ids = new HashSet<>();
        state.orders().forEach((_, order) -> {
            for (String id : List.of(order.pendingId(), order.formerId())) {
                if (!id.isEmpty()) {
                    assertThat(state.order(id)).isSameAs(order);
                    ids.add(id);
                }
            }
        });
        return ids.size();
    }

    static List<String> imbalances(Ledger ledger) {
        Map<String, BigInteger> sums = new HashMap<>();
        ledger.balances().forEach((key, amount) ->
                sums.merge(key.asset(), BigInteger.valueOf(amount), BigInteger::add));
        return sums.entrySet().stream().filter(sum -> sum.getValue().signum() != 0).map(Object::toString).toList();
    }

    static List<Entry> entries(CounterpartyEvent event) {
        return switch (event) {
            case CounterpartyEvent.FillBooked e -> e.entries();
            case CounterpartyEvent.FillBusted e -> e.entries();
            case CounterpartyEvent.FilledFor e -> e.booked().entries();
            case CounterpartyEvent.FillTakenOver e -> e.booked().entries();
            case CounterpartyEvent.FillHandedOver e -> e.entries();
            case CounterpartyEvent.LegsBooked e -> e.whole().entries();
            case CounterpartyEvent.LegsBusted e -> e.entries();
            case CounterpartyEvent.FillCorrected e -> e.corrected().entries();
            case CounterpartyEvent.Deposited e -> e.entries();
            case CounterpartyEvent.WithdrawalRequested e -> e.entries();
            case CounterpartyEvent.WithdrawalConfirmed e -> e.entries();
            case CounterpartyEvent.WithdrawalFailed e -> e.entries();
            case CounterpartyEvent.FundingApplied e -> e.entries();
            case CounterpartyEvent.SessionSettled e -> e.entries();
            case CounterpartyEvent.SidesSettled e -> e.entries();
            case CounterpartyEvent.SidesFunded e -> e.entries();
            case CounterpartyEvent.Delivered e -> e.entries();
            case CounterpartyEvent.BalanceAdjusted e -> e.entries();
            case CounterpartyEvent.LoanOpened e -> e.entries();
            case CounterpartyEvent.LoanClosed e -> e.entries();
            case CounterpartyEvent.CollateralMoved e -> e.entries();
            case CounterpartyEvent.CollateralReceived e -> e.entries();
            default -> List.of();
        };
    }
}
