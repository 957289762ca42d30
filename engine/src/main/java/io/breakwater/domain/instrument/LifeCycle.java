package io.breakwater.domain.instrument;

/** Where an instrument stands between its listing and its end. It only moves down this list. */
public enum LifeCycle {
    PRE_LISTED,
    OPEN,
    /** Expired, waiting for the settlement price: no orders, facts only. */
    SETTLEMENT_ONLY,
    DELIVERED,
    DELISTED;

    public boolean takesOrders() {
        return this == OPEN;
    }
}
