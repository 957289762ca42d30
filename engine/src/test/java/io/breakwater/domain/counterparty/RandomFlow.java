package io.breakwater.domain.counterparty;

import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.counterparty.CounterpartyFact.OrderStatus;
import io.breakwater.domain.counterparty.CounterpartyFact.WithdrawalProgress;
import io.breakwater.domain.counterparty.CounterpartyFact.WithdrawalProgress.Progress;
import io.breakwater.domain.counterparty.CounterpartyRequest.GroupKind;
import io.breakwater.domain.counterparty.CounterpartyRequest.NewOrder;
import io.breakwater.domain.counterparty.CounterpartyRequest.Quote;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.market.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Commands out of a seed, over one instrument of each payoff and two accounts, while marks move and time passes. The same
 * seed gives the same flow.
 */
final class RandomFlow {

    private static final List<String> INSTRUMENTS =
            List.of("perp", "inverse", "quanto", "call", "put", "combo", "mixed", "btc-usd", "eth-perp", "future", "exotic");
    private static final long[] EXTREMES = {0, -1, Long.MAX_VALUE, Long.MAX_VALUE / 2, Long.MAX_VALUE / 1_000,
        1_000_000_000_000L, Long.MIN_VALUE, Long.MIN_VALUE + 1, -1_000_000_000_000_000L};

    private final SplittableRandom random;
    private final Desk desk;
    private final List<ExecutionKey> executions = new ArrayList<>();
    private final List<ExecutionKey> toldForOthers = new ArrayList<>();
    private final List<Long> withdrawals = new ArrayList<>();
    private boolean extreme;
    private int orders;

    RandomFlow(long seed, Desk desk) {
        this.random = new SplittableRandom(seed);
        this.desk = desk;
    }

    /** From now on one number in thirty is absurd. */
    RandomFlow withExtremes() {
        extreme = true;
        return this;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Time goes on and now and then the market moves or a mark is lost. */
    void market() {
        desk.passes(random.nextLong(20_000));
        if (below(10) == 0) {
            String name = INSTRUMENTS.get(below(INSTRUMENTS.size()));
            Mark old = desk.market.quoted(name).mark();
            long ticks = Math.max(1, old.ticks() + below(9) - 4);
            long index = Math.max(1, old.indexTicks() + below(9) - 4);
            desk.market.mark(name, extreme && below(20) == 0
                    ? TestMarket.marked(old, number(ticks), number(index), old.deltaPpm(), desk.now())
                    : TestMarket.marked(old, ticks, index, delta(name, old.deltaPpm()), desk.now()));
        }
        if (below(40) == 0) {
            desk.market.refresh(desk.now());
        }
    }

    /** An option's keeps its sign; a combination's may turn, as a straddle's does near its strike. */
    private int delta(String name, int old) {
        if (name.equals("combo") || name.equals("mixed")) {
            return below(2_000_001) - 1_000_000;
        }
        boolean option = name.equals("call") || name.equals("put");
        return option ? Math.floorMod(old + below(200_001) - 100_000, 1_000_000) * (old < 0 ? -1 : 1) : old;
    }

    /** Anything at all. */
    CounterpartyCommand any() {
        return below(10) < 6 ? request() : fact();
    }

    CounterpartyRequest request() {
        return switch (below(40)) {
            case 0 -> new CounterpartyRequest.MassCancel(below(2) == 0 ? "" : account(), below(2) * instrument());
            case 1, 2, 3, 4, 5 -> quotes();
            case 6, 7 -> group(GroupKind.ALL_OR_NONE, 1 + below(3));
            case 8, 9, 10 -> group(GroupKind.ONE_CANCELS_OTHER, 2);
            case 11, 12, 13, 14, 15, 16 -> new CounterpartyRequest.Cancel(someOrder());
            case 17, 18, 19, 20, 21, 22, 23, 24 -> amend();
            case 25 -> new CounterpartyRequest.Withdraw(account(), "USD", 6, number(1_000_000L * (1 + below(50))), "w");
            case 26 -> new CounterpartyRequest.Restrict(TradingState.REDUCING, "r", "", desk.now() + below(1_000_000));
            default -> order();
        };
    }

    private CounterpartyRequest amend() {
        WorkingOrder order = desk.working(someOrder());
        long ticks = order == null ? 100 : number(Math.max(order.buyTicks(), order.sellTicks()) + below(5) - 2);
        String id = order == null ? "none" : below(4) > 0 || order.formerId().isEmpty() ? order.clientOrderId()
                : order.formerId();
        return below(3) > 0 ? new CounterpartyRequest.Amend(id, ticks, number(1 + below(20)))
                : new CounterpartyRequest.Replace(id, below(2) == 0 ? "" : "n" + below(200), 0,
                        below(2) == 0 ? "" : Long.toString(ticks), below(2) == 0 ? "" : Long.toString(number(1 + below(20))));
    }

    CounterpartyFact fact() {
        return switch (below(40)) {
            case 0, 1 -> new CounterpartyFact.Bust(someExecution());
            case 2, 3 -> new CounterpartyFact.Correction(someExecution(), number(100), number(1 + below(9)), number(below(9)));
            case 4, 5, 6, 7, 8, 9, 10, 11, 12 -> report();
            case 13 -> new CounterpartyFact.Deposit(account(), below(2) == 0 ? "USD" : "BTC", below(2) == 0 ? 6 : 8,
                    number(1_000_000), "d");
            case 14, 15 -> new WithdrawalProgress(someWithdrawal(), Progress.values()[below(3)]);
            case 16 -> new CounterpartyFact.Funding(account(), instrument(), number(below(2_000) - 1_000), "f");
            case 17 -> new CounterpartyFact.Settlement(account(), instrument(), number(100), "s");
            case 18 -> below(4) == 0 ? new CounterpartyFact.Delivery(account(), instrument(), number(100), "e") : fill();
            case 19 -> new CounterpartyFact.Adjustment(account(), "USD", 6, number(below(2_000) - 1_000), "a");
            case 20 -> new CounterpartyFact.Loan(account(), "BTC", 8, number(below(2_000) - 1_000), "l", "l");
            case 21 -> new CounterpartyFact.PositionTransfer(account(), account(), instrument(), number(1 + below(5)),
                    number(100), "t");
            case 22 -> new CounterpartyFact.AllowanceChanged(new Grant("firms/f", Measure.GROSS_NOTIONAL,
                    1_000_000L * below(100_000), 1_000_000L * below(50_000)));
            case 23, 24 -> new CounterpartyFact.Remarked();
            case 25 -> below(2) == 0 ? new CounterpartyFact.VenueSnapshot(account(), instrument(), below(9), desk.now())
                    : new CounterpartyFact.VenueStatement(account(), List.of(new CounterpartyFact.StatedPosition(
                            instrument(), below(9))), List.of(), desk.now());
            case 26, 27, 28 -> elsewhere();
            default -> byItsLegs(fill());
        };
    }

    /** A fill of another data center's order, one of an own order that was told there, or that one is booked there. */
    private CounterpartyFact elsewhere() {
        if (below(3) == 0) {
            return new CounterpartyFact.FillSettled(toldForOthers.isEmpty() || below(9) == 0 ? someExecution()
                    : toldForOthers.get(below(toldForOthers.size())), 1);
        }
        boolean own = below(2) == 0;
        CounterpartyFact.Fill fill = fill();
        Quoted quoted = desk.market.view().instrument(fill.execution().instrument());
        CounterpartyFact.Listed listed = quoted == null ? new CounterpartyFact.Listed("none", 0, 0, 0)
                : new CounterpartyFact.Listed(quoted.name(), quoted.terms().priceScale(), quoted.terms().lotScale(), 6);
        return own ? new CounterpartyFact.FilledElsewhere(new CounterpartyFact.FillFor(fill, listed, 1, 2))
                : new CounterpartyFact.FillFor(fill, listed, 2, 1);
    }

    /** A combo's fill by its legs, half of the time. */
    private CounterpartyFact byItsLegs(CounterpartyFact.Fill fill) {
        boolean combo = fill.execution().instrument() == desk.market.id("combo");
        return !combo || below(2) == 0 ? fill : new CounterpartyFact.LegsFill(fill, ComboFillsTest.legs(desk,
                fill.execution().side(), fill.lots(), number(1 + below(200)), number(1 + below(900))).stream()
                .map(this::sided).toList());
    }

    private CounterpartyFact.FilledLeg sided(CounterpartyFact.FilledLeg leg) {
        return new CounterpartyFact.FilledLeg(leg.instrument(), Direction.of(leg.side(), sided("perp")),
                leg.priceTicks(), leg.lots());
    }

    NewOrder order() {
        orders++;
        String instrument = INSTRUMENTS.get(below(INSTRUMENTS.size()));
        Side side = Side.values()[below(2)];
        NewOrder o = desk.order(account(), "o" + orders, side, number(1 + below(20)), instrument, near(instrument));
        return new NewOrder(o.account(), o.clientOrderId(), o.instrument(), Direction.of(side, sided(instrument)),
                o.type(), o.timeInForce(), o.priceTicks(), o.lots(), below(20) == 0, false, o.venue(), o.venueAccount());
    }

    /** A side of a position, mostly right. */
    private PositionSide sided(String instrument) {
        boolean wrong = below(40) == 0;
        if (!wrong && !PositionMode.HEDGE.hasSides(desk.market.quoted(instrument).terms().payoff())) {
            return PositionSide.NET;
        }
        boolean hedged = desk.state().account("main").isHedged();
        return hedged || wrong ? PositionSide.values()[wrong ? below(3) : 1 + below(2)] : PositionSide.NET;
    }

    private long near(String instrument) {
        long mark = desk.market.quoted(instrument).mark().ticks();
        return number(Math.max(1, mark - mark % 5 + 5 * (below(3) - 1)));
    }

    private CounterpartyRequest group(GroupKind kind, int size) {
        List<NewOrder> members = new ArrayList<>();
        NewOrder first = order();
        members.add(first);
        while (members.size() < size) {
            NewOrder other = order();
            boolean pair = kind == GroupKind.ONE_CANCELS_OTHER;
            members.add(new NewOrder(first.account(), other.clientOrderId(), pair ? first.instrument() : other.instrument(),
                    pair ? Direction.of(other.side(), first.direction().position()) : other.direction(), other.type(), other.timeInForce(), pair ? first.priceTicks() : other.priceTicks(),
                    other.lots(), false, false, "", ""));
        }
        return new CounterpartyRequest.OrderGroup(kind, members);
    }

    private CounterpartyRequest quotes() {
        List<Quote> quotes = new ArrayList<>();
        for (int i = 0; i <= below(3); i++) {
            String name = INSTRUMENTS.get(below(5));
            long mid = desk.market.quoted(name).mark().ticks();
            quotes.add(new Quote(desk.market.id(name), number(Math.max(1, mid - 1 - below(3))), number(below(6)),
                    number(mid + 1 + below(3)), number(below(6))));
        }
        return new CounterpartyRequest.MassQuote(below(3) == 0 ? "away" : "main", below(9) == 0 ? "h" : "g", quotes, "", "");
    }

    /** Of a working order within or beyond its leaves, or of none. */
    private CounterpartyFact.Fill fill() {
        WorkingOrder order = below(5) == 0 ? null : desk.working(someOrder());
        String instrument = INSTRUMENTS.get(below(INSTRUMENTS.size()));
        CounterpartyFact.Fill fill = order == null
                ? desk.fill(account(), below(2) == 0 ? "" : "gone", Side.values()[below(2)], number(1 + below(9)),
                        instrument, number(Math.max(1, desk.market.quoted(instrument).mark().ticks())))
                : desk.fill(below(30) == 0 ? account() : order.account(), order.clientOrderId(), someSide(order),
                        number(1 + below(12)), desk.market.view().instrument(order.instrument()).name(),
                        number(Math.max(1, order.buyTicks() + order.sellTicks())));
        fill = order == null || below(9) == 0 ? fill.of(sided(instrument)) : fill;
        executions.add(fill.execution());
        boolean fee = below(3) == 0;
        return new CounterpartyFact.Fill(fill.execution(), fill.account(), fill.clientOrderId(), fill.kind(),
                fill.priceTicks(), fill.lots(), fee ? number(below(2_000) - 500) : 0, below(9) == 0 ? "ETH" : "USD",
                below(2) == 0, desk.now(), 0);
    }

    private Side someSide(WorkingOrder order) {
        return order.kind() == WorkingOrder.Kind.QUOTE_GROUP || below(30) == 0 ? Side.values()[below(2)] : order.side();
    }

    /** Of a working order, within its leaves, at what it reserved or better. */
    CounterpartyFact.Fill honestFill() {
        WorkingOrder order = desk.working(someOrder());
        if (order == null) {
            return null;
        }
        Side side = order.rests(Side.BUY) && (below(2) == 0 || !order.rests(Side.SELL)) ? Side.BUY : Side.SELL;
        if (!order.rests(side)) {
            return null;
        }
        long limit = side == Side.BUY ? order.buyTicks() : order.sellTicks();
        long price = side == Side.BUY ? Math.max(1, limit - below(3)) : limit + below(3);
        CounterpartyFact.Fill fill = desk.fill(order.account(), order.clientOrderId(), side,
                1 + random.nextLong(order.leaves(side)), desk.market.view().instrument(order.instrument()).name(), price);
        executions.add(fill.execution());
        return fill;
    }

    CounterpartyFact.OrderStatusReport report() {
        return new CounterpartyFact.OrderStatusReport(someOrder(),
                OrderStatus.values()[below(OrderStatus.values().length)], desk.now());
    }

    CounterpartyRequest.SetLimit limit() {
        Measure measure = List.of(Measure.GROSS_POSITION, Measure.NET_POSITION, Measure.GROSS_NOTIONAL, Measure.DELTA,
                Measure.CONCENTRATION, Measure.WORKING_ORDERS).get(below(6));
        long cap = switch (measure) {
            case GROSS_POSITION, NET_POSITION -> 10 + below(60);
            case WORKING_ORDERS -> 5 + below(20);
            default -> 1_000_000L * (500 + below(5_000));
        };
        return new CounterpartyRequest.SetLimit(below(3) == 0 ? "main" : "", new Limit(measure, "", cap, below(3) > 0));
    }

    void happened(CounterpartyEvent event) {
        if (event instanceof CounterpartyEvent.WithdrawalRequested requested) {
            withdrawals.add(requested.withdrawal());
        } else if (event instanceof CounterpartyEvent.FilledFor told) {
            toldForOthers.add(told.command().fill().execution());
        }
    }

    private String account() {
        return below(3) == 0 ? "away" : "main";
    }

    private long instrument() {
        return below(15) == 0 ? 999 : desk.market.id(INSTRUMENTS.get(below(INSTRUMENTS.size())));
    }

    private String someOrder() {
        long[] keys = desk.state().orders().sortedKeys();
        return keys.length == 0 || below(20) == 0 ? "none"
                : desk.state().orders().get(keys[below(keys.length)]).clientOrderId();
    }

    private ExecutionKey someExecution() {
        return executions.isEmpty() || below(20) == 0
                ? new ExecutionKey("", "", 2, 0, "unknown", Side.BUY, "") : executions.get(below(executions.size()));
    }

    private long someWithdrawal() {
        return withdrawals.isEmpty() ? 7 : withdrawals.get(below(withdrawals.size()));
    }

    private long number(long sensible) {
        return extreme && below(30) == 0 ? EXTREMES[below(EXTREMES.length)] : sensible;
    }
}
