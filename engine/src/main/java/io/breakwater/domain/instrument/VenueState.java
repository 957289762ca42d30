package io.breakwater.domain.instrument;

/**
 * What an instrument's venue lets be done with it, as the venue says. It restricts beside what is placed here: an order
 * meets both. Declared in the order of their numbers on disk: only ever added to at the end.
 */
public enum VenueState {
    /** The venue has said nothing: it restricts nothing, and the age of marks says whether anybody speaks at all. */
    UNTOLD,
    OPEN,
    /** Nothing is entered for a while; what rests may be cancelled. */
    LOCKED,
    HALTED,
    /** A session is being settled: no trading until it is done. */
    SETTLEMENT,
    DELIVERED,
    /** Not opened yet, or closed for good. */
    CLOSED,
    /** A word that we do not know: taken for the worst (I-02). */
    UNKNOWN;

    /** Whether an order has anywhere to go. Cancels always have. */
    public boolean takesOrders() {
        return this == UNTOLD || this == OPEN;
    }
}
