package io.breakwater.domain.counterparty;

import java.util.List;
import java.util.function.Function;

/**
 * The rules that an order meets, in this order; the first refusal is the answer. Reductions within the reduce capacity
 * skip those from which they are {@link Reductions#EXEMPT}. docs/api/refusals.md has a row for each.
 */
enum CounterpartyRules {

    /** The account may trade this kind of instrument. */
    PERMISSION(Reductions.CHECKED, Spanning.WHOLE_CHECK, OrderRules::permission),

    /** It names a side of a position where the account has sides, and none where it has not. */
    POSITION_SIDE(Reductions.CHECKED, Spanning.WHOLE_CHECK, OrderRules::positionSide),

    /** Nothing above or beside it is halted, its venue takes orders for it, and in REDUCING it only reduces. */
    TRADING_STATE(Reductions.CHECKED, Spanning.WHOLE_CHECK, OrderRules::tradingState),

    /** The instrument is open, the price on a tick, the quantity positive. */
    TERMS(Reductions.CHECKED, Spanning.WHOLE_CHECK, OrderRules::terms),

    /** Its mark and the prices of its assets are known and fresh; reductions may lean on an older mark. */
    INPUTS(Reductions.CHECKED, Spanning.WHOLE_CHECK, OrderRules::inputs),

    /** Its id is new, and it is not the same order again within the policy's window. */
    DUPLICATE(Reductions.CHECKED, Spanning.STATIC_SHARE, OrderRules::duplicate),

    /** It would not meet an own order. */
    SELF_TRADE(Reductions.CHECKED, Spanning.WHOLE_CHECK, OrderRules::selfTrade),

    /** Messages decided this second. Past it the caller is answered without an event. */
    MESSAGE_RATE(Reductions.CHECKED, Spanning.STATIC_SHARE, OrderRules::messageRate),

    ORDER_SIZE(Reductions.CHECKED, Spanning.WHOLE_CHECK, OrderRules::orderSize),

    ORDER_NOTIONAL(Reductions.CHECKED, Spanning.WHOLE_CHECK, OrderRules::orderNotional),

    /** Not too far through the mark on the aggressive side; a fixed band around a stale one. */
    COLLAR(Reductions.CHECKED, Spanning.WHOLE_CHECK, OrderRules::collar),

    WORKING_ORDERS(Reductions.CHECKED, Spanning.STATIC_SHARE, OrderRules::workingOrders),

    /** What is flagged reduce-only, or closes a LONG or SHORT position, fits into the reduce capacity. */
    REDUCE_CAPACITY(Reductions.CHECKED, Spanning.WHOLE_CHECK, OrderRules::reduceCapacity),

    /** All sides of an instrument together. */
    GROSS_POSITION(Reductions.EXEMPT, Spanning.STATIC_SHARE, ExposureRules::grossPosition),

    /** Of each side by itself: the other one may be closed at any time, and what closes is exempt. */
    NET_POSITION(Reductions.EXEMPT, Spanning.STATIC_SHARE, ExposureRules::netPosition),

    GROSS_NOTIONAL(Reductions.EXEMPT, Spanning.STATIC_SHARE, ExposureRules::grossNotional),

    DELTA(Reductions.EXEMPT, Spanning.STATIC_SHARE, ExposureRules::delta),

    /** Worst gamma of an underlying for a move of 1 %, at the greeks that options were let in with. */
    GAMMA(Reductions.EXEMPT, Spanning.STATIC_SHARE, ExposureRules::gamma),

    /** Worst vega of an underlying for a point of volatility, at the greeks that options were let in with. */
    VEGA(Reductions.EXEMPT, Spanning.STATIC_SHARE, ExposureRules::vega),

    /** Option lots that could be short, instrument by instrument. */
    SHORT_OPTIONS(Reductions.EXEMPT, Spanning.STATIC_SHARE, ExposureRules::shortOptions),

    /** Premium of options that are held, and of those that buys could add. */
    PREMIUM_PAID(Reductions.EXEMPT, Spanning.STATIC_SHARE, ExposureRules::premiumPaid),

    /** All that one instrument may come to, at trade and worst prices. */
    CONCENTRATION(Reductions.EXEMPT, Spanning.ABSOLUTE_CAP, ExposureRules::concentration),

    /**
     * Initial margin afterwards is covered by what is available, and within a cap where one is set. A reduction is
     * exempt, unless it raises portfolio margin by more than the policy's bound, as selling the long leg of a spread.
     */
    MARGIN(Reductions.CHECKED, Spanning.ISOLATED_BUDGET, ExposureRules::margin),

    /** What was lost since the anchor is within its cap; net flows are not losses. */
    LOSS(Reductions.EXEMPT, Spanning.ISOLATED_BUDGET, ExposureRules::loss),

    /**
     * What firm and group have granted of their caps. A reduction is exempt from those on exposure, but works as an
     * order.
     */
    ALLOWANCE(Reductions.CHECKED, Spanning.ESCROW, ExposureRules::allowance);

    private enum Reductions {
        CHECKED,
        EXEMPT
    }

    private static final CounterpartyRules[] ORDER = values();

    private final Reductions reductions;
    private final Spanning spanning;
    private final Function<OrderCheck, CounterpartyRejection> rule;

    /** @param rule null when it passes */
    CounterpartyRules(Reductions reductions, Spanning spanning, Function<OrderCheck, CounterpartyRejection> rule) {
        this.reductions = reductions;
        this.spanning = spanning;
        this.rule = rule;
    }

    /** How it holds where the counterparty trades in several data centers. */
    Spanning spanning() {
        return spanning;
    }

    private boolean exempts(OrderCheck c) {
        return reductions == Reductions.EXEMPT && c.isReducing();
    }

    /** The first refusal; null when every rule passes. */
    static CounterpartyRejection first(OrderCheck c) {
        for (CounterpartyRules each : ORDER) {
            CounterpartyRejection refused = each.exempts(c) ? null : each.rule.apply(c);
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    /** The same, writing down what each rule looked at. */
    static CounterpartyRejection explained(OrderCheck c, List<RuleVerdict> trail) {
        c.trailInto(trail);
        for (CounterpartyRules each : ORDER) {
            int lines = trail.size();
            c.enter(each.name());
            CounterpartyRejection refused = null;
            if (each.exempts(c)) {
                c.exempt(() -> each.rule.apply(c));
            } else {
                refused = each.rule.apply(c);
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
}
