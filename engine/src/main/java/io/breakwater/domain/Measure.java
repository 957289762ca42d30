package io.breakwater.domain;

import io.breakwater.kernel.Unit;

/**
 * What a limit caps. Declares how it may be shared: an additive reserve-time measure can be granted to holders as an
 * allowance; a re-marked one moves with the market and can only be breached passively.
 */
public enum Measure {
    /** Lots of one order. */
    ORDER_SIZE(Unit.LOTS, false, true),
    /** Worst-price notional of one order. */
    ORDER_NOTIONAL(Unit.USD_MICROS, false, true),
    /** Orders and quotes working at once. */
    WORKING_ORDERS(Unit.COUNT, true, true),
    /** New orders and quotes a second. */
    SUBMIT_RATE(Unit.PER_SECOND, false, true),
    /** Amends a second. */
    MODIFY_RATE(Unit.PER_SECOND, false, true),
    /** |position| + working lots on both sides, per instrument. */
    GROSS_POSITION(Unit.LOTS, false, true),
    /** Worst |position| that the working orders could lead to, per instrument. */
    NET_POSITION(Unit.LOTS, false, true),
    /** Notional of positions at their trade prices plus of increasing holds at worst prices. */
    GROSS_NOTIONAL(Unit.USD_MICROS, true, true),
    /** Worst |delta| in USD per underlying, at reserve-time deltas. */
    DELTA(Unit.USD_MICROS, false, true),
    /** Worst notional in one instrument. */
    CONCENTRATION(Unit.USD_MICROS, false, true),
    /** Initial margin over collateral. Its cap is the equity itself; a set cap lowers it further. */
    INITIAL_MARGIN(Unit.USD_MICROS, false, false),
    /** Anchor + net flows − equity. */
    LOSS(Unit.USD_MICROS, false, false),
    /** Worst |gamma| per underlying: change of the delta in USD for a move of 1 %, at reserve-time greeks. */
    GAMMA(Unit.USD_MICROS, false, true),
    /** Worst |vega| per underlying: change of value for a point of volatility, at reserve-time greeks. */
    VEGA(Unit.USD_MICROS, false, true),
    /** Option lots that could be short per underlying, nothing netted over instruments. */
    SHORT_OPTIONS(Unit.LOTS, true, true),
    /** Premium of long options at what was paid, and of buys at their limits. */
    PREMIUM_PAID(Unit.USD_MICROS, true, true),
    // Defined for events and the API; no rule of this release checks them.
    OPEN_INTEREST_SHARE(Unit.BASIS_POINTS, false, false),
    PLACE_EXPOSURE(Unit.USD_MICROS, true, false),
    COLLATERAL_CONCENTRATION(Unit.BASIS_POINTS, false, false),
    SETTLEMENT_EXPOSURE(Unit.USD_MICROS, true, true);

    private final Unit unit;
    private final boolean additive;
    private final boolean reserveTime;

    Measure(Unit unit, boolean additive, boolean reserveTime) {
        this.unit = unit;
        this.additive = additive;
        this.reserveTime = reserveTime;
    }

    public Unit unit() {
        return unit;
    }

    /**
     * True when caps of firms and groups on it can be granted to holders: each keeps a figure of it at reserve time,
     * and the whole is at most the sum of those. Of what is signed a holder's figure is its worst size, nothing netted
     * over underlyings or holders.
     */
    public boolean isGranted() {
        return switch (this) {
            case GROSS_NOTIONAL, WORKING_ORDERS, DELTA, GAMMA, VEGA, SHORT_OPTIONS, PREMIUM_PAID -> true;
            case ORDER_SIZE, ORDER_NOTIONAL, SUBMIT_RATE, MODIFY_RATE, GROSS_POSITION, NET_POSITION, CONCENTRATION,
                    INITIAL_MARGIN, LOSS, OPEN_INTEREST_SHARE, PLACE_EXPOSURE, COLLATERAL_CONCENTRATION,
                    SETTLEMENT_EXPOSURE -> false;
        };
    }

    /** True when the sum over holders is the whole, so that a cap can be split into allowances. */
    public boolean isAdditive() {
        return additive;
    }

    public boolean isReserveTime() {
        return reserveTime;
    }
}
