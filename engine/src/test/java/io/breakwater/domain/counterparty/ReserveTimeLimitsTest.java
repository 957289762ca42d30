package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyFact.OrderStatus;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.kernel.Decision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * I-04: no order of requests takes a reserve-time limit over its cap, while marks move, fills come within the orders'
 * leaves at their prices, and venues acknowledge, reject and lose. I-03: whatever the limits say, a position can be
 * closed and an order cancelled.
 */
class ReserveTimeLimitsTest {

    private static final int STEPS = 3_000;
    private static final long CAP = 2_000 * Desk.USD;
    private static final long LOTS = 40;
    private static final long ORDERS = 12;
    private static final long PREMIUM = 40 * Desk.USD;
    private static final long GAMMA = 60 * Desk.USD;
    private static final long VEGA = 3 * Desk.USD;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void areNeverExceededByRequestsAndTheirFills(long seed) {
        areNeverExceeded(seed, Desk.open());
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53, 54, 55, 56, 57, 58})
    void areNeverExceededWhereLongAndShortAreApart(long seed) {
        areNeverExceeded(seed, Desk.hedged(MarginMode.CROSS, MarginMode.PORTFOLIO));
    }

    private static void areNeverExceeded(long seed, Desk desk) {
        desk.limit("", Measure.GROSS_POSITION, "", LOTS);
        desk.limit("", Measure.NET_POSITION, "", LOTS / 2);
        desk.limit("", Measure.GROSS_NOTIONAL, "", CAP);
        desk.limit("", Measure.CONCENTRATION, "", CAP / 2);
        desk.limit("", Measure.DELTA, "", CAP / 2);
        desk.limit("", Measure.WORKING_ORDERS, "", ORDERS);
        desk.limit("", Measure.SHORT_OPTIONS, "", LOTS / 4);
        desk.limit("", Measure.PREMIUM_PAID, "", PREMIUM);
        desk.limit("main", Measure.GROSS_NOTIONAL, "", CAP * 3 / 4);
        desk.limit("main", Measure.PREMIUM_PAID, "", PREMIUM / 2);
        desk.allowance("firms/f", Measure.GROSS_NOTIONAL, CAP - 1, 0);
        RandomFlow flow = new RandomFlow(seed, desk);
        boolean isHedged = desk.state().account("main").isHedged();
        int fills = 0;
        for (int step = 0; step < (isHedged ? 2 : 1) * STEPS; step++) {
            flow.market();
            CounterpartyCommand command = honest(flow);
            String place = "seed " + seed + ", step " + step + ", " + command;
            if (command != null) {
                fills += command instanceof CounterpartyFact.Fill ? 1 : 0;
                long delta = worstDelta(desk);
                boolean exempt = isExempt(desk, command);
                CounterpartyEvent event = taken(desk, command);
                assertThat(exceeded(desk)).as(place).isEmpty();
                boolean ownRisk = !exempt && !(event instanceof CounterpartyEvent.OrderStatusBooked);
                assertThat(worstDelta(desk)).as(place).isLessThanOrEqualTo(
                        ownRisk ? Math.max(CAP / 2, delta) : Long.MAX_VALUE);
            }
        }
        assertThat(fills).as("the flow is worth something").isGreaterThan(isHedged ? 30 : 100);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36})
    void ofDeltaAreNotExceededByFillsOfWhatPassed(long seed) {
        Desk desk = Desk.open();
        desk.limit("", Measure.DELTA, "", CAP);
        RandomFlow flow = new RandomFlow(seed, desk);
        int fills = 0;
        for (int step = 0; step < STEPS; step++) {
            flow.market();
            CounterpartyCommand command = flow.below(3) > 0 ? flow.honestFill() : flow.order();
            if (command != null) {
                fills += command instanceof CounterpartyFact.Fill ? 1 : 0;
                long before = worstDelta(desk);
                boolean exempt = isExempt(desk, command);
                taken(desk, command);
                assertThat(worstDelta(desk)).as("seed %d, step %d, %s", seed, step, command)
                        .isLessThanOrEqualTo(exempt ? Long.MAX_VALUE : Math.max(CAP, before));
            }
        }
        assertThat(fills).as("the flow is worth something").isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44, 45, 46})
    void ofGreeksAreNotExceededByFillsOfWhatPassed(long seed) {
        Desk desk = Desk.open();
        desk.limit("", Measure.GAMMA, "", GAMMA);
        desk.limit("", Measure.VEGA, "BTC", VEGA);
        desk.allowance("firms/f", Measure.GAMMA, GAMMA * 3 / 2, 0);
        RandomFlow flow = new RandomFlow(seed, desk);
        int fills = 0;
        for (int step = 0; step < STEPS; step++) {
            flow.market();
            CounterpartyCommand command = honest(flow);
            if (command != null) {
                fills += command instanceof CounterpartyFact.Fill ? 1 : 0;
                long gamma = worst(desk, Measure.GAMMA);
                long vega = desk.state().used().of(Measure.VEGA, "BTC");
                long everyGamma = desk.state().used().of(Measure.GAMMA, "");
                boolean exempt = isExempt(desk, command);
                taken(desk, command);
                String place = "seed " + seed + ", step " + step + ", " + command;
                assertThat(worst(desk, Measure.GAMMA)).as(place)
                        .isLessThanOrEqualTo(exempt ? Long.MAX_VALUE : Math.max(GAMMA, gamma));
                assertThat(desk.state().used().of(Measure.VEGA, "BTC")).as(place)
                        .isLessThanOrEqualTo(exempt ? Long.MAX_VALUE : Math.max(VEGA, vega));
                assertThat(desk.state().used().of(Measure.GAMMA, "")).as(place)
                        .isLessThanOrEqualTo(exempt ? Long.MAX_VALUE : Math.max(GAMMA * 3 / 2, everyGamma));
            }
        }
        assertThat(fills).as("the flow is worth something").isGreaterThan(100);
    }

    private static long worst(Desk desk, Measure measure) {
        return Math.max(desk.state().used().of(measure, "BTC"), desk.state().used().of(measure, "ETH"));
    }

    /** Requests and the facts that follow from them; nothing that only happens to a counterparty. */
    static CounterpartyCommand honest(RandomFlow flow) {
        return switch (flow.below(10)) {
            case 0, 1, 2 -> flow.honestFill();
            case 3 -> flow.report();
            default -> flow.request();
        };
    }

    /** What only reduces may take delta past its cap: closing one leg of a hedge shows the other one. */
    static boolean isExempt(Desk desk, CounterpartyCommand command) {
        return switch (command) {
            case CounterpartyRequest.NewOrder o -> reduces(desk, o);
            case CounterpartyRequest.OrderGroup g -> g.orders().stream().anyMatch(o -> reduces(desk, o));
            case CounterpartyRequest.MassQuote q -> q.quotes().stream()
                    .anyMatch(quote -> isHeld(desk, q.account(), quote.instrument()));
            case CounterpartyRequest.Amend a -> desk.working(a.clientOrderId()) != null
                    && isHeld(desk, desk.working(a.clientOrderId()).account(),
                            desk.working(a.clientOrderId()).instrument());
            case CounterpartyRequest.Replace r -> desk.working(r.clientOrderId()) != null
                    && isHeld(desk, desk.working(r.clientOrderId()).account(),
                            desk.working(r.clientOrderId()).instrument());
            case CounterpartyRequest.Cancel _, CounterpartyRequest.MassCancel _ -> true;
            default -> false;
        };
    }

    private static boolean reduces(Desk desk, CounterpartyRequest.NewOrder o) {
        Account account = desk.state().account(o.account());
        return account != null && account.holding(o.position()).reduceCapacity(o.side()) >= o.lots();
    }

    private static boolean isHeld(Desk desk, String account, long instrument) {
        Account of = desk.state().account(account);
        return of.holding(instrument).position().lots() != 0 || of.beside(instrument).position().lots() != 0;
    }

    static CounterpartyEvent taken(Desk desk, CounterpartyCommand command) {
        var id = desk.nextId();
        if (desk.decide(command, id) instanceof Decision.Taken<CounterpartyEvent>(CounterpartyEvent event)) {
            desk.apply(event, id);
            return event;
        }
        return null;
    }

    private static long worstDelta(Desk desk) {
        return Math.max(desk.state().used().of(Measure.DELTA, "BTC"), desk.state().used().of(Measure.DELTA, "ETH"));
    }

    private static List<String> exceeded(Desk desk) {
        List<String> found = new ArrayList<>();
        Used used = desk.state().used();
        add(found, "gross notional", used.grossNotionalUsdMicros(), CAP - 1);
        desk.state().accounts().forEach((id, account) -> account.holdings().forEach((position, holding) -> {
            String place = id + "/" + position;
            Holding beside = account.beside(position);
            add(found, place + " gross", gross(account, holding) + gross(account, beside), LOTS);
            add(found, place + " net", holding.worstNetLots(), LOTS / 2);
            add(found, place + " concentration", holding.reservedUsdMicros() + beside.reservedUsdMicros(), CAP / 2);
            sided(found, desk, account, position);
        }));
        add(found, "working orders", used.workingOrders(), ORDERS);
        add(found, "premium", used.premiumUsdMicros(), PREMIUM);
        used.underlyings().forEach((underlying, of) ->
                add(found, "short options on " + underlying, of.shortLots(), LOTS / 4));
        Used main = desk.state().account("main").used();
        add(found, "gross notional of main", main.grossNotionalUsdMicros(), CAP * 3 / 4);
        add(found, "premium of main", main.premiumUsdMicros(), PREMIUM / 2);
        return found;
    }

    /** Where both sides are held, what closes them works on top of both caps: it is exempt, and does not count here. */
    private static long gross(Account account, Holding holding) {
        long lots = holding.position().lots();
        long closes = lots > 0 ? Math.min(lots, holding.sells().lots()) : Math.min(-lots, holding.buys().lots());
        return holding.grossLots() - (account.isHedged() ? closes : 0);
    }

    /** Whatever was decided, no fill of it takes a long or a short position through zero. */
    private static void sided(List<String> found, Desk desk, Account account, long position) {
        Holding holding = account.holding(position);
        var payoff = desk.market.view().instrument(PositionKey.instrument(position)).terms().payoff();
        if (account.positions().hasSides(payoff) && holding.position().lots() != 0) {
            boolean isShort = PositionKey.isShort(position);
            Side closes = isShort ? Side.BUY : Side.SELL;
            boolean right = Long.signum(holding.position().lots()) == (isShort ? -1 : 1)
                    && holding.side(closes).lots() <= Math.abs(holding.position().lots());
            if (!right) {
                found.add(account.id() + "/" + position + " could go through zero: " + holding);
            }
        }
    }

    private static void add(List<String> found, String what, long used, long cap) {
        if (used > cap) {
            found.add(what + ": " + used + " of " + cap);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void neverKeepAPositionFromBeingClosed(long seed) {
        neverKept(seed, Desk.open());
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63, 64})
    void neverKeepALongOrAShortPositionFromBeingClosed(long seed) {
        neverKept(seed, Desk.hedged(MarginMode.CROSS, MarginMode.CROSS));
    }

    private static void neverKept(long seed, Desk desk) {
        RandomFlow flow = new RandomFlow(seed, desk);
        int closed = 0;
        for (int step = 0; step < STEPS; step++) {
            flow.market();
            desk.tell(flow.any());
            if (step % 20 == 0) {
                closed += closes(desk, "seed " + seed + ", step " + step);
            }
        }
        assertThat(closed).as("the flow is worth something").isGreaterThan(50);
    }

    /** On a copy of the desk where every limit is at nothing, the money is gone and something has no mark. */
    private static int closes(Desk busy, String place) {
        Desk desk = busy.copy();
        for (Measure measure : List.of(Measure.GROSS_POSITION, Measure.NET_POSITION, Measure.GROSS_NOTIONAL,
                Measure.DELTA, Measure.CONCENTRATION, Measure.INITIAL_MARGIN, Measure.LOSS)) {
            desk.limit("", measure, "", 0);
        }
        desk.market.refresh(desk.now());
        desk.market.mark("eth-usd", Mark.NONE);
        int closed = 0;
        for (String instrument : List.of("perp", "inverse", "call", "eth-perp", "combo")) {
            for (String account : List.of("main", "away")) {
                for (long position : desk.state().account(account).positionsIn(desk.market.id(instrument))) {
                    closed += closes(desk, account, instrument, position, place);
                }
            }
        }
        desk.state().orders().forEach((_, order) ->
                desk.accepted(new CounterpartyRequest.Cancel(order.clientOrderId())));
        return closed;
    }

    private static int closes(Desk desk, String name, String instrument, long position, String place) {
        Account account = desk.state().account(name);
        Holding holding = account.holding(position);
        Side side = holding.position().lots() > 0 ? Side.SELL : Side.BUY;
        long lots = holding.reduceCapacity(side);
        long ticks = desk.market.quoted(instrument).mark().ticks();
        if (lots <= 0 || holding.crosses(side, ticks) || account.beside(position).crosses(side, ticks)) {
            return 0;
        }
        desk.passes(1_000_000);
        desk.market.refresh(desk.now());
        PositionSide of = account.sideOf(position, desk.market.quoted(instrument).terms().payoff());
        var plain = desk.order(name, "close-" + desk.now(), side, lots, instrument, ticks);
        var order = new CounterpartyRequest.NewOrder(name, plain.clientOrderId(), plain.instrument(),
                Direction.of(side, of), plain.type(), plain.timeInForce(), ticks, lots, true, false, plain.venue(), "");
        assertThat(desk.tell(order).isAccepted()).as("%s: %s", place, order).isTrue();
        return 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"REPLACED", "REPLACE_REJECTED", "CANCELLED", "UNKNOWN"})
    void countAReplacementAtAVenueUntilItIsSettled(String end) {
        Desk desk = Desk.open();
        desk.limit("", Measure.GROSS_NOTIONAL, "", 2_000 * Desk.USD);
        desk.accepted(desk.order("away", "b1", Side.BUY, 10, "perp", 100));
        desk.accepted(new CounterpartyRequest.Amend("b1", 90, 20));
        assertThat(desk.state().used().grossNotionalUsdMicros())
                .as("10 at 100 may fill before 10 more at 90 are in force").isEqualTo(1_900 * Desk.USD);
        desk.accepted(desk.fill("away", "b1", Side.BUY, 4, "perp", 100));
        assertThat(desk.state().used().grossNotionalUsdMicros()).isEqualTo(1_900 * Desk.USD);
        desk.accepted(new CounterpartyFact.OrderStatusReport("b1", OrderStatus.valueOf(end), desk.now()));
        assertThat(desk.state().used().grossNotionalUsdMicros()).isEqualTo(Desk.USD * switch (end) {
            case "REPLACED" -> 400 + 1_440;
            case "REPLACE_REJECTED" -> 400 + 600;
            case "CANCELLED" -> 400;
            default -> 1_900;
        });
    }
}
