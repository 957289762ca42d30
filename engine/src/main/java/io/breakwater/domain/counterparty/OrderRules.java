package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.Measure;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.market.Controls;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.policy.Policy;
import io.breakwater.domain.risk.Exposure;
import io.breakwater.domain.risk.StandardMargin;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Unit;

/**
 * Whether an order may be placed at all, whatever else is held: what each of the first {@link CounterpartyRules} asks.
 * Null when it passes.
 */
final class OrderRules {

    private OrderRules() {}

    static CounterpartyRejection permission(OrderCheck c) {
        if (c.quoted == null) {
            return c.refuse(Code.UNKNOWN_INSTRUMENT);
        }
        return c.account.permissions().allow(c.quoted.terms().payoff()) && c.legs.arePermitted() ? null
                : c.refuse(Code.NOT_PERMITTED);
    }

    static CounterpartyRejection positionSide(OrderCheck c) {
        boolean named = c.order.direction().position() != PositionSide.NET;
        boolean sided = c.account.positions().hasSides(c.quoted.terms().payoff());
        return named == sided ? null : c.refuse(Code.POSITION_SIDE);
    }

    static CounterpartyRejection tradingState(OrderCheck c) {
        TradingState state = widerState(c.state, c.context).strictest(c.context.view().stateOf(c.quoted));
        if (state == TradingState.HALTED) {
            return c.refuse(Code.HALTED);
        }
        if (!c.context.view().venueTakesOrders(c.quoted)) {
            return c.refuse(Code.VENUE_NOT_OPEN);
        }
        boolean exceeds = state == TradingState.REDUCING && !c.isReducing();
        return exceeds ? c.refuse(Code.REDUCING, c.capacityLots, 0, c.order.lots(), Unit.LOTS) : null;
    }

    static CounterpartyRejection terms(OrderCheck c) {
        Terms terms = c.quoted.terms();
        if (!c.quoted.lifeCycle().takesOrders()) {
            return c.refuse(Code.NOT_OPEN);
        }
        if (c.context.nowMicros() >= terms.expiresAtMicros()) {
            return c.refuse(Code.EXPIRED, terms.expiresAtMicros(), c.context.nowMicros(), 0, Unit.MICROS);
        }
        if (c.order.lots() <= 0) {
            return c.refuse(Code.NOT_POSITIVE, 0, 0, c.order.lots(), Unit.LOTS);
        }
        return terms.isOnTick(c.order.priceTicks()) ? c.legs.closed()
                : c.refuse(Code.OFF_TICK, 0, 0, c.order.priceTicks(), Unit.TICKS);
    }

    static CounterpartyRejection inputs(OrderCheck c) {
        MarketView view = c.context.view();
        if (!Exposure.isMarked(c.quoted, view)) {
            return c.refuse(Code.NO_MARK);
        }
        StandardMargin.Rates rates = StandardMargin.Rates.of(c.quoted, view);
        if (!rates.areKnown() || !c.legs.arePriced()) {
            return c.refuse(Code.NO_ASSET_PRICE);
        }
        c.price(rates);
        Policy policy = view.policy();
        long bound = c.isReducing() ? policy.reducingMarkMaxAgeMicros() : policy.markMaxAgeMicros();
        long age = c.context.nowMicros() - rates.oldestMicros(c.quoted, view);
        boolean passed = age <= bound;
        return passed && !c.isTraced() ? null : c.about(rates.oldest(c.quoted, view),
                () -> c.judged(passed, Code.STALE_MARK, bound, age, 0, Unit.MICROS));
    }

    static CounterpartyRejection duplicate(OrderCheck c) {
        if (c.message != OrderCheck.Message.SUBMIT && c.message != OrderCheck.Message.GROUP_PART) {
            return null;
        }
        if (!c.state.isFree(c.order.clientOrderId())) {
            return c.refuse(Code.DUPLICATE_CLIENT_ORDER_ID);
        }
        long window = c.context.view().policy().duplicateWindowMicros();
        Rates rates = c.state.rates();
        long since = c.context.nowMicros() - rates.lastOrderAtMicros();
        boolean again = window > 0 && since < window && rates.lastOrder() == Fingerprint.ofContent(c.order);
        return again ? c.refuse(Code.DUPLICATE_ORDER, window, since, 0, Unit.MICROS) : null;
    }

    static CounterpartyRejection selfTrade(OrderCheck c) {
        CounterpartyRejection refused = met(c, c.book.base());
        return refused == null && c.account.isHedged() ? met(c, c.beside()) : refused;
    }

    private static CounterpartyRejection met(OrderCheck c, Holding holding) {
        if (!holding.crosses(c.order.side(), c.order.priceTicks())) {
            return null;
        }
        long[] others = holding.side(c.order.side().opposite()).ticks();
        long own = c.order.side() == Side.BUY ? others[0] : others[others.length - 1];
        return c.refuse(Code.SELF_TRADE, own, own, c.order.priceTicks(), Unit.TICKS);
    }

    static CounterpartyRejection messageRate(OrderCheck c) {
        return switch (c.message) {
            case SUBMIT, QUOTE -> rate(c, Code.SUBMIT_RATE, Measure.SUBMIT_RATE);
            case MODIFY -> rate(c, Code.MODIFY_RATE, Measure.MODIFY_RATE);
            case GROUP_PART, QUOTE_PART -> null;
        };
    }

    private static CounterpartyRejection rate(OrderCheck c, Code code, Measure measure) {
        long cap = Throttle.cap(c.state, measure, c.context);
        long second = Rates.secondOf(c.context.nowMicros());
        Rates rates = c.state.rates();
        long used = measure == Measure.SUBMIT_RATE ? rates.submitsIn(second) : rates.modifiesIn(second);
        return c.ownCap(code, measure, cap, used, used + 1);
    }

    static CounterpartyRejection orderSize(OrderCheck c) {
        CounterpartyRejection refused =
                c.caps(Code.ORDER_SIZE, Measure.ORDER_SIZE, c.quoted.name(), 0, c.order.lots());
        return refused == null ? c.legs.sizes() : refused;
    }

    static CounterpartyRejection orderNotional(OrderCheck c) {
        return c.caps(Code.ORDER_NOTIONAL, Measure.ORDER_NOTIONAL, c.quoted.name(), 0, c.notionalUsdMicros);
    }

    static CounterpartyRejection collar(OrderCheck c) {
        long mark = c.quoted.mark().ticks();
        long ticks = c.order.priceTicks();
        boolean buys = c.order.side() == Side.BUY;
        long wanted = buys ? Exact.subtract(ticks, mark) : Exact.subtract(mark, ticks);
        long width = Collar.widthTicks(c.quoted, c.context, wanted);
        long bound = buys ? Exact.add(mark, width) : Exact.subtract(mark, width);
        return c.judged(wanted <= width, Code.COLLAR, bound, mark, ticks, Unit.TICKS);
    }

    static CounterpartyRejection workingOrders(OrderCheck c) {
        long cap = Math.min(c.context.view().policy().workingOrders(), Counterparty.MAX_WORKING_ORDERS);
        CounterpartyRejection refused = c.cap(Code.WORKING_ORDERS, Measure.WORKING_ORDERS, "engine", cap,
                c.state.used().workingOrders(), c.usedAfter.workingOrders());
        if (refused == null) {
            refused = c.sums(Code.WORKING_ORDERS, Measure.WORKING_ORDERS, "");
        }
        return refused != null ? refused : sideBound(c);
    }

    private static CounterpartyRejection sideBound(OrderCheck c) {
        if (!c.account.hasRoomFor(c.order.instrument(), c.hold.legs().size())) {
            int held = c.account.holdings().size();
            return c.refuse(Code.TOO_MANY, Account.MAX_HOLDINGS, held, held + 1, Unit.COUNT);
        }
        int onSide = c.book.base().side(c.order.side()).ticks().length;
        return onSide < Holding.MAX_ORDERS_A_SIDE ? null
                : c.refuse(Code.WORKING_ORDERS, Holding.MAX_ORDERS_A_SIDE, onSide, onSide + 1, Unit.COUNT);
    }

    static CounterpartyRejection reduceCapacity(OrderCheck c) {
        boolean only = c.order.reduceOnly() || c.order.direction().closes();
        return only && !c.isReducing()
                ? c.refuse(Code.REDUCE_CAPACITY, c.capacityLots, 0, c.order.lots(), Unit.LOTS)
                : null;
    }

    /** Of the counterparty and of the scopes above it. */
    static TradingState widerState(Counterparty state, Context context) {
        TradingState own = state.standing().stateAt(context.nowMicros());
        Controls controls = context.view().controls();
        return controls.isEmpty() ? own
                : own.strictest(controls.of(Controls.EVERYTHING))
                        .strictest(controls.of(state.profile().firm()))
                        .strictest(controls.of(state.profile().group()));
    }
}
