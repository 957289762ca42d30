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
import io.breakwater.domain.risk.OptionLot;
import io.breakwater.domain.risk.StandardMargin;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Unit;
import java.util.List;

/**
 * The rules that an order meets, in this order; the first refusal is the answer. Reductions within the reduce capacity
 * skip the rules that {@link #exemptsReductions}. docs/api/refusals.md has a row for each.
 */
enum CounterpartyRules {

    /** The account may trade this kind of instrument. */
    PERMISSION(false, Spanning.WHOLE_CHECK) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            if (c.quoted == null) {
                return c.refuse(Code.UNKNOWN_INSTRUMENT);
            }
            return c.account.permissions().allow(c.quoted.terms().payoff()) && c.legs.arePermitted() ? null
                    : c.refuse(Code.NOT_PERMITTED);
        }
    },

    /** It names a side of a position where the account has sides, and none where it has not. */
    POSITION_SIDE(false, Spanning.WHOLE_CHECK) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            boolean named = c.order.direction().position() != PositionSide.NET;
            boolean sided = c.account.positions().hasSides(c.quoted.terms().payoff());
            return named == sided ? null : c.refuse(Code.POSITION_SIDE);
        }
    },

    /** Nothing above or beside it is halted, its venue takes orders for it, and in REDUCING it only reduces. */
    TRADING_STATE(false, Spanning.WHOLE_CHECK) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            TradingState state = tradingState(c);
            if (state == TradingState.HALTED) {
                return c.refuse(Code.HALTED);
            }
            if (!c.context.view().venueTakesOrders(c.quoted)) {
                return c.refuse(Code.VENUE_NOT_OPEN);
            }
            boolean exceeds = state == TradingState.REDUCING && !c.isReducing();
            return exceeds ? c.refuse(Code.REDUCING, c.capacityLots, 0, c.order.lots(), Unit.LOTS) : null;
        }
    },

    /** The instrument is open, the price on a tick, the quantity positive. */
    TERMS(false, Spanning.WHOLE_CHECK) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
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
    },

    /** Its mark and the prices of its assets are known and fresh; reductions may lean on an older mark. */
    INPUTS(false, Spanning.WHOLE_CHECK) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
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
    },

    /** Its id is new, and it is not the same order again within the policy's window. */
    DUPLICATE(false, Spanning.STATIC_SHARE) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
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
    },

    /** It would not meet an own order. */
    SELF_TRADE(false, Spanning.WHOLE_CHECK) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            CounterpartyRejection refused = met(c, c.book.base());
            return refused == null && c.account.isHedged() ? met(c, c.beside()) : refused;
        }

        private CounterpartyRejection met(OrderCheck c, Holding holding) {
            if (!holding.crosses(c.order.side(), c.order.priceTicks())) {
                return null;
            }
            long[] others = holding.side(c.order.side().opposite()).ticks();
            long own = c.order.side() == Side.BUY ? others[0] : others[others.length - 1];
            return c.refuse(Code.SELF_TRADE, own, own, c.order.priceTicks(), Unit.TICKS);
        }
    },

    /** Messages decided this second. Past it the caller is answered without an event. */
    MESSAGE_RATE(false, Spanning.STATIC_SHARE) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            return switch (c.message) {
                case SUBMIT, QUOTE -> rate(c, Code.SUBMIT_RATE, Measure.SUBMIT_RATE);
                case MODIFY -> rate(c, Code.MODIFY_RATE, Measure.MODIFY_RATE);
                case GROUP_PART, QUOTE_PART -> null;
            };
        }

        private CounterpartyRejection rate(OrderCheck c, Code code, Measure measure) {
            long cap = Throttle.cap(c.state, measure, c.context);
            long second = Rates.secondOf(c.context.nowMicros());
            Rates rates = c.state.rates();
            long used = measure == Measure.SUBMIT_RATE ? rates.submitsIn(second) : rates.modifiesIn(second);
            return c.ownCap(code, measure, cap, used, used + 1);
        }
    },

    ORDER_SIZE(false, Spanning.WHOLE_CHECK) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            CounterpartyRejection refused =
                    c.caps(Code.ORDER_SIZE, Measure.ORDER_SIZE, c.quoted.name(), 0, c.order.lots());
            return refused == null ? c.legs.sizes() : refused;
        }
    },

    ORDER_NOTIONAL(false, Spanning.WHOLE_CHECK) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            return c.caps(Code.ORDER_NOTIONAL, Measure.ORDER_NOTIONAL, c.quoted.name(), 0, c.notionalUsdMicros);
        }
    },

    /** Not too far through the mark on the aggressive side; a fixed band around a stale one. */
    COLLAR(false, Spanning.WHOLE_CHECK) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            long mark = c.quoted.mark().ticks();
            long ticks = c.order.priceTicks();
            boolean buys = c.order.side() == Side.BUY;
            long wanted = buys ? Exact.subtract(ticks, mark) : Exact.subtract(mark, ticks);
            long width = Collar.widthTicks(c.quoted, c.context, wanted);
            long bound = buys ? Exact.add(mark, width) : Exact.subtract(mark, width);
            return c.judged(wanted <= width, Code.COLLAR, bound, mark, ticks, Unit.TICKS);
        }
    },

    WORKING_ORDERS(false, Spanning.STATIC_SHARE) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            long cap = Math.min(c.context.view().policy().workingOrders(), Counterparty.MAX_WORKING_ORDERS);
            CounterpartyRejection refused = c.cap(Code.WORKING_ORDERS, Measure.WORKING_ORDERS, "engine", cap,
                    c.state.used().workingOrders(), c.usedAfter.workingOrders());
            if (refused == null) {
                refused = c.sums(Code.WORKING_ORDERS, Measure.WORKING_ORDERS, "");
            }
            return refused != null ? refused : sideBound(c);
        }

        private CounterpartyRejection sideBound(OrderCheck c) {
            if (!c.account.hasRoomFor(c.order.instrument(), c.hold.legs().size())) {
                int held = c.account.holdings().size();
                return c.refuse(Code.TOO_MANY, Account.MAX_HOLDINGS, held, held + 1, Unit.COUNT);
            }
            int onSide = c.book.base().side(c.order.side()).ticks().length;
            return onSide < Holding.MAX_ORDERS_A_SIDE ? null
                    : c.refuse(Code.WORKING_ORDERS, Holding.MAX_ORDERS_A_SIDE, onSide, onSide + 1, Unit.COUNT);
        }
    },

    /** What is flagged reduce-only, or closes a LONG or SHORT position, fits into the reduce capacity. */
    REDUCE_CAPACITY(false, Spanning.WHOLE_CHECK) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            boolean only = c.order.reduceOnly() || c.order.direction().closes();
            return only && !c.isReducing()
                    ? c.refuse(Code.REDUCE_CAPACITY, c.capacityLots, 0, c.order.lots(), Unit.LOTS)
                    : null;
        }
    },

    /** All sides of an instrument together. */
    GROSS_POSITION(true, Spanning.STATIC_SHARE) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            long beside = c.beside().grossLots();
            CounterpartyRejection refused = c.caps(Code.GROSS_POSITION, Measure.GROSS_POSITION, c.quoted.name(),
                    Exact.add(c.book.before().grossLots(), beside), Exact.add(c.after.grossLots(), beside));
            return refused != null ? refused : c.legs.instruments(Code.GROSS_POSITION, Measure.GROSS_POSITION,
                    (of, leg) -> Exact.add(of.holding(leg).grossLots(), of.beside(leg).grossLots()));
        }
    },

    /** Of each side by itself: the other one may be closed at any time, and what closes is exempt. */
    NET_POSITION(true, Spanning.STATIC_SHARE) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            long before = c.book.before().worstNetLots();
            CounterpartyRejection refused = c.caps(Code.NET_POSITION, Measure.NET_POSITION, c.quoted.name(), before,
                    c.after.worstNetLots());
            return refused != null ? refused : c.legs.positions(Code.NET_POSITION, Measure.NET_POSITION,
                    (of, position) -> of.holding(position).worstNetLots());
        }
    },

    GROSS_NOTIONAL(true, Spanning.STATIC_SHARE) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            return c.sums(Code.GROSS_NOTIONAL, Measure.GROSS_NOTIONAL, "");
        }
    },

    DELTA(true, Spanning.STATIC_SHARE) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            String underlying = c.quoted.terms().underlying();
            CounterpartyRejection refused = c.sums(Code.DELTA, Measure.DELTA, underlying);
            return refused == null ? c.legs.across(Code.DELTA, Measure.DELTA) : refused;
        }
    },

    /** Worst gamma of an underlying for a move of 1 %, at the greeks that options were let in with. */
    GAMMA(true, Spanning.STATIC_SHARE) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            return greek(c, Code.GAMMA, Measure.GAMMA);
        }
    },

    /** Worst vega of an underlying for a point of volatility, at the greeks that options were let in with. */
    VEGA(true, Spanning.STATIC_SHARE) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            return greek(c, Code.VEGA, Measure.VEGA);
        }
    },

    /** Option lots that could be short, instrument by instrument. */
    SHORT_OPTIONS(true, Spanning.STATIC_SHARE) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            return c.options(Code.SHORT_OPTIONS, Measure.SHORT_OPTIONS);
        }
    },

    /** Premium of options that are held, and of those that buys could add. */
    PREMIUM_PAID(true, Spanning.STATIC_SHARE) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            return c.sums(Code.PREMIUM_PAID, Measure.PREMIUM_PAID, "");
        }
    },

    /** All that one instrument may come to, at trade and worst prices. */
    CONCENTRATION(true, Spanning.ABSOLUTE_CAP) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            long beside = c.beside().concentratedUsdMicros();
            long before = Exact.add(c.book.before().concentratedUsdMicros(), beside);
            long after = Exact.add(c.after.concentratedUsdMicros(), beside);
            CounterpartyRejection refused =
                    c.caps(Code.CONCENTRATION, Measure.CONCENTRATION, c.quoted.name(), before, after);
            return refused != null ? refused : c.legs.instruments(Code.CONCENTRATION, Measure.CONCENTRATION,
                    (of, leg) -> Exact.add(of.holding(leg).concentratedUsdMicros(),
                            of.beside(leg).concentratedUsdMicros()));
        }
    },

    /**
     * Initial margin afterwards is covered by what is available, and within a cap where one is set. A reduction is
     * exempt, unless it raises portfolio margin by more than the policy's bound, as selling the long leg of a spread.
     */
    MARGIN(false, Spanning.ISOLATED_BUDGET) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            MarginCheck margin = new MarginCheck(c);
            return c.isReducing() ? margin.ofReduction() : margin.ofIncrease();
        }
    },

    /** What was lost since the anchor is within its cap; net flows are not losses. */
    LOSS(true, Spanning.ISOLATED_BUDGET) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            long cap = c.state.profile().limits().cap(Measure.LOSS);
            if (cap == Limits.UNLIMITED && !c.isTraced()) {
                return null;
            }
            long flows = c.state.money().netFlowsUsdMicros(c.context.view());
            long loss = Exact.subtract(flows, c.valuation.equityUsdMicros());
            return c.judged(loss <= cap, Code.LOSS, cap, loss, loss, Unit.USD_MICROS);
        }
    },

    /**
     * What firm and group have granted of their caps. A reduction is exempt from those on exposure, but works as an
     * order.
     */
    ALLOWANCE(false, Spanning.ESCROW) {
        @Override
        CounterpartyRejection check(OrderCheck c) {
            for (int i = 0; i < c.state.allowances().size(); i++) {
                Allowance allowance = c.state.allowances().valueAt(i);
                CounterpartyRejection refused = within(c, allowance);
                if (refused != null) {
                    return refused;
                }
            }
            return null;
        }

        private CounterpartyRejection within(OrderCheck c, Allowance allowance) {
            Measure measure = allowance.measure();
            return c.isReducing() && measure != Measure.WORKING_ORDERS ? null
                    : c.granted(allowance, c.state.used().of(measure, ""), c.usedAfter.of(measure, ""));
        }
    };

    private static final CounterpartyRules[] ORDER = values();

    private final boolean exemptsReductions;
    private final Spanning spanning;

    CounterpartyRules(boolean exemptsReductions, Spanning spanning) {
        this.exemptsReductions = exemptsReductions;
        this.spanning = spanning;
    }

    /** How it holds where the counterparty trades in several data centers. */
    Spanning spanning() {
        return spanning;
    }

    /** Null when it passes. */
    abstract CounterpartyRejection check(OrderCheck c);

    /** The first refusal; null when every rule passes. */
    static CounterpartyRejection first(OrderCheck c) {
        boolean reducing = c.isReducing();
        for (CounterpartyRules rule : ORDER) {
            if (reducing && rule.exemptsReductions) {
                continue;
            }
            CounterpartyRejection refused = rule.check(c);
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    /** The same, writing down what each rule looked at. */
    static CounterpartyRejection explained(OrderCheck c, List<RuleVerdict> trail) {
        c.trailInto(trail);
        boolean reducing = c.isReducing();
        for (CounterpartyRules rule : ORDER) {
            int lines = trail.size();
            c.enter(rule.name());
            CounterpartyRejection refused = null;
            if (reducing && rule.exemptsReductions) {
                c.exempt(() -> rule.check(c));
            } else {
                refused = rule.check(c);
            }
            if (trail.size() == lines) {
                c.passed();
            }
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    /** Refused too where it is limited and cannot be told. */
    private static CounterpartyRejection greek(OrderCheck c, Code code, Measure measure) {
        boolean unknown = !OptionLot.isKnown(c.quoted, c.context.view())
                && (c.isLimited(measure) || c.state.hasAllowance(measure));
        return unknown ? c.refuse(Code.NO_MARK) : c.options(code, measure);
    }

    private static TradingState tradingState(OrderCheck c) {
        return widerState(c.state, c.context).strictest(c.context.view().stateOf(c.quoted));
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
